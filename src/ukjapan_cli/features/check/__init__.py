"""`ukjapan check`: everything that is wrong with a decision's files."""
