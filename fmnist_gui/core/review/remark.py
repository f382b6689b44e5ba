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

    ``class_number`` is the class answered, or the one that a decision gives, else None;
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


def answer_text(
    response_s: float, *, is_scored: bool, is_simulated: bool, was_taken_back: bool
) -> str:
    """Return what is to be known about an answer: its time, and why it may weigh less."""
    parts = [f"{response_s:.2f} s"]
    parts += ["not scored"] if not is_scored else []
    parts += ["simulated"] if is_simulated else []
    parts += ["taken back"] if was_taken_back else []
    return ", ".join(parts)


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
