"""How anything is written."""
