"""The same model on a table of any length."""
