"""Limits that were set before any answer was given; read without numpy, before the first paint."""

VERDICT_MINIMUM = 200
"""Below this number of scored trials no verdict is given (STATISTICS: "too few")."""

SIGNIFICANCE = 0.05
"""A p below this makes a verdict."""

IDLE_S = 30.0
"""A trial that took longer is flagged as idle."""
