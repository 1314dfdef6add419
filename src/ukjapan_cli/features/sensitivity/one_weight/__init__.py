"""One weight: what moving it does."""
