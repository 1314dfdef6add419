"""`ukjapan schema`: a file's JSON Schema."""
