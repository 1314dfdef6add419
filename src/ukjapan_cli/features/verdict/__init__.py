"""The verdict: how sure first place is."""
