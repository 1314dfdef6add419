"""`ukjapan robustness`: how often each option is first."""
