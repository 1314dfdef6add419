"""What makes a decision bad though it loads: one rule a module, its docstring the documentation."""
