"""How two patches compare, and what they say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations, groupby

from fmnist_gui.core.errors import DataError, RequestError
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
    is_same = {place: one[place].outcome == other[place].outcome for place in shared}
    return Comparison(
        tuple(place for place in shared if is_same[place]),
        tuple(place for place in shared if not is_same[place]),
        tuple(sorted(one.keys() - other.keys())),
        tuple(sorted(other.keys() - one.keys())),
    )


def merged(patches: Sequence[Patch]) -> Patch:
    """Return what all say, the same in whichever order.

    Of patches that say the same of an image the rows of that stay in which the most reviewers say
    so, of the earliest among these. Raises DataError for patches of other data, RequestError where
    two contradict each other.
    """
    for first, second in combinations(patches, 2):
        _check_agreed(first, second)
    told: dict[Place, tuple[PatchRow, ...]] = {}
    fingerprints: dict[str, str] = {}
    for found in patches:
        fingerprints |= found.fingerprints
        for place, same in groupby(found.rows, key=lambda row: row.place):
            rows = tuple(same)
            told[place] = min(told.get(place, rows), rows, key=_rank)
    return patch(fingerprints, chain.from_iterable(told.values()))


def _rank(rows: tuple[PatchRow, ...]) -> tuple[object, ...]:
    return -len(rows), [(row.order, row.reason) for row in rows]


def _check_agreed(first: Patch, second: Patch) -> None:
    found = compare(first, second)
    if found.contradicted:
        split, index = found.contradicted[0]
        both = "the patches"
        if first.source != second.source:
            both = f"{first.source} and {second.source}"
        raise RequestError(
            f"{both} contradict each other on {images(len(found.contradicted))}, first on "
            f"{split} {index}; decide these again and export once more"
        )


def _check_same(first: Patch, second: Patch) -> None:
    for name in first.fingerprints.keys() & second.fingerprints.keys():
        one, other = first.fingerprints[name], second.fingerprints[name]
        if one != other:
            raise DataError(
                second.source,
                expected=f"the fingerprint {one[:16]!r} of {name}, as in {first.source}",
                found=repr(other[:16]),
                remedy="compare patches of the same data",
            )
