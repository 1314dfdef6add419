"""Files: which are meant, how they are paired, walked and written."""
