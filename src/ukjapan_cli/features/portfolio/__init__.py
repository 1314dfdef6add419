"""`ukjapan portfolio`: which options together."""
