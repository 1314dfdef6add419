"""UKJ5xx: rules of waivers."""
