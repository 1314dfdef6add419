"""A table's options: columns, values, faults, results."""
