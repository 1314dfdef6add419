"""Files: YAML text with positions, the schemas, building a decision, the packaged files."""
