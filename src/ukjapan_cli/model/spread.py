"""Some of many, spread over all."""


def spread(count: int, most: int) -> list[int]:
    """So many places of a longer list, from the first to the last, as far apart as can be."""
    return [round(place * (count - 1) / (most - 1)) for place in range(most)]
