"""First come, first served in batches: the requests so far, what was decided before, and a moment."""

from matcher.batches.batch import Batch
from matcher.batches.running import run_batch

__all__ = ["Batch", "run_batch"]
