"""How long each phase takes."""

import time


class Clock:
    """Notes how long each phase took, in order.

    Attributes
    ----------
    seconds
        By phase; what is noted twice is added up.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def note(self, phase: str) -> float:
        """Note the seconds since the last note, or since the beginning, as those of `phase`; return them."""
        now = time.perf_counter()
        took, self._last = now - self._last, now
        self.seconds[phase] = self.seconds.get(phase, 0.0) + took
        return took
