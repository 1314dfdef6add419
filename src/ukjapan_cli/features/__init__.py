"""A folder a command."""
