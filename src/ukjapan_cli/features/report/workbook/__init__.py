"""The workbook: a sheet a module, one that lays them out and one that writes them."""

from ukjapan_cli.features.report.workbook.workbook import check_size, xlsx

__all__ = ["check_size", "xlsx"]
