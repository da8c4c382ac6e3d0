"""`report.html`: one file without network, to read, print and hand on."""

from matcher.report.page.document import report_html

__all__ = ["report_html"]
