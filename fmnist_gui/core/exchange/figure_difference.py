"""Where stated figures differ from recomputed ones, value by value."""

import math
from collections.abc import Iterator, Mapping, Sequence

TOLERANCE = 1e-9
"""Machines differ by rounding; any other change is also found by the hash over all figures."""

Found = tuple[str, object, object]
"""The name of a value, as in "per_class[3].n", what is stated and what was recomputed."""


def figure_differences(stated: object, recomputed: object, name: str = "") -> Iterator[Found]:
    """Yield every value, down to single numbers, that is not as it was recomputed.

    What only one of the two holds is None for the other.
    """
    if isinstance(stated, Mapping) and isinstance(recomputed, Mapping):
        for key in sorted({*stated, *recomputed}):
            inner = f"{name}.{key}" if name else str(key)
            yield from figure_differences(stated.get(key), recomputed.get(key), inner)
    elif _are_lists(stated, recomputed):
        assert isinstance(stated, Sequence)
        assert isinstance(recomputed, Sequence)
        for number in range(max(len(stated), len(recomputed))):
            ours, theirs = (p[number] if number < len(p) else None for p in (stated, recomputed))
            yield from figure_differences(ours, theirs, f"{name}[{number}]")
    elif not _are_same(stated, recomputed):
        yield name, stated, recomputed


def _are_lists(*values: object) -> bool:
    return all(isinstance(value, Sequence) and not isinstance(value, str) for value in values)


def _are_same(stated: object, recomputed: object) -> bool:
    if _is_number(stated) and _is_number(recomputed):
        assert isinstance(stated, int | float)
        assert isinstance(recomputed, int | float)
        return math.isclose(stated, recomputed, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return type(stated) is type(recomputed) and stated == recomputed


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
