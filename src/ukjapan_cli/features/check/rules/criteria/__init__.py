"""UKJ2xx: rules of criteria and weights."""
