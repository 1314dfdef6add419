"""The documentation of the rules of structure, in the form that a rule's docstring has."""

TEXTS: dict[str, str] = {}
