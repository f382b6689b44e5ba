"""Which deck a session begins with, preset by preset, against a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.drawing import Pool, deck_for, draw, reordered
from fmnist_gui.core.session.drill import LEAST_ANSWERS
from fmnist_gui.core.session.preset import REPLICATION_SEED, preset
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Equipment, Latency
from fmnist_gui.core.session.session import Session
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin, reopen
from tests import sample

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return sample.dataset(train=1200, test=1200)


def start(protocol: Protocol, *, annotator: str = "Anna", seed: int = 1) -> Start:
    return Start(protocol, annotator, seed, "0.1.0")


def answered(session: Session, store: LabelStore, chosen: list[int]) -> None:
    """Answer the next trials so."""
    for number in chosen:
        session.shown(0, NOW)
        given = session.answer(number, response_ns=10**9, answered_at=NOW, device="key", key="0")
        assert given is not None
        store.append(given)


def test_custom_rules_and_their_deck_survive_the_database(
    store: LabelStore, dataset: Dataset
) -> None:
    rules = custom(
        count=40,
        sampling="balanced blocks",
        feedback="end",
        confidence="shift",
        has_second_choice=True,
        repeats=5,
        attention=2,
    )
    equipment = Equipment(("a", "s"), (1, 0), Latency(200, (0.1, 0.4), (2.5, 4.0)))
    session = begin(store, dataset, replace(start(rules), equipment=equipment), now=NOW)
    record = store.history(session.record.id).record
    assert record == session.record
    assert (record.rules, record.protocol, record.deck.rules) == (rules, "custom", rules)
    assert (record.deck.attention_split, record.equipment) == ("train", equipment)
    (line,) = store.sessions()
    assert (line.rules, line.condition) == (rules, record.condition)
    assert line.count == len(record.deck.indices) == 47


def test_a_reopened_custom_session_goes_on_under_its_rules(
    store: LabelStore, dataset: Dataset
) -> None:
    rules = custom(count=30, repeats=3, attention=3, feedback="each")
    session = begin(store, dataset, start(rules), now=NOW)
    answered(session, store, [0] * 10)
    again = reopen(store, dataset, session.record.id, now=NOW)
    assert (again.position, again.record.rules) == (10, rules)
    answered(again, store, [0] * (again.count - 10))
    phases = [answer.phase for answer in again.answers]
    deck = again.record.deck
    assert phases == ["practice" if p == "main" else p for p in deck.phases]
    of_checks = [answer for answer in again.answers if answer.phase == "attention"]
    labels = dataset.splits["train"].labels
    assert [a.label for a in of_checks] == [labels[a.image_index] for a in of_checks]
    assert store.history(session.record.id).entries[:10] == session.answers


def test_a_deck_whose_checks_are_not_there_is_refused_with_both_fingerprints(
    store: LabelStore, dataset: Dataset
) -> None:
    session = begin(store, dataset, start(custom(count=30, attention=3)), now=NOW)
    other = replace(dataset, splits={**dataset.splits, "train": sample.split("train", 70)})
    with pytest.raises(DeckError) as caught:
        reopen(store, other, session.record.id, now=NOW)
    for split in (dataset.splits["train"], other.splits["train"]):
        assert split.fingerprint[:16] in str(caught.value)
    alone = replace(dataset, splits={"test": dataset.splits["test"]})
    with pytest.raises(DeckError, match="for its attention checks, found Sample with no such spl"):
        reopen(store, alone, session.record.id, now=NOW)


def test_the_list_of_the_replication_comes_whatever_seed_was_drawn(
    store: LabelStore, dataset: Dataset
) -> None:
    test = dataset.splits["test"]
    session = begin(store, dataset, start(preset("solo-1000"), seed=99), now=NOW)
    assert session.record.deck == draw(test, "solo-1000", count=1000, seed=REPLICATION_SEED)


def test_each_person_of_a_panel_answers_the_same_images_in_an_own_order(
    store: LabelStore, dataset: Dataset
) -> None:
    zalando = preset("replicate-zalando")
    decks = {
        name: begin(store, dataset, start(zalando, annotator=name), now=NOW).record.deck
        for name in ("Anna", "Ben", "Cem")
    }
    shared = deck_for(zalando, Pool(dataset.splits["test"]), seed=0)
    assert {deck.base for deck in decks.values()} == {shared.sha256}
    assert len({deck.indices for deck in decks.values()}) == 3
    assert {frozenset(deck.indices) for deck in decks.values()} == {frozenset(shared.indices)}
    assert decks["Anna"] == reordered(shared, store.annotator("Anna").id)
    assert {line.panel for line in store.sessions()} == {shared.sha256}


def test_the_shared_deck_of_a_panel_may_come_as_a_file(store: LabelStore, dataset: Dataset) -> None:
    zalando = preset("replicate-zalando")
    shared = deck_for(zalando, Pool(dataset.splits["test"]), seed=0)
    session = begin(store, dataset, replace(start(zalando), deck=shared), now=NOW)
    assert session.record.deck.base == shared.sha256
    own = session.record.deck
    again = begin(store, dataset, replace(start(zalando), deck=own), now=NOW)
    assert again.record.deck == own


def test_the_deck_of_the_day_is_the_same_for_everybody(store: LabelStore, dataset: Dataset) -> None:
    day = date(2025, 3, 1)
    decks = [
        begin(
            store,
            dataset,
            replace(start(preset("daily"), annotator=name, seed=n), day=day),
            now=NOW,
        ).record.deck
        for n, name in enumerate(("Anna", "Ben", "Anna"))
    ]
    assert decks[0] == decks[1] == decks[2]


def test_practice_draws_what_its_person_confuses(store: LabelStore, dataset: Dataset) -> None:
    practice = preset("practice")
    # Every T-shirt is taken for a shirt, all else is right.
    session = begin(store, dataset, start(practice), now=NOW)
    deck = session.record.deck
    assert deck.source == ""
    labels = dataset.splits["train"].labels[list(deck.indices[:200])].tolist()
    answered(session, store, [6 if label == 0 else label for label in labels])

    drilled = begin(store, dataset, start(practice, seed=2), now=NOW).record.deck
    assert drilled.source == "by own confusions"
    counts = np.bincount(dataset.splits["train"].labels[list(drilled.indices[:200])], minlength=10)
    assert counts[0] > 2 * counts[[1, 2, 3, 4, 5, 7, 8, 9]].mean()
    assert counts[6] > 1.3 * counts[[1, 2, 3, 4, 5, 7, 8, 9]].mean()
    other = begin(store, dataset, start(practice, annotator="Ben"), now=NOW).record.deck
    assert other.source == ""


def test_a_few_answers_drill_nothing_and_sealed_ones_tell_nothing(
    store: LabelStore, dataset: Dataset
) -> None:
    practice = preset("practice")
    answered(begin(store, dataset, start(practice), now=NOW), store, [0] * (LEAST_ANSWERS - 1))
    sealed = begin(store, dataset, start(preset("standard-100")), now=NOW)
    answered(sealed, store, [0] * 60)
    assert begin(store, dataset, start(practice), now=NOW).record.deck.source == ""
    end = sealed.finish(NOW)
    assert end is not None
    store.append(end)
    assert begin(store, dataset, start(practice), now=NOW).record.deck.source != ""


def test_a_restricted_deck_says_so_in_its_session(store: LabelStore, dataset: Dataset) -> None:
    wish = replace(start(custom(count=5)), only=tuple(range(20)), source="filter class:shirt")
    session = begin(store, dataset, wish, now=NOW)
    assert set(session.record.deck.indices) < set(range(20))
    (line,) = store.sessions()
    assert line.condition.startswith("standard, 280 px, bicubic, filter class:shirt, images ")
    assert not session.record.is_standard


def test_a_blitz_can_be_played_again_and_again(store: LabelStore, dataset: Dataset) -> None:
    met: set[int] = set()
    for seed in range(3):
        session = begin(store, dataset, start(preset("blitz"), seed=seed), now=NOW)
        assert not set(session.record.deck.indices) & met
        answered(session, store, [0] * 30)
        for event in (session.time_out(NOW), session.finish(NOW)):
            assert event is not None
            store.append(event)
        met |= set(session.record.deck.indices[:30])
    assert [line.n for line in store.sessions()] == [30, 30, 30]
    assert {line.state for line in store.sessions()} == {"complete"}


@pytest.mark.parametrize("name", ["נועה", "محمد علی", "O'Neil", "n" * 200])
def test_a_name_of_any_script_may_begin(store: LabelStore, dataset: Dataset, name: str) -> None:
    session = begin(store, dataset, start(preset("quick-20"), annotator=name), now=NOW)
    assert store.history(session.record.id).record.annotator.name == name


def test_a_name_of_ten_thousand_letters_begins_nothing(store: LabelStore, dataset: Dataset) -> None:
    with pytest.raises(RequestError, match="a name of at most 200 characters") as caught:
        begin(store, dataset, start(preset("quick-20"), annotator="n" * 10_000), now=NOW)
    assert len(str(caught.value)) < 150
    assert (store.sessions(), store.annotators()) == ((), ())
