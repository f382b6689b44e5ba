"""One thing that somebody said about an image, or concluded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

RemarkKind = Literal["answer", "keep", "relabel", "ambiguous", "bad", "tagged", "untagged"]
"""An answer in a session, a decision by its kind, or a tag put on or taken off."""


@dataclass(frozen=True)
class Remark:
    """Who said what and when (UTC).

    ``class_number`` is the class answered, or the one that a decision gives, else None. ``text``
    is a tag's name, a decision's note, or what is to be known about an answer.
    """

    who: str
    at: datetime
    kind: RemarkKind
    class_number: int | None
    text: str


def answer_text(
    response_s: float, *, is_scored: bool, is_simulated: bool, was_taken_back: bool
) -> str:
    """Return what is to be known about an answer: its time, and why it may weigh less."""
    parts = [f"{response_s:.2f} s"]
    parts += ["not scored"] if not is_scored else []
    parts += ["simulated"] if is_simulated else []
    parts += ["taken back"] if was_taken_back else []
    return ", ".join(parts)
