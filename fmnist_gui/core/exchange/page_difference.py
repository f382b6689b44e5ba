"""Where two pages differ, line by line, in the words that are read."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest

MOST = 20
"""Lines that are told; a page of another session differs in most of them."""

AROUND = 24
"""Letters that are told on both sides of a difference."""

_TAG = re.compile(r"<[^<>]*>")


def page_differences(stated: str, recomputed: str) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each line that differs, from 1, and what either page says there."""
    pairs = zip_longest(stated.split("\n"), recomputed.split("\n"), fillvalue="")
    found = 0
    for number, (ours, theirs) in enumerate(pairs, start=1):
        if ours != theirs and found < MOST:
            found += 1
            yield number, *_around(ours, theirs)


def _around(ours: str, theirs: str) -> tuple[str, str]:
    """Return both lines without their tags, cut around the first difference."""
    told = _words(ours), _words(theirs)
    if told[0] == told[1]:
        # The difference is in a tag, as in the length of a bar.
        told = ours, theirs
    pairs = enumerate(zip(*told, strict=False))
    first = next((n for n, (a, b) in pairs if a != b), min(map(len, told)))
    begin, end = max(0, first - AROUND), first + AROUND
    return told[0][begin:end], told[1][begin:end]


def _words(line: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", line)).split())
