"""Panels stored and read."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from fmnist_gui.core.errors import StoreError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import reordered
from fmnist_gui.core.session.panel import Panel, seats
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import FINGERPRINT, NOW, answer, record

DECK = Deck("replicate-zalando", "test", FINGERPRINT, 20170919, (5, 3, 8), "2.1.0")


def panel(*, after_s: float = 0, deck: Deck = DECK) -> Panel:
    """Return a panel of three that was made so many seconds after NOW."""
    return Panel(uuid4(), deck, ("Anna", "נועה", "Cem"), NOW + timedelta(seconds=after_s))


def test_panels_are_read_as_they_were_stored_the_newest_first(store: LabelStore) -> None:
    first, second = panel(), panel(after_s=5, deck=replace(DECK, indices=(8, 5)))
    for made in (first, second):
        store.keep_panel(made)
    assert store.panels() == (second, first)


def test_a_panel_is_stored_once(store: LabelStore) -> None:
    made = panel()
    store.keep_panel(made)
    store.keep_panel(replace(made, members=("Anna", "Ben", "Cem")))
    assert store.panels() == (made,)


def test_its_members_sessions_are_known_by_the_deck_that_they_share(store: LabelStore) -> None:
    made = panel()
    store.keep_panel(made)
    anna = store.annotator("Anna")
    own = record(anna, reordered(DECK, anna.id), protocol="replicate-zalando")
    elsewhere = record(store.annotator("Cem"), replace(DECK, indices=(1, 2)))
    for header in (own, elsewhere):
        store.begin(header)
        store.append(answer(header, 0))
    found = seats(made, store.sessions())
    assert [seat.answered for seat in found] == [1, 0, 0]
    assert found[0].session is not None
    assert found[0].session.panel == DECK.sha256 != own.deck.sha256


def test_a_panel_whose_deck_was_altered_on_the_disk_is_said(store: LabelStore) -> None:
    store.keep_panel(panel())
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE deck SET indices = '[5, 3, 9]'")
    with pytest.raises(StoreError, match="expected content that fits its hash"):
        store.panels()
