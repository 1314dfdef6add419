"""Draws of weights and scores."""
