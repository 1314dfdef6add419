"""`ukjapan sensitivity`: what would change first place."""
