"""`ukjapan plot`: a chart as a picture."""
