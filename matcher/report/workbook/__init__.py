"""`matching.xlsx`: the list as people review it, in sheets, with a call sheet for each region."""

from matcher.report.workbook.making import workbook_bytes

__all__ = ["workbook_bytes"]
