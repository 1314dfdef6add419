"""`ukjapan timeline`: who is first when."""
