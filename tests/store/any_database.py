"""Databases with something of everything that lasts, for tests that hold for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from hypothesis import strategies as st
from sqlalchemy import select

from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import Withdrawal
from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.panel import Panel
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.event import (
    EVENT_KINDS,
    Departure,
    Participation,
    StudyEvent,
    StudyStart,
)
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.schema import (
    ANNOTATOR,
    ANSWER,
    DECISION,
    DECK,
    DISPATCH,
    METADATA,
    SESSION,
)
from tests.core.session.any_session import FINGERPRINT, NOW, PEOPLE, forks, histories
from tests.core.study.any_study import study

SPACE = UUID(int=5)
people = st.sampled_from(PEOPLE[:3])
seconds = st.integers(0, 50).map(lambda s: NOW + timedelta(seconds=s))
images = st.integers(0, 6)
STUDIES = tuple(study(name=f"Study {n}", seed=n) for n in range(2))


@dataclass(frozen=True)
class Exposed:
    """That a person was shown the label of an image."""

    person: int
    index: int
    source: str
    at: Any


Record = (
    History
    | Decision
    | Withdrawal
    | TagEvent
    | Panel
    | Audit
    | Exposed
    | StudyStart
    | StudyEvent
    | Participation
    | Departure
)


@st.composite
def records(draw: st.DrawFn, number: int) -> list[Record]:
    """Return one thing that happened, with what it needs, under ids made from its `number`."""
    first, second = uuid5(SPACE, f"{number}"), uuid5(SPACE, f"{number}'")
    who, at, index, sha = draw(people), draw(seconds), draw(images), draw(st.sampled_from(STUDIES))
    kind = draw(st.sampled_from(KINDS))
    if kind == "decision":
        made = Decision(first, who, FINGERPRINT, "test", index, "relabel", 1, "é", at)
        taken = Withdrawal(second, first, draw(people), at, is_back=draw(st.booleans()))
        return [made, taken] if draw(st.booleans()) else [made]
    if kind == "tag":
        return [TagEvent(first, who, FINGERPRINT, "test", index, "hat", draw(st.booleans()), at)]
    if kind == "panel":
        deck = Deck("panel", "test", FINGERPRINT, index, (1, 2), "2.1.0")
        return [Panel(first, deck, ("Ada", "Bo"), at)]
    if kind == "audit":
        return [Audit(first, who, FINGERPRINT, "test", 3, "2.1.0", (4, 1), at)]
    if kind == "start":
        return [StudyStart(first, sha, who, at)]
    if kind == "study event":
        change = draw(st.sampled_from(EVENT_KINDS))
        return [StudyEvent(first, who, sha.sha256, change, at)]
    if kind == "participation":
        return [Participation(first, who, sha.sha256, True, ("30", ""), at)]
    if kind == "departure":
        return [Departure(first, who, sha.sha256, draw(st.booleans()), 3, at)]
    return [Exposed(PEOPLE.index(who), index, draw(st.sampled_from(("explore", "results"))), at)]


KINDS = (
    "decision",
    "tag",
    "panel",
    "audit",
    "start",
    "study event",
    "participation",
    "departure",
    "exposure",
)


@st.composite
def worlds(draw: st.DrawFn, *, places: int = 2) -> tuple[list[Record], ...]:
    """Return what happened as it is known at several places: some of it here, some there, or both.

    A session may have gone on from one point at each of them.
    """
    known: tuple[list[Record], ...] = tuple([] for _ in range(places))
    for number in range(draw(st.integers(1, 8))):
        happened = draw(records(number))
        for records_here in known:
            # What belongs together is known in that order, perhaps not all of it.
            records_here += happened[: draw(st.integers(0, len(happened)))]
    for branches in draw(
        st.lists(forks(count=places), max_size=2, unique_by=lambda f: f[0].record.id)
    ):
        for records_here, branch in zip(known, branches, strict=True):
            records_here += [branch] if draw(st.booleans()) else []
    for history in draw(st.lists(histories(most=4), max_size=2, unique_by=lambda h: h.record.id)):
        for records_here in known:
            records_here += [history] if draw(st.booleans()) else []
    return known


def write(store: LabelStore, happened: Sequence[Record]) -> None:
    """Store what happened, in this order."""
    for record in happened:
        match record:
            case History():
                store.merge([record])
            case Decision():
                store.review.decide(record)
            case Withdrawal():
                store.review.withdraw(record)
            case TagEvent():
                store.tag([record])
            case Panel():
                store.keep_panel(record)
            case Audit():
                store.review.keep_audit(record)
            case StudyStart():
                store.studies.start(record)
            case StudyEvent():
                store.studies.note(record)
            case Participation():
                store.studies.join(record)
            case Departure():
                store.studies.depart(record)
            case Exposed():
                store.expose(
                    PEOPLE[record.person],
                    fingerprint=FINGERPRINT,
                    split="test",
                    indices=[record.index],
                    source=record.source,
                    at=record.at,
                )


def content(store: LabelStore) -> dict[str, Any]:
    """Return all that lasts in a database, without the numbers of its rows."""
    found: dict[str, Any] = {}
    with store.database.reading() as connection:
        ids = {
            f"{table.name}_seq": dict(connection.execute(select(table.c.seq, table.c.id)).all())
            for table in (ANNOTATOR, SESSION, ANSWER, DECISION)
        }
        for table in METADATA.sorted_tables:
            if table is not DISPATCH:
                rows = connection.execute(select(table)).mappings()
                found[table.name] = sorted(
                    (
                        sorted(
                            (name, str(ids[name][value] if name in ids else value))
                            for name, value in row.items()
                            if name != "seq"
                        )
                        for row in rows
                    ),
                )
    lines = sorted(store.sessions(), key=lambda line: line.id)
    found["histories"] = [store.history(line.id) for line in lines]
    log = store.review.log(FINGERPRINT)
    found["log"] = sorted(str(entry.id) for entry in log)
    return found


def rows(store: LabelStore) -> int:
    """Return how many rows there are of all that is counted when databases are merged."""
    with store.database.reading() as connection:
        return sum(
            len(connection.execute(select(table.c.seq)).all())
            for table in METADATA.sorted_tables
            if table not in (ANNOTATOR, DECK, SESSION, DISPATCH)
        )
