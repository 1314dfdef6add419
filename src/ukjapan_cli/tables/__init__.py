"""Tables of options: what opens them, runs expressions on them, and writes what comes out."""
