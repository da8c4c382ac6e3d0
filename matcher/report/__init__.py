"""What a run leaves behind: tables, report, proof and summary, in one folder."""

from matcher.report.folder import OccupiedError, check_free, write_file
from matcher.report.writing import write_result

__all__ = ["OccupiedError", "check_free", "write_file", "write_result"]
