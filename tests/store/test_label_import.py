"""Labels given elsewhere are stored all or none, once, and as sessions like others."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange.vote import Vote
from fmnist_gui.core.intake.imported import Frame
from fmnist_gui.core.intake.label_columns import LabelColumns
from fmnist_gui.core.intake.labelled import Labelled
from fmnist_gui.core.intake.people import People
from fmnist_gui.core.intake.refusal import Refusals
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.record import Annotator, Answer, Entry, History, Retraction
from fmnist_gui.store import label_import
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.entry_bulk import keep_new_entries
from fmnist_gui.store.label_import import Stored, keep_labels
from fmnist_gui.store.label_store import LabelStore
from tests import sample
from tests.store.sample import ANNA, NOW, answer, deck, event, record, retraction
from tests.store.studying import STUDY, departed, said, sitting, started

DATA = sample.dataset()
SAID = (("Ada", 0, 1), ("Ben", 0, 2), ("Ada", 3, 3), ("Ada", 0, 4))


def frame(dataset: Dataset = DATA) -> Frame:
    return Frame(dataset.class_names, dataset.identity, "1.0")


def histories(said: Sequence[tuple[str, int, int]] = SAID) -> list[History]:
    columns = LabelColumns(People(), DATA.splits, refusals=Refusals(), fits=lambda *_: None)
    for line, (worker, index, chosen) in enumerate(said, start=2):
        columns.add(line, Labelled(Vote("test", index, worker, chosen), reason="", note=""))
    columns.close()
    return list(columns.histories(frame()))


def counted(stored: Stored) -> tuple[int, int, int]:
    return stored.kept, stored.already_there, stored.people


def test_each_person_gets_one_finished_session(store: LabelStore) -> None:
    given = histories()
    assert counted(keep_labels(store, given, now=NOW)) == (4, 0, 2)
    assert [store.history(history.record.id) for history in given] == given
    assert {summary.state for summary in store.sessions()} == {"complete"}
    assert [store.told_histories(history.record.id) for history in given] == [
        (history,) for history in given
    ]


def test_what_is_here_stays_as_it_is_and_adds_no_session(store: LabelStore) -> None:
    keep_labels(store, histories(), now=NOW)
    before = store.counts()
    assert counted(keep_labels(store, histories(), now=NOW)) == (0, 4, 0)
    assert store.counts() == before
    more = [*SAID, ("Ben", 7, 7)]
    assert counted(keep_labels(store, histories(more), now=NOW)) == (1, 4, 1)
    assert store.counts().answers == before.answers + 1


def test_the_same_label_has_the_same_id_wherever_it_stands() -> None:
    def ids(found: Sequence[History]) -> set[Any]:
        return {e.id for h in found for e in h.entries if isinstance(e, Answer)}

    assert ids(histories(SAID[::-1])) == ids(histories())
    other = ids(histories([("Ada", 0, 5)]))
    assert not other & ids(histories())


def test_labels_of_a_withdrawn_name_are_kept_and_told_not_to_count(store: LabelStore) -> None:
    store.studies.start(started())
    store.studies.depart(departed())
    given = []
    for person in (Annotator(uuid4(), "ben"), ANNA):
        header = sitting(person, (1, 2))
        given.append(History(header, said(header, (0, 3))))
    stored = keep_labels(store, given, now=NOW)
    assert stored.kept == 4
    assert [notice.sentence for notice in stored.uncounted] == [
        f"2 answers of Ben do not count: Ben was withdrawn from “{STUDY.name}”."
    ]
    assert keep_labels(store, given, now=NOW).uncounted == ()


def test_a_failure_in_the_middle_leaves_nothing(
    store: LabelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def keep(*arguments: Any) -> None:
        keep_new_entries(*arguments)
        calls.append(1)
        if len(calls) == 2:
            raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(label_import, "keep_new_entries", keep)
        with pytest.raises(MemoryError):
            keep_labels(store, histories(), now=NOW)
    assert store.counts().sessions == 0
    assert store.annotators() == ()
    assert counted(keep_labels(store, histories(), now=NOW)) == (4, 0, 2)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_who_cancels_keeps_nothing(store: LabelStore, after: int) -> None:
    seen: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        seen.append((done, total))

    with pytest.raises(Cancelled):
        keep_labels(
            store,
            histories(),
            now=NOW,
            total=4,
            report=report,
            is_cancelled=lambda: len(seen) == after,
        )
    assert seen == [(3, 4), (4, 4)][:after]
    assert store.counts().sessions == 0


def test_a_backup_is_made_of_what_was_there(store: LabelStore, home: Path) -> None:
    keep_labels(store, histories(), now=NOW)
    before = len(list_backups(home / "backups"))
    keep_labels(store, histories([("Cy", 1, 1)]), now=NOW)
    assert len(list_backups(home / "backups")) == before + 1


def test_who_sits_here_is_not_the_one_of_that_name_in_a_file(store: LabelStore) -> None:
    keep_labels(store, histories(), now=NOW, here=("Ada",))
    imported = {history.record.annotator.id for history in histories()}
    assert store.annotator("Ada").id not in imported
    assert store.annotator("Ben").id in imported


def test_names_that_others_bear_are_told(store: LabelStore) -> None:
    store.annotator("Ben")
    store.annotator("Eva")
    assert keep_labels(store, histories(), now=NOW).namesakes == ("Ben",)
    assert keep_labels(store, histories(), now=NOW).namesakes == ()


def test_many_entries_are_stored_as_one_after_the_other_would_be(store: LabelStore) -> None:
    headers = [record(drawn=deck(seed=n)) for n in (1, 2)]
    given: list[tuple[Entry, ...]] = []
    for header in headers:
        first, again, last = answer(header, 0), answer(header, 0, 2), answer(header, 2)
        unsure = replace(last, chosen=-1, reason="no class fits", note="a=b", confidence=2)
        pause, end = event(header, "paused", 1), event(header, "finished", 3)
        given.append((first, retraction(first), again, pause, unsure, end))
    slow = History(headers[0], given[0])
    store.merge([slow])
    fast = History(headers[1], given[1])
    assert counted(keep_labels(store, [fast], now=NOW)) == (3, 0, 1)
    for history in (slow, fast):
        assert store.history(history.record.id) == history
    with store.database.reading() as connection:
        query = "SELECT * FROM answer ORDER BY seq"
        rows = [dict(row._mapping) for row in connection.exec_driver_sql(query)]
    assert [row["revision"] for row in rows] == [0, 1, 0] * 2
    for row in rows:
        for own in ("seq", "id", "session_seq"):
            del row[own]
    assert rows[:3] == rows[3:]


def test_an_answer_that_is_here_in_another_session_is_left_out_with_its_retraction(
    store: LabelStore,
) -> None:
    header = record()
    first, second = answer(header, 0), answer(header, 1)
    store.merge([History(header, (first, second))])
    copy = record(drawn=deck(seed=9))
    new = answer(copy, 2)
    moved = [replace(one, session_id=copy.id) for one in (first, second)]
    back = Retraction(uuid4(), copy.id, first.id, NOW)
    stored = keep_labels(store, [History(copy, (*moved, back, new))], now=NOW)
    assert counted(stored) == (1, 2, 1)
    assert store.history(copy.id).entries == (new,)
    assert store.history(header.id).entries == (first, second)
