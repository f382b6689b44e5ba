"""What a benchmark measured."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Figure:
    """What was measured: a name, its values, in milliseconds if nothing else is said."""

    name: str
    values: Sequence[float]
    unit: str = "ms"

    def content(self) -> dict[str, object]:
        """Return number, median, 90th and 99th percentile, and the unit."""
        half, most, rare = np.percentile(self.values, (50, 90, 99)).round(3).tolist()
        return {
            "n": len(self.values),
            "median": half,
            "p90": most,
            "p99": rare,
            "unit": self.unit,
        }
