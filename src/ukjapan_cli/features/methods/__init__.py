"""`ukjapan methods`: the ranking by other methods."""
