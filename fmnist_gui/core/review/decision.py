"""What a reviewer concluded about the label of an image."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import Annotator

DecisionKind = Literal["keep", "relabel", "ambiguous", "bad", "duplicate", "unsure", "skip"]

DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)

CHANGING: frozenset[DecisionKind] = frozenset({"relabel", "ambiguous", "bad", "duplicate"})
"""Those that do not let the label of the file stand as it is."""

CONCLUSIVE: frozenset[DecisionKind] = CHANGING | {"keep"}
"""Those that say something about the label; who is unsure has looked and says nothing."""


@dataclass(frozen=True)
class Original:
    """The image that another one repeats, by the fingerprint and name of its split."""

    fingerprint: str
    split: str
    index: int


@dataclass(frozen=True)
class Decision:
    """A conclusion about image `image_index` of the split with this fingerprint.

    "keep" finds the file's label right, "relabel" prefers class `to_class`, "ambiguous" says that
    more than one class is defensible, "bad" that the image shows none of them, "duplicate" that it
    repeats another one. "unsure" has looked and concludes nothing, "skip" puts it off.

    ``to_class`` is None but for "relabel"; ``classes`` are the defensible ones of "ambiguous",
    ascending, none if they were not named; ``original`` is None but for "duplicate". ``queue`` is
    the key of the queue in which the image was met, "" outside of any. Decisions of one step are
    taken back together. ``is_blind`` says that others' decisions were hidden until then.
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
    classes: tuple[int, ...] = ()
    original: Original | None = None
    queue: str = ""
    step: UUID | None = None
    is_blind: bool = False

    @property
    def step_id(self) -> UUID:
        """What it is taken back by: of a decision that was made alone, its own id."""
        return self.step or self.id

    @property
    def outcome(self) -> "Outcome":
        """What it concludes: two reviewers agree when theirs are equal."""
        return self.kind, self.to_class, self.classes, self.original


Outcome = tuple[DecisionKind, int | None, tuple[int, ...], Original | None]


def check(decision: Decision) -> None:
    """Raise RequestError for a decision that says too little, or two things at once."""
    kind = decision.kind
    if kind not in DECISION_KINDS:
        known = ", ".join(DECISION_KINDS)
        raise RequestError(f"there is no decision {kind!r}; choose one of {known}")
    if kind == "relabel" and decision.to_class is None:
        raise RequestError("relabel needs the class that the image should have")
    if kind != "relabel" and decision.to_class is not None:
        raise RequestError(f"only relabel gives an image another class, {kind} does not")
    if kind == "duplicate" and decision.original is None:
        raise RequestError("duplicate needs the image that this one repeats")
    if kind != "duplicate" and decision.original is not None:
        raise RequestError(f"only a duplicate repeats another image; {kind} does not")
    if decision.original is not None and _is_itself(decision, decision.original):
        raise RequestError("an image is no duplicate of itself; name another one")
    if decision.classes and kind != "ambiguous":
        raise RequestError(f"only ambiguous names several classes; {kind} does not")
    if decision.classes and not _is_set(decision.classes):
        raise RequestError("ambiguous needs two classes or more, each named once, or none named")
    try:
        decision.note.encode()
    except UnicodeEncodeError:
        raise RequestError("the note holds signs that are no text; write it anew") from None


def _is_itself(decision: Decision, original: Original) -> bool:
    return (original.fingerprint, original.index) == (decision.fingerprint, decision.image_index)


def _is_set(classes: tuple[int, ...]) -> bool:
    return len(classes) > 1 and tuple(sorted(set(classes))) == classes
