"""What is said about images by whatever knows them, where a ranking speaks for no class."""

from collections.abc import Callable

import numpy as np

from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.model import MARGIN
from fmnist_gui.core.review.ranking.near import NEIGHBOURS
from fmnist_gui.core.review.ranking.people import HUMAN
from fmnist_gui.core.review.ranking.ranking import Suggested
from fmnist_gui.core.table.column import Mask

ASKED = ((MARGIN, -0.5), (HUMAN, 0.0), (NEIGHBOURS, 0.0))
"""The first of these that knows an image speaks: the newest model, people, the nearest images.

With each stands the doubt above which another class is preferred to the label.
"""


def said_elsewhere(evidence: Evidence, is_open: Mask) -> tuple[Suggested, Callable[[int], str]]:
    """Return a class and a clause about the images that are open (n,), nothing about others.

    A class is suggested only where it is preferred to the label; the clause is "" where nobody
    says anything.
    """
    classes = np.full(len(is_open), NO_CLASS, dtype=np.int16)
    speaker = np.full(len(is_open), -1)
    clauses: list[Callable[[int], str]] = []
    for ranking, even in ASKED:
        if not ranking.has(evidence):
            continue
        ranked = ranking.find(evidence)
        speaks = is_open & (speaker < 0) & ~np.isnan(ranked.scores)
        speaker[speaks] = len(clauses)
        clauses.append(ranked.why)
        is_against = speaks & (ranking.doubt(ranked) > even)
        classes[is_against] = ranked.suggested[is_against]

    def why(number: int) -> str:
        return clauses[speaker[number]](number) if speaker[number] >= 0 else ""

    return classes, why
