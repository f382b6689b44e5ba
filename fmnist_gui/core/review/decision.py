"""What a reviewer concluded about the label of an image."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import Annotator

DecisionKind = Literal["keep", "relabel", "ambiguous", "bad"]

DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)


@dataclass(frozen=True)
class Decision:
    """A conclusion about image `image_index` of the split with this fingerprint.

    "keep" finds the file's label right, "relabel" prefers class `to_class`, "ambiguous" says that
    more than one class is defensible, "bad" that the image shows none of them. ``to_class`` is
    None but for "relabel".
    """

    id: UUID
    annotator: Annotator
    fingerprint: str
    split: str
    image_index: int
    kind: DecisionKind
    to_class: int | None
    note: str
    at: datetime


def check(decision: Decision) -> None:
    """Raise RequestError for a decision that says too little, or two things at once."""
    if decision.kind not in DECISION_KINDS:
        known = ", ".join(DECISION_KINDS)
        raise RequestError(f"there is no decision {decision.kind!r}; choose one of {known}")
    if decision.kind == "relabel" and decision.to_class is None:
        raise RequestError("relabel needs the class that the image should have")
    if decision.kind != "relabel" and decision.to_class is not None:
        raise RequestError(f"only relabel gives an image another class, {decision.kind} does not")
    try:
        decision.note.encode()
    except UnicodeEncodeError:
        raise RequestError("the note holds signs that are no text; write it anew") from None


def current_decisions(decisions: Iterable[Decision]) -> dict[int, Decision]:
    """Return the newest decision about each image of one split, by index, whoever made it.

    Of two made at the same moment the later one in `decisions` counts.
    """
    newest: dict[int, Decision] = {}
    for decision in decisions:
        known = newest.get(decision.image_index)
        if known is None or known.at <= decision.at:
            newest[decision.image_index] = decision
    return newest
