"""The published results that a score is drawn beside."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.stats.proportion import Interval, wilson

Kind = Literal["chance", "single", "majority of 3", "plurality", "model"]

KINDS: tuple[str, ...] = get_args(Kind)
REQUIRED: Mapping[str, type] = {"name": str, "accuracy": float, "kind": str, "source": str}
OPTIONAL: Mapping[str, type] = {
    "n": int,
    "low": float,
    "high": float,
    "is_tie_range": bool,
    "year": int,
    "note": str,
}
REMEDY = "correct the file"
NAME_MOST = 80
MOST_IMAGES = 10**12
LARGEST_BYTES = 1024 * 1024
CROWD_WORKER = "Fashion-MNIST-H, one worker"
"""The shipped reference for one person."""


@dataclass(frozen=True)
class Reference:
    """One published accuracy; ``n`` counts images, ``low`` to ``high`` is its interval.

    The interval is the stated one, else Wilson's 95 % over the images; None where neither is
    known, as for chance. ``is_tie_range`` marks a stated one that is no 95 % interval but the
    range over the rules for ties. ``is_own`` marks one that a person added.
    """

    name: str
    accuracy: float
    low: float | None
    high: float | None
    n: int | None
    kind: Kind
    source: str
    year: int | None
    note: str
    is_own: bool = False
    is_tie_range: bool = False

    @property
    def is_crowd_worker(self) -> bool:
        """Whether this is the average worker of Fashion-MNIST-H, the one that is shipped."""
        return self.name == CROWD_WORKER and not self.is_own

    @property
    def counts(self) -> tuple[int, int] | None:
        """How many of how many images are right; None where their number is not known."""
        return None if self.n is None else (round(self.accuracy * self.n), self.n)

    @property
    def ends(self) -> Interval | None:
        """``low`` and ``high``, None where they are not known."""
        if self.low is None or self.high is None:
            return None
        return Interval(self.low, self.high)

    def content(self) -> dict[str, object]:
        """Return the entry fit for JSON."""
        return dict(vars(self))


class Gathered(NamedTuple):
    """All references, and why those of a person's own file are not among them if they are not."""

    references: tuple[Reference, ...]
    refused: DataError | None


def gathered(shipped: Path, own: Path) -> Gathered:
    """Return the `shipped` references, then those that a person keeps in the file `own`.

    There need be no such file; one that is refused hides nothing that is shipped. Raises
    DataError when the shipped file cannot be read.
    """
    published = load(shipped)
    if not own.exists():
        return Gathered(published, None)
    try:
        added = _own(own, {reference.name for reference in published})
    except DataError as error:
        return Gathered(published, error)
    return Gathered((*published, *added), None)


def _own(path: Path, taken: Collection[str]) -> tuple[Reference, ...]:
    found = load(path)
    for reference in found:
        if reference.name in taken:
            raise DataError(
                path,
                expected="names that the program's own references do not have",
                found=repr(reference.name),
                remedy="give it another name",
            )
    return tuple(replace(reference, is_own=True) for reference in found)


def load(path: Path) -> tuple[Reference, ...]:
    """Return the references of a TOML file of ``[[reference]]`` tables, in their order.

    Raises DataError for a file that cannot be read or an entry that says too little, too much
    or something impossible.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _refusal(path, "a few entries", "a file far too large")
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            path,
            expected="a file that can be read",
            found=error.strerror or "none",
            remedy="check its name and its permissions",
        ) from error
    except ValueError as error:
        raise _refusal(path, "TOML in UTF-8", str(error)) from error
    entries = document.get("reference")
    if not isinstance(entries, list) or not entries or set(document) != {"reference"}:
        raise _refusal(path, "[[reference]] tables and nothing else", _listed(document))
    found = tuple(_read(path, number, entry) for number, entry in enumerate(entries, start=1))
    names = [reference.name for reference in found]
    for name in names:
        if names.count(name) > 1:
            raise _refusal(path, "each name once", f"{name!r} {names.count(name)} times")
    return found


def _read(path: Path, number: int, entry: object) -> Reference:
    where = f"{path}, reference {number}"
    if not isinstance(entry, dict):
        raise _refusal(where, "a table", repr(entry))
    _check_keys(where, entry)
    name = entry["name"]
    if not (name.strip() and name.isprintable() and len(name) <= NAME_MOST):
        raise _refusal(where, f"a name of 1 to {NAME_MOST} letters", repr(name[:NAME_MOST]))
    if entry["kind"] not in KINDS:
        raise _refusal(where, f"a kind among {', '.join(KINDS)}", repr(entry["kind"]))
    low, high = _interval(where, entry)
    return Reference(
        name=entry["name"],
        accuracy=float(entry["accuracy"]),
        low=low,
        high=high,
        n=entry.get("n"),
        kind=entry["kind"],
        source=entry["source"],
        year=entry.get("year"),
        note=entry.get("note", ""),
        is_tie_range=entry.get("is_tie_range", False),
    )


def _interval(where: str, entry: Mapping[str, Any]) -> tuple[float, float] | tuple[None, None]:
    accuracy: float = entry["accuracy"]
    n, low, high = entry.get("n"), entry.get("low"), entry.get("high")
    if n is not None and not 1 <= n <= MOST_IMAGES:
        found = str(n) if n < 1 else "more than anybody has"
        raise _refusal(where, "n, the number of images, above 0", found)
    if not 0 <= accuracy <= 1:
        raise _refusal(where, "an accuracy from 0 to 1", f"{accuracy:g}")
    if (low is None) != (high is None):
        raise _refusal(where, "low and high together", f"only {'high' if low is None else 'low'}")
    if low is None or high is None:
        if entry.get("is_tie_range"):
            raise _refusal(where, "low and high of the range over the rules for ties", "neither")
        return (None, None) if n is None else _wilson_ends(accuracy, n)
    if not 0 <= low <= accuracy <= high <= 1:
        expected = "0 <= low <= accuracy <= high <= 1"
        raise _refusal(where, expected, f"{low:g}, {accuracy:g} and {high:g}")
    return low, high


def _wilson_ends(accuracy: float, n: int) -> tuple[float, float]:
    low, high = wilson(round(accuracy * n), n)
    return low, high


def _check_keys(where: str, entry: Mapping[str, object]) -> None:
    for key in REQUIRED:
        if key not in entry:
            raise _refusal(where, f"the keys {', '.join(REQUIRED)}", f"no {key}")
    for key, value in entry.items():
        wanted = REQUIRED.get(key) or OPTIONAL.get(key)
        if wanted is None:
            known = ", ".join((*REQUIRED, *OPTIONAL))
            raise _refusal(where, f"only the keys {known}", f"{key!r}")
        # A whole number is a fine accuracy, but True is a whole number to Python.
        accepted = (int, float) if wanted is float else wanted
        is_other = isinstance(value, bool) and wanted is not bool
        if is_other or not isinstance(value, accepted):
            raise _refusal(where, f"{key} as {wanted.__name__}", repr(value))


def _listed(document: Mapping[str, object]) -> str:
    return ", ".join(document) or "an empty file"


def _refusal(thing: Path | str, expected: str, found: str) -> DataError:
    return DataError(thing, expected=expected, found=found, remedy=REMEDY)
