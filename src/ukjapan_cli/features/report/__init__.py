"""`ukjapan report`: the decision as a paper."""
