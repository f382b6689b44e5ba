"""Takes in what others decided, all of it or nothing; what is here already stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.review.decision import Decision, Original
from fmnist_gui.core.review.patch import Patch, PatchRow, applied
from fmnist_gui.core.session.name import UNNAMED, checked_name
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.label_store import LabelStore

CLOCKS_APART = timedelta(days=1)
"""So far the clocks of two machines may differ, time zones that were taken wrongly included."""

MOST_NAMED = 3
"""Splits that a refusal names."""

_STRANGER = uuid5(NAMESPACE_URL, "reviewers without a name elsewhere")


@dataclass(frozen=True)
class TakenIn:
    """How many rows came, were kept, were here before, and are about splits that are not here."""

    rows: int
    kept: int
    there: int
    elsewhere: int

    @property
    def sentence(self) -> str:
        """What is to be said of it."""
        words = f"{self.kept:,} of {self.rows:,} decisions kept; {self.there:,} were there already."
        if self.elsewhere:
            verb = "is" if self.elsewhere == 1 else "are"
            words += f" {self.elsewhere:,} {verb} about splits that this data does not have."
        return words


def take_in_patch(
    store: LabelStore, patch: Patch, splits: Iterable[Split], *, now: datetime
) -> TakenIn:
    """Keep the rows of a patch that are not here yet, as decisions of those who made them.

    Raises DataError for a patch of other data, and for one that contradicts the labels of this;
    RequestError for a decision that is not yet made at `now`, which would outlast all that follow.
    """
    for row in patch.rows:
        if row.decided_at > now + CLOCKS_APART:
            raise RequestError(
                f"the patch says that {row.split} {row.index} was decided on "
                f"{row.decided_at:%Y-%m-%d}, which is still to come; mend the time in its row, or "
                "the clock of this machine"
            )
    here = tuple(splits)
    for split in here:
        applied(patch, split)
    return take_in_rows(
        store, patch.rows, here, fingerprints=patch.fingerprints, source=patch.source
    )


def take_in_rows(
    store: LabelStore,
    rows: Sequence[PatchRow],
    splits: Iterable[Split],
    *,
    fingerprints: Mapping[str, str] | None = None,
    has_times: bool = True,
    source: Path | str = "the file",
) -> TakenIn:
    """Keep the rows that are not here yet, about images that `splits` are known to have.

    `fingerprints` are of the splits of originals, by name. Without times of its own a row is here
    already once the same person concluded the same, whenever that was; it may have been taken
    back since. Raises DataError, which names the `source`, when all rows are about splits that are
    not here, and RequestError for a decision that says too little and for a reviewer whom
    nobody can be called.
    """
    splits = tuple(splits)
    _check_splits(rows, [split.name for split in splits], source)
    for row in rows:
        # Before anybody is made known to the store.
        checked_name(row.reviewer)
    new: list[Decision] = []
    elsewhere = len(rows)
    for split in splits:
        log = store.review.log(split.fingerprint)
        known = {_said(entry, has_times) for entry in log if isinstance(entry, Decision)}
        for row in (row for row in rows if row.split == split.name):
            elsewhere -= 1
            annotator = _reviewer(store, row.reviewer)
            made = _decision(row, split.fingerprint, by=annotator, originals=fingerprints or {})
            if _said(made, has_times) not in known:
                new.append(made)
    store.review.decide(*new)
    return TakenIn(len(rows), len(new), len(rows) - len(new) - elsewhere, elsewhere)


def _check_splits(rows: Sequence[PatchRow], here: Sequence[str], source: Path | str) -> None:
    told = sorted({row.split for row in rows})
    if told and not set(told) & set(here):
        names = [repr(name[:20]) for name in told[:MOST_NAMED]]
        raise DataError(
            source,
            expected=f"decisions about {listed(list(here))}",
            found=f"only some about {listed(names)}",
            remedy="open the data that they are about",
        )


def _reviewer(store: LabelStore, name: str) -> Annotator:
    """Return who is meant: whoever is unnamed elsewhere is not the one who is unnamed here."""
    own = store.annotator(name)
    return Annotator(_STRANGER, name) if own.name == UNNAMED else own


def _decision(
    row: PatchRow, fingerprint: str, *, by: Annotator, originals: Mapping[str, str]
) -> Decision:
    original = None
    if row.original is not None:
        split, index = row.original
        if split not in originals:
            raise RequestError(f"nothing says of which data {split} {index} is, the original")
        original = Original(originals[split], split, index)
    return Decision(
        id=_id(row, fingerprint),
        annotator=by,
        fingerprint=fingerprint,
        split=row.split,
        image_index=row.index,
        kind=row.decision,
        to_class=row.new if row.decision == "relabel" else None,
        note=row.reason,
        at=row.decided_at,
        classes=row.classes,
        original=original,
    )


def _id(row: PatchRow, fingerprint: str) -> UUID:
    """Return an id that the same row has wherever it is taken in."""
    told: tuple[object, ...] = (
        fingerprint,
        row.index,
        row.new,
        row.decision,
        row.reviewer,
        row.decided_at,
        row.reason,
        row.classes,
        row.original,
    )
    return uuid5(NAMESPACE_URL, repr(told))


def _said(decision: Decision, has_time: bool) -> tuple[object, ...]:
    """Return what makes two decisions the same, whatever their ids."""
    at = decision.at.isoformat() if has_time else ""
    return decision.image_index, decision.outcome, decision.annotator.name, at
