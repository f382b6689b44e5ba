"""One thing that somebody said about an image, or concluded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fmnist_gui.core.review.decision import Decision, DecisionKind

RemarkKind = DecisionKind | Literal["answer", "tagged", "untagged"]
"""An answer in a session, a decision by its kind, or a tag put on or taken off."""


@dataclass(frozen=True)
class Remark:
    """Who said what and when (UTC).

    ``class_number`` is the class answered, or the one that a decision gives, else None, as for an
    answer that none can be told;
    ``classes`` are those that a decision finds defensible. ``text`` is a tag's name, a decision's
    note, or what is to be known about an answer. ``was_taken_back`` is said of decisions.
    """

    who: str
    at: datetime
    kind: RemarkKind
    class_number: int | None
    text: str
    classes: tuple[int, ...] = ()
    was_taken_back: bool = False


@dataclass(frozen=True)
class AnswerFact:
    """What is to be known about an answer beside its class, as :class:`Answer` has it.

    ``response_s`` is None where nobody measured it. ``is_collected`` tells that it is a label that
    was collected, ``reason`` why it is none.
    """

    response_s: float | None
    device: str
    is_scored: bool
    is_collected: bool
    is_simulated: bool
    was_taken_back: bool
    reason: str = ""
    note: str = ""


def answer_text(known: AnswerFact) -> str:
    """Return what is to be known about an answer: its time, and why it may weigh less."""
    parts = [] if known.response_s is None else [f"{known.response_s:.2f} s"]
    if known.is_collected:
        parts.append(_COLLECTED.get(known.device, "for a study"))
    elif not known.is_scored:
        parts.append("not scored")
    parts += ["simulated"] if known.is_simulated else []
    parts += ["taken back"] if known.was_taken_back else []
    return ", ".join([*parts, *filter(None, (known.reason, known.note))])


_COLLECTED = {"batch": "for many images at once", "imported": "imported"}


def decided(decision: Decision, *, was_taken_back: bool) -> Remark:
    """Return what is to be known about a decision."""
    original = decision.original
    about = "" if original is None else f"repeats {original.split} {original.index}"
    return Remark(
        decision.annotator.name,
        decision.at,
        decision.kind,
        decision.to_class,
        ", ".join(filter(None, (about, decision.note))),
        decision.classes,
        was_taken_back,
    )
