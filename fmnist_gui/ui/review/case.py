"""What is known about one image that a reviewer decides about."""

from dataclasses import dataclass, replace

from fmnist_gui.core.review.conclusion import Conclusion
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.ui.image.neighbour_strip import Neighbour
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.top_three import Ranking
from fmnist_gui.ui.image.vote import Vote

_TAGGING = ("tagged", "untagged")


@dataclass(frozen=True)
class Examples:
    """Numbers of images labelled with a class: typical ones, and those most like ``towards``.

    ``towards`` is None, and ``border`` empty, where there is no other class in question.
    """

    class_number: int
    typical: tuple[int, ...]
    towards: int | None = None
    border: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Case:
    """An image, why it is doubted, and the evidence.

    ``suggested`` is the class other than the label that the queue finds likely, and ``why`` a
    short clause that says why the image is there. ``votes`` are the classes that people chose, the
    most chosen first. ``rankings`` say of every model what it finds likely. ``neighbours`` and
    ``history``, newest first, are None as long as they are not known. ``examples`` are those of
    the class of the label and of the other one in question. ``is_blind`` says that what other
    reviewers decided is hidden from ``reader``, ``is_unaided`` that what people and models said is.
    """

    subject: Subject
    suggested: int | None = None
    why: str = ""
    votes: tuple[Vote, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    neighbours: tuple[Neighbour, ...] | None = None
    examples: tuple[Examples, ...] = ()
    history: tuple[Remark, ...] | None = None
    conclusion: Conclusion | None = None
    reader: str = ""
    is_blind: bool = False
    is_unaided: bool = False

    @property
    def number(self) -> int:
        """The number of its image in the gallery."""
        return self.subject.number

    @property
    def told_history(self) -> tuple[Remark, ...] | None:
        """What ``reader`` may read now: blind, no conclusion of anybody else."""
        if self.history is None or not self.is_blind:
            return self.history
        return tuple(r for r in self.history if not is_conclusion(r) or r.who == self.reader)


def unaided(case: Case) -> Case:
    """Return the case without what anybody said about its image, or would make of it.

    Images like it stay, and typical ones of its class; of any other class none are left.
    """
    own = (Examples(each.class_number, each.typical) for each in case.examples[:1])
    return replace(
        case,
        suggested=None,
        votes=(),
        rankings=(),
        examples=tuple(own),
        history=(),
        conclusion=None,
        is_unaided=True,
    )


def is_conclusion(remark: Remark) -> bool:
    """Whether it says what a reviewer decided."""
    return remark.kind != "answer" and remark.kind not in _TAGGING
