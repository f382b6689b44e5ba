"""What the table of the people of a study says of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.session.name import folded_name, name_order
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.stats.percent import DASH, percent, percent_range
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.person import PersonFigures, Tally

COLUMNS = ("Person", "Labels", "Pace", "Agrees", "Checks", "Repeats")
PERSON, LABELS, PACE, AGREES, CHECKS, REPEATS = range(len(COLUMNS))
FOLDED = ("", "", "", "agrees", "checks", "repeats")
"""What stands before a cell where it has no heading."""


@dataclass(frozen=True)
class PersonRow:
    """A line about ``person``; ``cells`` stand under :data:`COLUMNS`, ``tips`` say more of each.

    Of somebody who ``is_withdrawn`` nothing is told but that.
    """

    person: Annotator
    cells: tuple[str, ...]
    tips: tuple[str, ...]
    is_withdrawn: bool = False

    def folded(self, columns: int) -> str:
        """Return the cells of the first so many columns behind the name, in words."""
        labels, *rest = self.cells[LABELS:columns]
        if self.is_withdrawn:
            return labels
        told = [f"{labels} {'label' if labels == '1' else 'labels'}"]
        for word, cell in zip(FOLDED[PACE:columns], rest, strict=True):
            if cell != DASH:
                told.append(f"{word} {cell}".strip())
        return ", ".join(told)


def person_rows(record: StudyRecord, people: Iterable[PersonFigures]) -> tuple[PersonRow, ...]:
    """Return a line for everybody: with answers, then only taking part, then withdrawn."""
    rows = [_row(figures) for figures in people]
    told = {folded_name(row.person.name) for row in rows}
    taking: dict[str, Annotator] = {}
    for participation in record.participations:
        person = participation.annotator
        taking.setdefault(folded_name(person.name), person)
    last = record.last_departures
    gone = [last[name].annotator for name in sorted(record.withdrawn, key=name_order)]
    left = taking.keys() - told - record.withdrawn
    waiting = [taking[name] for name in sorted(left, key=name_order)]
    rows += [_empty(person, "0") for person in waiting]
    rows += [_empty(person, "withdrawn", is_withdrawn=True) for person in gone]
    return tuple(rows)


def _empty(person: Annotator, labels: str, *, is_withdrawn: bool = False) -> PersonRow:
    cells = (person.name, labels, *[DASH] * 4)
    return PersonRow(person, cells, (person.name, *[""] * 5), is_withdrawn)


def _row(own: PersonFigures) -> PersonRow:
    name = f"{own.name} (simulated)" if own.is_simulated else own.name
    same = own.consistency
    cells = (
        name,
        f"{own.labels + own.batch + own.imported:,}",
        DASH if own.pace is None else f"{own.pace.per_hour:,.0f} an hour",
        _share(own.agreement),
        f"{own.checks.right:,} of {own.checks.count:,}" if own.checks.count else DASH,
        f"{same.same:,} of {same.n:,}" if same.n else DASH,
    )
    return PersonRow(Annotator(own.person, own.name), cells, _tips(own, name))


def _tips(own: PersonFigures, name: str) -> tuple[str, ...]:
    kinds = (
        (own.labels, "one at a time"),
        (own.batch, "to many images at once"),
        (own.imported, "from files"),
        (own.cannot_tell, "“cannot tell”"),
    )
    parts = [f"{count:,} {words}" for count, words in kinds if count]
    times = own.times
    return (
        name,
        ", ".join(parts),
        "" if times is None else f"median {times.median_s:.1f} s an image",
        _tip(own.agreement, "images as most of the others"),
        _tip(own.checks, "attention checks right"),
        _tip(Tally(own.consistency.same, own.consistency.n), "repeats answered as before"),
    )


def _share(tally: Tally) -> str:
    return DASH if tally.share is None else percent(tally.share, decimals=0)


def _tip(tally: Tally, what: str) -> str:
    if not tally.count:
        return ""
    ends = percent_range(tally.interval, decimals=0)
    return f"{tally.right:,} of {tally.count:,} {what}, 95 % interval {ends}"
