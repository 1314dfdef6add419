"""`ukjapan rule`: what a rule finds, and why that matters."""
