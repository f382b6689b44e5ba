"""How two patches compare, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.review.decision import DecisionKind
from fmnist_gui.core.review.patch import Patch, PatchRow, Place, patch
from fmnist_gui.core.stats.percent import images


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


def merged(patches: Sequence[Patch]) -> Patch:
    """Return the rows of all, the same in whichever order; of equal ones the earliest stays.

    Raises DataError for patches of other data, RequestError where two contradict each other.
    """
    return reduce(_merged, patches)


def _merged(first: Patch, second: Patch) -> Patch:
    found = compare(first, second)
    if found.contradicted:
        split, index = found.contradicted[0]
        raise RequestError(
            f"the patches contradict each other on {images(len(found.contradicted))}, first on "
            f"{split} {index}; decide these again and export once more"
        )
    rows: dict[Place, PatchRow] = {}
    for row in sorted(first.rows + second.rows, key=lambda row: (row.decided_at, row.reviewer)):
        rows.setdefault(row.place, row)
    return patch({**first.fingerprints, **second.fingerprints}, rows.values())


Outcome = tuple[int, int, DecisionKind, tuple[int, ...], Place | None]


def _outcome(row: PatchRow) -> Outcome:
    return row.old, row.new, row.decision, row.classes, row.original


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
