"""A paper → one HTML file that needs nothing else."""
