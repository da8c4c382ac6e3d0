"""The range in which a share could well lie, given how few answers it rests on."""

import numpy as np
import numpy.typing as npt

from matcher.arrays import Floats

Z = 1.959963984540054
"""The normal quantile of 97.5%, so that an interval covers 95%."""


def wilson(yes: npt.ArrayLike, known: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return the lower and upper end of Wilson's score interval of 95% for a share.

    With k yes among n answers and z the normal quantile the ends are

        (k + z²/2 ± z · √(k · (n − k) / n + z²/4)) / (n + z²)

    They stay within 0 and 1 and keep their promise for small n, where k/n ± z·s.e. does not (E. B. Wilson, 1927,
    Journal of the American Statistical Association 22, 209–212; Brown, Cai & DasGupta, 2001, Statistical Science 16,
    101–133). No correction for continuity.

    Parameters
    ----------
    yes, known
        Counts, 0 ≤ `yes` ≤ `known`.

    Returns
    -------
    tuple of arrays
        float64, NaN where nobody answered.
    """
    k, n = np.asarray(yes, dtype=np.float64), np.asarray(known, dtype=np.float64)
    asked = np.where(n > 0, n, np.nan)
    middle = k + Z * Z / 2
    reach = Z * np.sqrt(k * (asked - k) / asked + Z * Z / 4)
    low, high = (middle - reach) / (asked + Z * Z), (middle + reach) / (asked + Z * Z)
    # At the borders the ends are 0 and 1 exactly; rounding would leave 1e-17.
    return np.where(k == 0, low * 0, low), np.where(k == n, low * 0 + 1, high)
