"""Score policy options against weighted criteria, every number with its reason and its source."""

__version__ = "0.1.0"
