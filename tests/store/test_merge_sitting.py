"""Databases of which some or all is here already."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.intake import Gift, Intake, take_in
from fmnist_gui.store.label_store import LabelStore
from tests.store import sample
from tests.store.conftest import Place


def filled(place: Place, *names: str) -> Path:
    """Return a database in which these people answered three images by turns."""
    home, headers = place(), [sample.record(Annotator(uuid4(), name)) for name in names]
    with sample.opened(home) as database:
        store = LabelStore(database)
        for header in headers:
            store.begin(header)
        for n in range(3):
            store.append(*(sample.answer(header, n) for header in headers))
    return home / "fmnist-gui.db"


def taken_in(store: LabelStore, *others: Path) -> Intake:
    return take_in(store, Gift(others), now=sample.NOW)


def test_where_all_of_it_is_here_nothing_is_written_and_no_backup_made(place: Place) -> None:
    mine, ben, eva, new = (filled(place, name) for name in ("Anna", "Ben", "Eva", "Mia"))
    backups = mine.parent / "backups"
    with sample.opened(mine.parent) as database:
        store = LabelStore(database)
        assert taken_in(store, ben, eva).added == 6
        assert len(list_backups(backups)) == 1
        again = taken_in(store, ben, eva)
        assert (again.added, again.already_there, again.conflicts) == (0, 6, 0)
        # Six answers are in no backup yet; they are in no danger either.
        assert len(list_backups(backups)) == 1
        more = taken_in(store, ben, eva, new)
        assert (more.added, more.already_there, more.conflicts) == (3, 6, 0)
        assert len(list_backups(backups)) == 2


def test_entries_that_stand_at_other_numbers_here_are_known(place: Place) -> None:
    by_turns = filled(place, "Ben", "Eva")
    with sample.opened(by_turns.parent) as database:
        there = LabelStore(database)
        histories = tuple(there.history(line.id) for line in there.sessions())
    with sample.opened(place()) as database:
        store = LabelStore(database)
        store.merge(histories)
        again = taken_in(store, by_turns)
        assert (again.added, again.already_there, again.conflicts) == (0, 6, 0)
        assert store.counts().answers == 6


def test_one_entry_with_another_content_is_found_among_known_ones(place: Place) -> None:
    mine = filled(place, "Ben", "Eva")
    changed = Path(shutil.copy(mine, place()))
    with closing(sqlite3.connect(changed)) as raw, raw:
        raw.execute("UPDATE answer SET chosen = 9 - chosen WHERE seq = 6")
    with sample.opened(mine.parent) as database:
        found = taken_in(LabelStore(database), changed)
        assert (found.added, found.already_there, found.left_out) == (0, 5, 1)
