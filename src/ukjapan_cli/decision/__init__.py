"""What a decision is: options, criteria in a value tree, scales, weights. No input or output."""
