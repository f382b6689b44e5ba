"""Weaves repeats and attention checks into a list of images."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from fmnist_gui.core.session.deck import Phase

REPEAT_DISTANCE = 20
"""A repeat comes at least so many trials after the image's first showing."""


def woven(
    main: Sequence[int],
    checks: Sequence[int],
    *,
    repeats: int,
    rng: "np.random.Generator",
) -> tuple[tuple[int, ...], tuple[Phase, ...]]:
    """Return the images of all trials and what each is for; phases are empty if all are main.

    `checks` are spread evenly with some chance, never first. Repeats are of different images, at
    least :data:`REPEAT_DISTANCE` trials after their first showing; images near the end have no
    room for that, so that there may be fewer of them than asked.
    """
    trials: list[tuple[int, Phase]] = [(index, "main") for index in main]
    if repeats:
        trials = _with_repeats(trials, repeats, rng)
    if checks:
        trials = _with_checks(trials, checks, rng)
    if len(trials) == len(main):
        return tuple(main), ()
    return tuple(index for index, _ in trials), tuple(phase for _, phase in trials)


def _with_repeats(
    trials: list[tuple[int, Phase]], repeats: int, rng: "np.random.Generator"
) -> list[tuple[int, Phase]]:
    last = len(trials) - REPEAT_DISTANCE
    count = min(repeats, max(last + 1, 0))
    sources = sorted(rng.choice(last + 1, count, replace=False).tolist()) if count else []
    # Gaps are counted between the main trials, so that what is put in only widens a distance.
    gaps: dict[int, list[int]] = {}
    for source in sources:
        gap = int(rng.integers(source + REPEAT_DISTANCE, len(trials) + 1))
        gaps.setdefault(gap, []).append(trials[source][0])
    found: list[tuple[int, Phase]] = []
    for number in range(len(trials) + 1):
        found += [(index, "repeat") for index in gaps.get(number, ())]
        found += trials[number : number + 1]
    return found


def _with_checks(
    trials: list[tuple[int, Phase]], checks: Sequence[int], rng: "np.random.Generator"
) -> list[tuple[int, Phase]]:
    """Put one check into each of as many equal stretches as there are checks."""
    edges = np.linspace(1, len(trials), len(checks) + 1)
    places = [
        int(rng.integers(int(low), max(int(high), int(low) + 1))) for low, high in pairwise(edges)
    ]
    found = list(trials)
    for place, check in sorted(zip(places, checks, strict=True), reverse=True):
        found.insert(place, (check, "attention"))
    return found
