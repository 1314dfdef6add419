"""UKJ4xx: rules of what the numbers come to."""
