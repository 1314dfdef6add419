"""Rules: one a module, a folder a family."""
