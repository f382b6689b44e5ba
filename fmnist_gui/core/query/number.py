"""Numbers and ranges of them as a query writes them: `0.3`, `-5`, `3000-4000`, `..0.3`."""

import re
from dataclasses import dataclass

_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_ALONE = re.compile(_NUMBER)
_RANGE = re.compile(f"(?P<low>{_NUMBER})?(?:-|–|\\.\\.)(?P<high>{_NUMBER})?")


@dataclass(frozen=True)
class Range:
    """All numbers from ``low`` to ``high``, both included; None where there is no end."""

    low: float | None
    high: float | None

    @property
    def is_empty(self) -> bool:
        """Whether no number can lie in it."""
        return self.low is not None and self.high is not None and self.low > self.high


def number_in(text: str) -> float | None:
    """Return the number that `text` is, None when it is none."""
    return float(text) if _ALONE.fullmatch(text) else None


def range_in(text: str) -> Range | None:
    """Return the numbers that `text` stands for, one or a range; None when it is neither.

    `-5` is minus five, not everything up to five; that is `..5`.
    """
    number = number_in(text)
    if number is not None:
        return Range(number, number)
    found = _RANGE.fullmatch(text)
    if found is None or (found["low"] is None and found["high"] is None):
        return None
    return Range(*(None if end is None else float(end) for end in found.group("low", "high")))
