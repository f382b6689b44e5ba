"""Decisions as a patch: what becomes of the labels of some data, and how two patches compare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

import numpy as np

from fmnist_gui.core.dataset.dataset import Labels, Split
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.review.decision import Decision, DecisionKind

Place = tuple[str, int]
"""Split and index of an image."""


@dataclass(frozen=True)
class PatchRow:
    """What was decided about one image: its label in the file was `old` and becomes `new`.

    Only "relabel" changes a label: for every other decision `new` is `old`.
    """

    split: str
    index: int
    old: int
    new: int
    decision: DecisionKind
    reviewer: str
    decided_at: datetime
    reason: str

    @property
    def place(self) -> Place:
        """Where the image is."""
        return self.split, self.index


@dataclass(frozen=True)
class Patch:
    """Rows in the order of split and index, one an image; ``fingerprints`` are by split."""

    fingerprints: Mapping[str, str]
    rows: tuple[PatchRow, ...]

    def reversed(self) -> "Patch":
        """Return the patch that takes this one back."""
        rows = tuple(replace(row, old=row.new, new=row.old) for row in self.rows)
        return Patch(self.fingerprints, rows)


@dataclass(frozen=True)
class Comparison:
    """On which images two patches agree, contradict each other, or only one has a row."""

    agreed: tuple[Place, ...]
    contradicted: tuple[Place, ...]
    only_first: tuple[Place, ...]
    only_second: tuple[Place, ...]

    @property
    def sentence(self) -> str:
        """What can be said of it in short."""
        alone = len(self.only_first) + len(self.only_second)
        return (
            f"They agree on {len(self.agreed):,} and contradict on {len(self.contradicted):,}; "
            f"{alone:,} are in one of them only."
        )


def patch_of(splits: Iterable[Split], decisions: Mapping[str, Mapping[int, Decision]]) -> Patch:
    """Return the current decisions about `splits`, given by split and index, as a patch."""
    rows, fingerprints = [], {}
    for split in splits:
        fingerprints[split.name] = split.fingerprint
        for index, decision in sorted(decisions.get(split.name, {}).items()):
            old = int(split.labels[index])
            new = old if decision.to_class is None else decision.to_class
            rows.append(
                PatchRow(
                    split.name,
                    index,
                    old,
                    new,
                    decision.kind,
                    decision.annotator.name,
                    decision.at,
                    decision.note,
                )
            )
    return patch(fingerprints, rows)


def patch(fingerprints: Mapping[str, str], rows: Iterable[PatchRow]) -> Patch:
    """Return the rows as a patch, in their order. Raises RequestError for an image told twice."""
    ordered = sorted(rows, key=lambda row: row.place)
    for row, following in pairwise(ordered):
        if row.place == following.place:
            raise RequestError(f"the patch tells of {row.split} {row.index} twice; keep one row")
    return Patch(dict(fingerprints), tuple(ordered))


def applied(patch: Patch, split: Split) -> Labels:
    """Return the labels of `split` after the patch, (n,); the split itself stays as it is.

    Raises DataError when the patch is of other data, names an image that is not there, or says of
    one that it had another label.
    """
    check_data(patch, split)
    labels = split.labels.copy()
    for row in patch.rows:
        if row.split != split.name:
            continue
        if row.index >= len(labels):
            raise _refused(split, f"an index below {len(labels):,}", found=f"{row.index:,}")
        if labels[row.index] != row.old:
            expected = f"image {row.index:,} to have the label {row.old}, as the patch says"
            raise _refused(split, expected, found=str(labels[row.index]))
        labels[row.index] = row.new
    return labels


def check_data(patch: Patch, split: Split) -> None:
    """Raise DataError unless the patch was made for this very split, or says nothing about it."""
    told = patch.fingerprints.get(split.name)
    if told is None:
        if any(row.split == split.name for row in patch.rows):
            raise _refused(split, "a patch that names its fingerprint", found="none")
    elif told != split.fingerprint:
        raise _refused(
            split,
            f"a patch for the data with fingerprint {split.fingerprint[:16]!r}",
            found=f"one for {told[:16]!r}",
        )


def changed(labels: Labels, split: Split) -> int:
    """Return how many labels differ from those of the split."""
    return int(np.count_nonzero(labels != split.labels))


def compare(first: Patch, second: Patch) -> Comparison:
    """Return where two patches agree and where not. Raises DataError for patches of other data."""
    _check_same(first, second)
    one = {row.place: row for row in first.rows}
    other = {row.place: row for row in second.rows}
    shared = sorted(one.keys() & other.keys())
    is_same = {place: _outcome(one[place]) == _outcome(other[place]) for place in shared}
    return Comparison(
        tuple(place for place in shared if is_same[place]),
        tuple(place for place in shared if not is_same[place]),
        tuple(sorted(one.keys() - other.keys())),
        tuple(sorted(other.keys() - one.keys())),
    )


def merged(first: Patch, second: Patch) -> Patch:
    """Return the rows of both, the same whichever comes first; of equal ones the earlier stays.

    Raises DataError for patches of other data, RequestError where they contradict each other.
    """
    found = compare(first, second)
    if found.contradicted:
        split, index = found.contradicted[0]
        count = len(found.contradicted)
        noun = "image" if count == 1 else "images"
        raise RequestError(
            f"the patches contradict each other on {count:,} {noun}, first on {split} {index}; "
            "decide these again and export once more"
        )
    rows: dict[Place, PatchRow] = {}
    for row in sorted(first.rows + second.rows, key=lambda row: (row.decided_at, row.reviewer)):
        rows.setdefault(row.place, row)
    return patch({**first.fingerprints, **second.fingerprints}, rows.values())


def _outcome(row: PatchRow) -> tuple[int, int, DecisionKind]:
    return row.old, row.new, row.decision


def _check_same(first: Patch, second: Patch) -> None:
    for name in first.fingerprints.keys() & second.fingerprints.keys():
        one, other = first.fingerprints[name], second.fingerprints[name]
        if one != other:
            raise DataError(
                name,
                expected=f"two patches of the data with fingerprint {one[:16]!r}",
                found=f"one of {other[:16]!r}",
                remedy="compare patches of the same data",
            )


def _refused(split: Split, expected: str, *, found: str) -> DataError:
    remedy = "open the data for which the patch was made"
    return DataError(f"{split.name} labels", expected=expected, found=found, remedy=remedy)
