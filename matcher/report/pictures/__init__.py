"""Pictures of answers: for the report, and as files of their own."""

from matcher.report.pictures.comparing import comparison_picture
from matcher.report.pictures.fairness import fairness_picture
from matcher.report.pictures.firmness import firmness_picture
from matcher.report.pictures.funding import funding_picture
from matcher.report.pictures.recruiting import recruiting_picture
from matcher.report.pictures.season import season_picture
from matcher.report.pictures.standalone import write_picture

__all__ = [
    "comparison_picture",
    "fairness_picture",
    "firmness_picture",
    "funding_picture",
    "recruiting_picture",
    "season_picture",
    "write_picture",
]
