"""The workbook: a sheet a module, one that lays them out and one that writes them."""

from ukjapan_cli.features.report.workbook.workbook import xlsx

__all__ = ["xlsx"]
