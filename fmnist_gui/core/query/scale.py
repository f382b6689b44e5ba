"""The ends of a column of numbers, short enough to be read at a glance."""

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np

_DECIMALS_MAX = 9
_PLAIN_MAX = 1e15


def scale_of(low: float, high: float) -> tuple[str, str]:
    """Return the ends as "0.02" and "0.98", rounded so that nothing between them is lost."""
    if not max(abs(low), abs(high)) < _PLAIN_MAX:
        return str(np.float32(low)), str(np.float32(high))
    if low.is_integer() and high.is_integer():
        return str(int(low)), str(int(high))
    # What the column was made from: 0.3, not 0.30000001192.
    least, greatest = Decimal(str(np.float32(low))), Decimal(str(np.float32(high)))
    step = Decimal(1).scaleb(-_decimals(low, high))
    # Adding 0 takes the sign off a zero.
    low_end = least.quantize(step, rounding=ROUND_FLOOR) + 0
    return f"{low_end:f}", f"{greatest.quantize(step, rounding=ROUND_CEILING) + 0:f}"


def _decimals(low: float, high: float) -> int:
    """Return how many decimals tell about a hundred values between the ends apart."""
    size = high - low or abs(low)
    return min(max(1 - math.floor(math.log10(size)), 0), _DECIMALS_MAX)
