"""`ukjapan explain`: why an option stands where it does."""
