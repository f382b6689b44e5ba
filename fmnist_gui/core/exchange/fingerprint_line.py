"""The first line of a table: what it is, and the fingerprint of each split that it speaks of."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote

_FIRST = {"train": 0, "test": 1}


def line(mark: str, fingerprints: Iterable[tuple[str, str]]) -> str:
    """Return the line, with its end, for pairs of split and fingerprint.

    Their order is the same everywhere: that of data sets, "train" before "test", then others.
    """
    ordered = sorted(fingerprints, key=lambda pair: (_FIRST.get(pair[0], len(_FIRST)), pair))
    return ", ".join((mark, *(f"{quote(n, safe='')}={f}" for n, f in ordered))) + "\n"


def fingerprints_of(cells: Sequence[str]) -> dict[str, str]:
    """Return the fingerprint of each split; spreadsheets may have added empty cells."""
    pairs = [cell.strip().partition("=") for cell in cells[1:] if cell.strip()]
    return {unquote(name): fingerprint for name, _, fingerprint in pairs}
