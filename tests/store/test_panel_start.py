"""Panels are made once, around what their members have met."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import reordered
from fmnist_gui.core.session.panel import Panel, panel_rules
from fmnist_gui.core.session.preset import preset
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.panel_start import seat_panel
from fmnist_gui.store.sitting import Start, begin, draw_deck
from tests import sample

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
NAMES = ("Anna", "Ben", "Cem")


@pytest.fixture
def dataset() -> Dataset:
    return sample.dataset(train=60, test=90)


def seat(
    store: LabelStore,
    dataset: Dataset,
    *,
    count: int = 30,
    names: tuple[str, ...] = NAMES,
    deck: Deck | None = None,
) -> Panel:
    rules = panel_rules(count)
    return seat_panel(store, dataset, rules, members=names, seed=4, now=NOW, deck=deck)


def test_a_panel_is_there_with_its_deck(store: LabelStore, dataset: Dataset) -> None:
    panel = seat(store, dataset, names=(" Anna ", "Ben", "Cem"))
    assert store.panels() == (panel,)
    assert panel.members == NAMES
    assert len(panel.deck.indices) == 30
    assert panel.deck.rules == panel_rules(30)


def test_what_any_member_has_met_is_left_out(store: LabelStore, dataset: Dataset) -> None:
    fingerprint = dataset.splits["test"].fingerprint
    for name, indices in (("Ben", range(30)), ("Cem", range(20, 50)), ("Dan", range(80))):
        store.expose(
            store.annotator(name),
            fingerprint=fingerprint,
            split="test",
            indices=indices,
            source="explore",
            at=NOW,
        )
    panel = seat(store, dataset, count=40)
    assert sorted(panel.deck.indices) == list(range(50, 90))
    with pytest.raises(DeckError, match="41"):
        seat(store, dataset, count=41)


def test_the_same_people_over_the_same_deck_are_the_same_panel(
    store: LabelStore, dataset: Dataset
) -> None:
    panel = seat(store, dataset)
    again = seat(store, dataset, names=("Cem", "Anna", "Ben"), deck=panel.deck)
    assert again == panel
    others = seat(store, dataset, names=("Anna", "Ben", "Dan"), deck=panel.deck)
    assert others.id != panel.id
    assert len(store.panels()) == 2


def test_each_member_answers_in_an_order_of_their_own(store: LabelStore, dataset: Dataset) -> None:
    panel = seat(store, dataset)
    starts = [Start(panel_rules(30), name, 1, "0.1", deck=panel.deck) for name in NAMES]
    decks = [begin(store, dataset, start, now=NOW).record.deck for start in starts]
    assert len({deck.indices for deck in decks}) == 3
    assert {deck.panel for deck in decks} == {panel.deck.sha256}
    assert all(set(deck.indices) == set(panel.deck.indices) for deck in decks)


def test_the_order_of_one_person_seats_no_panel(store: LabelStore, dataset: Dataset) -> None:
    deck = seat(store, dataset).deck
    own = reordered(deck, store.annotator("Anna").id)
    with pytest.raises(DeckError, match="the order of one of them"):
        seat(store, dataset, deck=own)


def test_a_deck_of_other_data_and_odd_names_are_refused_and_nothing_is_kept(
    store: LabelStore, dataset: Dataset
) -> None:
    deck = replace(seat(store, sample.dataset(train=60, test=80)).deck)
    with pytest.raises(DeckError, match="fingerprint"):
        seat(store, dataset, deck=deck)
    with pytest.raises(RequestError, match="same name"):
        seat(store, dataset, names=("Anna", "anna", "Cem"))
    with pytest.raises(RequestError, match="names of 3 people"):
        seat(store, dataset, names=("Anna", "", "Cem"))
    only_train = replace(dataset, splits={"train": dataset.splits["train"]})
    with pytest.raises(DeckError, match="a test split"):
        seat(store, only_train)
    assert len(store.panels()) == 1


def test_a_drawn_deck_is_the_one_that_the_session_would_have(
    store: LabelStore, dataset: Dataset
) -> None:
    start = Start(preset("quick-20"), "Anna", 7, "0.1")
    deck = draw_deck(store, dataset, start)
    assert store.sessions() == ()
    assert begin(store, dataset, start, now=NOW).record.deck == deck
