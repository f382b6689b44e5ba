"""Rankings of images that somebody has pointed at: in public, or from Explore."""

from datetime import UTC

import numpy as np

from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.quality import Scores
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.ranking import Need, Ranked, Ranking, Suggested

NEEDS_KNOWN = Need(
    ("public",),
    "data of which images were named in public, such as Fashion-MNIST",
    "open Fashion-MNIST",
    "'fmnist-gui data fetch' gets it",
)
NEEDS_SENT = Need(
    ("sent",),
    "images that were sent to review",
    "select some on the Explore page and press Review",
    "'fmnist-gui tag review SPLIT INDEX' sends some",
)


def _has_suspects(evidence: Evidence) -> bool:
    return bool(evidence.suspects)


def _has_sent(evidence: Evidence) -> bool:
    return len(evidence.sent.numbers) > 0


def _suspects(evidence: Evidence) -> Ranked:
    namings = {suspect.number: suspect.naming for suspect in evidence.suspects}
    scores = _places(evidence, list(namings))

    def why(number: int) -> str:
        naming = namings[number]
        return f"{naming.said}, says {naming.source} ({naming.on.isoformat()})"

    return Ranked(scores, _nothing(evidence), why)


def _sent(evidence: Evidence) -> Ranked:
    numbers = evidence.sent.numbers.tolist()
    moments = dict(zip(numbers, evidence.sent.at, strict=True))

    def why(number: int) -> str:
        return f"sent to review on {moments[number].astimezone(UTC):%Y-%m-%d at %H:%M} UTC"

    return Ranked(_places(evidence, numbers), _nothing(evidence), why)


def _places(evidence: Evidence, numbers: list[int]) -> Scores:
    """Return 1 for the first of these images, 2 for the next, ..., NaN for all others."""
    scores = np.full(len(evidence.gallery), np.nan)
    scores[numbers] = np.arange(1, len(numbers) + 1)
    return scores


def _nothing(evidence: Evidence) -> Suggested:
    return np.full(len(evidence.gallery), NO_CLASS, dtype=np.int16)


SUSPECTS = Ranking(
    "suspects",
    "Named in public",
    "Only what others have named in public, in the order in which they did.",
    NEEDS_KNOWN,
    _has_suspects,
    _suspects,
    is_rising=True,
    is_list=True,
    is_about_class=False,
)
SENT = Ranking(
    "sent",
    "Sent to review",
    "Only what was sent here from Explore; what waits longest comes first.",
    NEEDS_SENT,
    _has_sent,
    _sent,
    is_rising=True,
    is_list=True,
    is_about_class=False,
)
