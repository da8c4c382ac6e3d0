"""What a run leaves behind: tables, report, workbook, proof and summary, in one folder."""

from matcher.report.folder import OccupiedError, check_free, read_status, write_problems
from matcher.report.writing import write_result

__all__ = ["OccupiedError", "check_free", "read_status", "write_problems", "write_result"]
