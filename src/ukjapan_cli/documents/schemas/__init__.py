"""The two files' structure, and what is said where it is broken."""
