"""Results → charts: one specification a chart, from which every picture of it is drawn."""
