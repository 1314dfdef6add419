"""`ukjapan perspectives`: who sees it otherwise."""
