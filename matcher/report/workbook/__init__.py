"""`matching.xlsx`: the list as people review it, in sheets, with a call sheet for each region."""

from matcher.report.workbook.making import NAME, workbook_bytes

__all__ = ["NAME", "workbook_bytes"]
