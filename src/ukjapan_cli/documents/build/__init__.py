"""Data to a decision."""
