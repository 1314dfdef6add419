"""`ukjapan schema`: the JSON Schemas of files and of outputs."""
