"""What every analysis stands on: arrays, values, scoring, the one solver."""
