"""A case with something in each of its parts, and decisions about it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.remark import Remark, RemarkKind
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.ui.image.neighbour_strip import Neighbour
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.top_three import Ranking, Share
from fmnist_gui.ui.image.vote import Vote
from fmnist_gui.ui.review.case import Case, Examples

AT = datetime(2025, 11, 24, 12, tzinfo=UTC)
_SPACE = UUID(int=1)

NEIGHBOURS = (11, 12, 13, 14, 301, 302, 303, 304)
TYPICAL, BORDER = (24, 34, 44, 54), (64, 74, 84, 94)
OTHER_TYPICAL, OTHER_BORDER = (23, 33, 43, 53), (63, 73, 83, 93)


def full_case(gallery: Gallery, number: int = 4, **more: Any) -> Case:
    """Return "Coat? perhaps Dress" with all evidence; `number` ends in 4 in `sample.gallery`."""
    known: dict[str, Any] = {
        "suggested": 3,
        "why": "people: 8 of 10 say Dress",
        "votes": (Vote(3, 8, 0.8), Vote(4, 2, 0.2)),
        "rankings": (Ranking("forest", (Share(3, 0.71), Share(4, 0.2), Share(6, 0.05))),),
        "neighbours": tuple(Neighbour(n, 100.0 + n) for n in NEIGHBOURS),
        "examples": (
            Examples(4, TYPICAL, towards=3, border=BORDER),
            Examples(3, OTHER_TYPICAL, towards=4, border=OTHER_BORDER),
        ),
        "history": (remark("Ann", "relabel", 3), remark("Ben", "answer", 3)),
        "reader": "Cem",
    }
    return Case(Subject(gallery, number), **(known | more))


def remark(who: str, kind: RemarkKind, class_number: int | None = None) -> Remark:
    """Return something said by somebody."""
    return Remark(who, AT, kind, class_number, "")


def decision(who: str, kind: DecisionKind, to_class: int | None = None) -> Decision:
    """Return a decision of the annotator with this name about image 4 of train."""
    annotator = Annotator(uuid5(_SPACE, who), who)
    return Decision(uuid5(_SPACE, who + kind), annotator, "f", "train", 4, kind, to_class, "", AT)
