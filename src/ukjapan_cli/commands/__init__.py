"""The commands: arguments → load → analyse → render."""
