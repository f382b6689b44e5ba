"""Decisions as a patch: what becomes of the labels of some data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

import numpy as np

from fmnist_gui.core.dataset.dataset import Labels, Split, fingerprint
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.review.decision import DecisionKind
from fmnist_gui.core.review.review_result import ReviewResult

Place = tuple[str, int]
"""Split and index of an image."""


@dataclass(frozen=True)
class PatchRow:
    """What was decided about one image: its label in the file was `old` and becomes `new`.

    Only "relabel" changes a label: for every other decision `new` is `old`. ``classes`` are those
    that can be defended for an ambiguous image, ``original`` is what a duplicate repeats.
    """

    split: str
    index: int
    old: int
    new: int
    decision: DecisionKind
    reviewer: str
    decided_at: datetime
    reason: str
    classes: tuple[int, ...] = ()
    original: Place | None = None

    @property
    def place(self) -> Place:
        """Where the image is."""
        return self.split, self.index

    @property
    def outcome(self) -> "Outcome":
        """What is said of the image, whoever says it."""
        return self.old, self.new, self.decision, self.classes, self.original

    @property
    def order(self) -> tuple[Place, datetime, str]:
        """Where the row stands among others."""
        return self.place, self.decided_at, self.reviewer


Outcome = tuple[int, int, DecisionKind, tuple[int, ...], Place | None]


@dataclass(frozen=True)
class Patch:
    """Rows in the order of split and index; ``fingerprints`` are by split.

    Of several rows about one image each is by somebody else, and all say the same of it. ``source``
    is what sentences call the patch.
    """

    fingerprints: Mapping[str, str]
    rows: tuple[PatchRow, ...]
    source: Path | str = field(default="the patch", compare=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """The images that the rows tell of, each once."""
        return tuple(dict.fromkeys(row.place for row in self.rows))


def patch_of(result: ReviewResult) -> Patch:
    """Return what was concluded, as a patch: by the rule of two a row for each who shares it.

    A duplicate of an image in other data than that which is named already is left out.
    """
    rows = []
    fingerprints = {split.name: split.fingerprint for split in result.splits}
    for split, decision in result.upheld:
        original = decision.original
        if original is not None:
            known = fingerprints.setdefault(original.split, original.fingerprint)
            if known != original.fingerprint:
                continue
        old = int(split.labels[decision.image_index])
        rows.append(
            PatchRow(
                split.name,
                decision.image_index,
                old,
                old if decision.to_class is None else decision.to_class,
                decision.kind,
                decision.annotator.name,
                decision.at,
                decision.note,
                decision.classes,
                None if original is None else (original.split, original.index),
            )
        )
    return patch(fingerprints, rows)


def patch(fingerprints: Mapping[str, str], rows: Iterable[PatchRow]) -> Patch:
    """Return the rows as a patch, in their order.

    Raises RequestError where one reviewer tells of an image twice, or two contradict each other.
    """
    ordered = sorted(rows, key=lambda row: row.order)
    for (split, index), same in groupby(ordered, key=lambda row: row.place):
        own = list(same)
        outcomes, people = {row.outcome for row in own}, {row.reviewer for row in own}
        if len(outcomes) > 1 or len(people) < len(own):
            raise RequestError(f"the patch tells of {split} {index} twice; keep one row")
    return Patch(dict(fingerprints), tuple(ordered))


def applied(patch: Patch, split: Split) -> Labels:
    """Return the labels of `split` after the patch, (n,); the split itself stays as it is.

    Raises DataError when the patch is of other data, names an image that is not there, were it the
    original of a duplicate, or says of one that it had another label.
    """
    check_data(patch, split)
    labels = split.labels.copy()
    for row in patch.rows:
        if row.original is not None and row.original[0] == split.name:
            _check_index(
                patch, split, row.original[1], what=f"as original of {row.split} {row.index}"
            )
        if row.split != split.name:
            continue
        _check_index(patch, split, row.index, what="as image")
        label = split.labels[row.index]
        if label != row.old:
            expected = f"{split.name} image {row.index:,} to have the label {row.old}"
            raise _refused(patch, f"{expected}, as the patch says", found=str(label))
        labels[row.index] = row.new
    return labels


def reversed_patch(patch: Patch, splits: Iterable[Split]) -> Patch:
    """Return the patch that takes `patch` back from the data that it makes of `splits`.

    Raises DataError when it does not fit them, or changes a split that is not among them.
    """
    fingerprints, here = dict(patch.fingerprints), set()
    for split in splits:
        here.add(split.name)
        labels = applied(patch, split)
        if split.name in fingerprints:
            fingerprints[split.name] = fingerprint(split.name, split.images, labels)
    missing = next((row.split for row in patch.rows if row.split not in here), None)
    if missing is not None:
        raise DataError(
            patch.source,
            expected=f"rows about {listed(sorted(here))}",
            found=f"some about {missing}",
            remedy="open the whole data for which the patch was made",
        )
    rows = tuple(replace(row, old=row.new, new=row.old) for row in patch.rows)
    return Patch(fingerprints, rows)


def check_data(patch: Patch, split: Split) -> None:
    """Raise DataError unless the patch was made for this very split, or says nothing about it."""
    told = patch.fingerprints.get(split.name)
    if told is None:
        if any(row.split == split.name for row in patch.rows):
            expected = f"a patch that names the fingerprint of {split.name}"
            raise _refused(patch, expected, found="none")
    elif told != split.fingerprint:
        raise _refused(
            patch,
            f"a patch for the data with fingerprint {split.fingerprint[:16]!r} as {split.name}",
            found=f"one for {told[:16]!r}",
        )


def changed(labels: Labels, split: Split) -> int:
    """Return how many labels differ from those of the split."""
    return int(np.count_nonzero(labels != split.labels))


def _check_index(patch: Patch, split: Split, index: int, *, what: str) -> None:
    if index >= len(split):
        found = f"{index:,} of {split.name} {what}"
        raise _refused(patch, f"an index below {len(split):,}", found=found)


def _refused(patch: Patch, expected: str, *, found: str) -> DataError:
    remedy = "open the data for which the patch was made"
    return DataError(patch.source, expected=expected, found=found, remedy=remedy)
