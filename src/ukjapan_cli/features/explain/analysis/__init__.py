"""The analysis: a decision to a frozen result."""
