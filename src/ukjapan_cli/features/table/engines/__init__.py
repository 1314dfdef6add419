"""Polars, DuckDB and Spark, and what they read."""
