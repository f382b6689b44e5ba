"""Which rows of a file were not taken, and why, by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.exchange import csv_text
from fmnist_gui.core.exchange.cell import guarded

LISTED = 1000
"""Of so many refused rows the reason is kept; the others are counted."""

SHOWN = 10


@dataclass(frozen=True, order=True)
class Refusal:
    """That the row which ends in ``line``, from 1, was not taken, and why."""

    line: int
    reason: str


@dataclass
class Refusals:
    """All of them counted in ``count``, the first of them kept.

    ``unit`` is what a file has in place of lines.
    """

    unit: str = "line"
    count: int = 0
    _kept: list[Refusal] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Count a row that cannot be taken."""
        self.count += 1
        if len(self._kept) < LISTED:
            self._kept.append(Refusal(line, reason))

    def join(self, lines: Sequence[int], reasons: Sequence[str], *, count: int) -> None:
        """Count rows that a later look refuses, of which these are the first, by line."""
        self.count += count
        later = map(Refusal, lines, reasons)
        self._kept = sorted([*self._kept, *later])[:LISTED]

    @property
    def listed(self) -> tuple[Refusal, ...]:
        """The first of them, by line."""
        return tuple(sorted(self._kept))

    def sentence(self, refusal: Refusal) -> str:
        """Return where it stands and why it was refused, in words."""
        return f"{self.unit} {refusal.line:,}: {refusal.reason}"

    def lines(self, most: int = SHOWN) -> list[str]:
        """Return a line for each of the first `most`, and how many more there are."""
        told = [f"  {self.sentence(refusal)}" for refusal in self.listed[:most]]
        more = self.count - len(told)
        return [*told, f"  and {more:,} more"] if more > 0 else told


def write(path: Path, refusals: Refusals) -> None:
    """Write the refused rows to `path` as a table of where and why, whole or not at all.

    Raises DataError when there is no place.
    """
    lines = [csv_text.line((refusals.unit, "reason"))]
    lines += [csv_text.line((one.line, guarded(one.reason))) for one in refusals.listed]
    if (more := refusals.count - len(refusals.listed)) > 0:
        lines.append(csv_text.line(("", f"and {more:,} more")))
    replace_all({path: "".join(lines).encode()})
