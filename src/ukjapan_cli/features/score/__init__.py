"""`ukjapan score`: the ranking."""
