"""UKJ3xx: rules of options, scores and sources."""
