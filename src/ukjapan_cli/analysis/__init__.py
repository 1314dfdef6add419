"""Analyses: pure functions from a decision to frozen results."""
