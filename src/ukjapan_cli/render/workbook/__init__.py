"""The workbook: a sheet a module, one that lays them out and one that writes them."""

from ukjapan_cli.render.workbook.workbook import xlsx

__all__ = ["xlsx"]
