"""YAML text: data, positions, findings; knows no decision."""
