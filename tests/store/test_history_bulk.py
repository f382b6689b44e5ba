"""Many sessions read at once say what each says when it is read alone."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store import history_bulk
from fmnist_gui.store.history_bulk import read_histories
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.schema import SESSION
from tests.store import sample

SESSIONS = 5


def test_sessions_come_in_the_order_asked_for_with_all_their_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_bulk, "_AT_ONCE", 2)
    headers = [sample.record(Annotator(uuid4(), f"P {n}")) for n in range(SESSIONS)]
    with sample.opened(tmp_path) as database:
        store = LabelStore(database)
        for header in headers:
            store.begin(header)
        first = [sample.answer(header, 0) for header in headers]
        # Written by turns, and a retraction before the answer that replaces what it takes back.
        store.append(*first)
        store.append(*(sample.retraction(answer) for answer in first))
        store.append(*(sample.answer(header, 0) for header in headers))
        store.append(*(sample.event(header, "finished", 1) for header in headers))
        reported: list[tuple[int, int]] = []
        with database.reading() as connection:
            seqs = list(connection.execute(select(SESSION.c.seq).order_by(SESSION.c.seq.desc())))
            found = tuple(
                read_histories(
                    connection, [s for (s,) in seqs], report=lambda *at: reported.append(at)
                )
            )
        alone = tuple(store.history(header.id) for header in reversed(headers))
    assert found == alone
    assert [len(history.entries) for history in found] == [4] * SESSIONS
    assert reported == [(0, 5), (2, 5), (4, 5), (5, 5)]


def test_reading_stops_when_nobody_wants_it_any_more(tmp_path: Path) -> None:
    header = sample.record(Annotator(uuid4(), "Ben"))
    with sample.opened(tmp_path) as database:
        store = LabelStore(database)
        store.begin(header)
        store.append(sample.event(header, "finished", 1))
        with database.reading() as connection, pytest.raises(Cancelled):
            list(read_histories(connection, [1], is_cancelled=lambda: True))
        with pytest.raises(Cancelled):
            store.told_histories(header.id, is_cancelled=lambda: True)
