"""Sessions begun and reopened against a real database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import draw
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.protocol import PRACTICE_COUNT, Protocol
from fmnist_gui.core.session.record import Answer, Presentation
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.simulate import play
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin, reopen
from tests import sample

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
QUICK = preset("quick-20")


@pytest.fixture
def dataset() -> Dataset:
    return sample.dataset(train=60, test=90)


def start(
    protocol: Protocol = QUICK,
    *,
    annotator: str = "Anna",
    seed: int = 1,
    count: int | None = None,
    deck: Deck | None = None,
) -> Start:
    return Start(protocol, annotator, seed, "0.1.0", count=count, deck=deck)


def answer(session: Session, store: LabelStore, times: int) -> None:
    """Answer some trials, each in time and saved."""
    for _ in range(times):
        session.shown(0, NOW)
        given = session.answer(0, response_ns=10**9, answered_at=NOW, device="key", key="0")
        assert given is not None
        store.append(given)


def test_a_session_is_stored_with_its_deck_before_the_first_trial(
    store: LabelStore, dataset: Dataset
) -> None:
    shown = Presentation(size_px=560, smoothing="nearest", refresh_hz=60.0, pixel_ratio=2.0)
    wish = replace(start(), presentation=shown, is_simulated=True)
    session = begin(store, dataset, wish, now=NOW)
    history = store.history(session.record.id)
    assert history.record == session.record
    assert history.entries == ()
    record = history.record
    assert record.deck == draw(dataset.splits["test"], "quick-20", count=20, seed=1)
    assert (record.protocol, record.presentation) == ("quick-20", shown)
    assert (record.annotator.name, record.started_at) == ("Anna", NOW)
    assert (record.data_identity, record.class_names) == (dataset.identity, dataset.class_names)
    assert (record.app_version, record.is_simulated) == ("0.1.0", True)


def test_the_labels_are_those_of_the_split_that_is_shown(
    store: LabelStore, dataset: Dataset
) -> None:
    for protocol in (QUICK, preset("practice")):
        session = begin(store, dataset, start(protocol), now=NOW)
        split = dataset.splits[protocol.split]
        assert session.label == split.labels[session.image_index]
        assert session.record.deck.fingerprint == split.fingerprint


def test_a_scored_deck_leaves_out_what_was_answered_before(
    store: LabelStore, dataset: Dataset
) -> None:
    seen: set[int] = set()
    for seed in range(4):
        session = begin(store, dataset, start(seed=seed), now=NOW)
        indices = set(session.record.deck.indices)
        assert not indices & seen
        assert session.record.deck.excluded == len(seen)
        play(session, AccuracyChooser(1.0, 10), store.append, rng=np.random.default_rng(1), now=NOW)
        seen |= indices
    assert len(seen) == 80


def test_an_image_answered_and_taken_back_counts_as_seen(
    store: LabelStore, dataset: Dataset
) -> None:
    session = begin(store, dataset, start(), now=NOW)
    answer(session, store, 1)
    retraction = session.take_back(NOW)
    end = session.finish(NOW)
    assert retraction is not None
    assert end is not None
    # Ended early, so that the rest of its deck does not wait for it.
    store.append(retraction, end)
    second = begin(store, dataset, start(), now=NOW)
    assert session.record.deck.indices[0] not in second.record.deck.indices
    assert second.record.deck.excluded == 1


def test_a_scored_deck_leaves_out_what_was_shown_with_its_label(
    store: LabelStore, dataset: Dataset
) -> None:
    split = dataset.splits["test"]
    store.expose(
        store.annotator("Anna"),
        fingerprint=split.fingerprint,
        split="test",
        indices=range(70),
        source="results",
        at=NOW,
    )
    session = begin(store, dataset, start(), now=NOW)
    assert sorted(session.record.deck.indices) == list(range(70, 90))
    assert session.record.deck.excluded == 70


def test_a_scored_deck_leaves_out_what_waits_in_an_unfinished_session(
    store: LabelStore, dataset: Dataset
) -> None:
    first = begin(store, dataset, start(seed=1), now=NOW)
    second = begin(store, dataset, start(seed=2), now=NOW)
    assert set(first.record.deck.indices).isdisjoint(second.record.deck.indices)
    assert second.record.deck.excluded == 20


def test_another_person_and_another_split_leave_nothing_out(
    store: LabelStore, dataset: Dataset
) -> None:
    train = dataset.splits["train"]
    store.expose(
        store.annotator("Anna"),
        fingerprint=train.fingerprint,
        split="train",
        indices=range(60),
        source="practice",
        at=NOW,
    )
    answer(begin(store, dataset, start(annotator="Ben"), now=NOW), store, 5)
    assert begin(store, dataset, start(), now=NOW).record.deck.excluded == 0


def test_practice_leaves_nothing_out(store: LabelStore, dataset: Dataset) -> None:
    wish = start(preset("practice"))
    answer(begin(store, dataset, wish, now=NOW), store, 7)
    again = begin(store, dataset, wish, now=NOW).record.deck
    assert again.excluded == 0
    assert len(again.indices) == len(dataset.splits["train"]) < PRACTICE_COUNT


def test_practice_on_a_large_split_is_not_drawn_without_end(store: LabelStore) -> None:
    large = sample.dataset(train=PRACTICE_COUNT + 1, test=1)
    deck = begin(store, large, start(preset("practice")), now=NOW).record.deck
    assert len(deck.indices) == PRACTICE_COUNT


def test_a_count_may_be_chosen(store: LabelStore, dataset: Dataset) -> None:
    assert begin(store, dataset, start(count=3), now=NOW).count == 3


@pytest.mark.parametrize("count", [0, -1, 91])
def test_a_count_that_cannot_be_drawn_is_said(
    store: LabelStore, dataset: Dataset, count: int
) -> None:
    with pytest.raises(DeckError, match=f"a deck of {count} images"):
        begin(store, dataset, start(count=count), now=NOW)
    assert store.sessions() == ()


def test_too_few_images_left_is_said_and_leaves_nothing(
    store: LabelStore, dataset: Dataset
) -> None:
    for _ in range(4):
        answer(begin(store, dataset, start(), now=NOW), store, 20)
    with pytest.raises(DeckError, match=r"from 1 to 10, found 90 test images, 80 of them seen"):
        begin(store, dataset, start(), now=NOW)
    assert len(store.sessions()) == 4


@pytest.mark.parametrize("name", ["", "   ", "a\x1bb"])
def test_a_name_that_nobody_has_is_refused(store: LabelStore, dataset: Dataset, name: str) -> None:
    with pytest.raises(RequestError, match="needs a name"):
        begin(store, dataset, start(annotator=name), now=NOW)
    assert store.sessions() == ()


def test_a_given_deck_is_played_as_it_is(store: LabelStore, dataset: Dataset) -> None:
    deck = draw(dataset.splits["test"], "quick-20", count=5, seed=3)
    first = begin(store, dataset, start(deck=deck), now=NOW)
    answer(first, store, 5)
    again = begin(store, dataset, start(deck=deck, seed=99), now=NOW)
    assert first.record.deck == again.record.deck == deck
    assert first.record.id != again.record.id


def test_a_deck_of_other_data_is_refused_with_both_fingerprints(
    store: LabelStore, dataset: Dataset
) -> None:
    other = sample.split("test", 91)
    deck = draw(other, "quick-20", count=5, seed=3)
    with pytest.raises(DeckError) as caught:
        begin(store, dataset, start(deck=deck), now=NOW)
    sentence = str(caught.value)
    assert other.fingerprint[:16] in sentence
    assert dataset.splits["test"].fingerprint[:16] in sentence
    assert store.sessions() == ()


def test_a_deck_of_a_split_that_is_not_there_is_refused(
    store: LabelStore, dataset: Dataset
) -> None:
    deck = draw(dataset.splits["train"], "practice", count=5, seed=3)
    alone = replace(dataset, splits={"test": dataset.splits["test"]})
    with pytest.raises(DeckError, match="no such split"):
        begin(store, alone, start(deck=deck), now=NOW)


def test_a_deck_with_images_that_the_split_does_not_have_is_refused(
    store: LabelStore, dataset: Dataset
) -> None:
    deck = draw(dataset.splits["test"], "quick-20", count=5, seed=3)
    forged = replace(deck, indices=(0, 90))
    with pytest.raises(DeckError, match="expected images 0 to 89 of test, found image 90"):
        begin(store, dataset, start(deck=forged), now=NOW)


def test_a_preset_without_its_split_is_said(store: LabelStore, dataset: Dataset) -> None:
    alone = replace(dataset, splits={"train": dataset.splits["train"]})
    with pytest.raises(DeckError, match=r"expected a test split for Quick 20, found train"):
        begin(store, alone, start(), now=NOW)


def test_a_reopened_session_goes_on_at_its_next_image(store: LabelStore, dataset: Dataset) -> None:
    session = begin(store, dataset, start(), now=NOW)
    answer(session, store, 7)
    again = reopen(store, dataset, session.record.id, now=NOW)
    assert again.record == session.record
    assert again.answers == session.answers
    assert again.image_index == session.record.deck.indices[7]
    answer(again, store, 13)
    end = again.finish(NOW)
    assert end is not None
    store.append(end)
    (line,) = store.sessions()
    assert (line.n, line.state) == (20, "complete")


def test_reopening_is_written_down(store: LabelStore, dataset: Dataset) -> None:
    session = begin(store, dataset, start(), now=NOW)
    answer(session, store, 2)
    reopen(store, dataset, session.record.id, now=NOW)
    kinds = [getattr(entry, "kind", "answer") for entry in store.history(session.record.id).entries]
    assert kinds == ["answer", "answer", "reopened"]


def test_a_finished_session_cannot_be_reopened(store: LabelStore, dataset: Dataset) -> None:
    session = begin(store, dataset, start(), now=NOW)
    play(session, AccuracyChooser(1.0, 10), store.append, rng=np.random.default_rng(1), now=NOW)
    before = store.history(session.record.id)
    with pytest.raises(RequestError, match="is finished and cannot be resumed"):
        reopen(store, dataset, session.record.id, now=NOW)
    assert store.history(session.record.id) == before


def test_an_unknown_session_cannot_be_reopened(store: LabelStore, dataset: Dataset) -> None:
    with pytest.raises(RequestError, match="there is no session"):
        reopen(store, dataset, uuid4(), now=NOW)


def test_a_session_is_not_reopened_over_other_data(store: LabelStore, dataset: Dataset) -> None:
    session = begin(store, dataset, start(), now=NOW)
    other = sample.dataset(train=60, test=91)
    with pytest.raises(DeckError) as caught:
        reopen(store, other, session.record.id, now=NOW)
    sentence = str(caught.value)
    for split in (dataset.splits["test"], other.splits["test"]):
        assert split.fingerprint[:16] in sentence
    assert store.history(session.record.id).entries == ()


def marks(store: LabelStore, session: Session) -> list[bool]:
    """Return which of the stored answers are marked as given to an image met before."""
    entries = store.history(session.record.id).entries
    return [entry.was_seen for entry in entries if isinstance(entry, Answer)]


def expose(store: LabelStore, dataset: Dataset, indices: Iterable[int]) -> None:
    """Show Anna the labels of these test images."""
    store.expose(
        store.annotator("Anna"),
        fingerprint=dataset.splits["test"].fingerprint,
        split="test",
        indices=indices,
        source="explore",
        at=NOW,
    )


def test_images_met_before_are_marked_in_a_given_deck(store: LabelStore, dataset: Dataset) -> None:
    deck = draw(dataset.splits["test"], "quick-20", count=4, seed=3)
    expose(store, dataset, [deck.indices[2]])
    first = begin(store, dataset, start(deck=deck), now=NOW)
    answer(first, store, 4)
    assert marks(store, first) == [False, False, True, False]
    again = begin(store, dataset, start(deck=deck), now=NOW)
    answer(again, store, 4)
    assert marks(store, again) == [True] * 4
    other = begin(store, dataset, start(deck=deck, annotator="Ben"), now=NOW)
    answer(other, store, 4)
    assert marks(store, other) == [False] * 4


def test_labels_seen_between_leaving_and_reopening_are_marked(
    store: LabelStore, dataset: Dataset
) -> None:
    session = begin(store, dataset, start(count=4), now=NOW)
    answer(session, store, 1)
    expose(store, dataset, session.record.deck.indices[:2])
    again = reopen(store, dataset, session.record.id, now=NOW)
    answer(again, store, 3)
    assert marks(store, session) == [False, True, False, False]


def test_an_answer_of_the_same_session_marks_nothing(store: LabelStore, dataset: Dataset) -> None:
    session = begin(store, dataset, start(count=3), now=NOW)
    answer(session, store, 1)
    retraction = session.take_back(NOW)
    assert retraction is not None
    store.append(retraction)
    again = reopen(store, dataset, session.record.id, now=NOW)
    answer(again, store, 3)
    assert marks(store, session) == [False] * 4


def test_the_same_deck_answered_meanwhile_is_marked_on_reopening(
    store: LabelStore, dataset: Dataset
) -> None:
    session = begin(store, dataset, start(count=3), now=NOW)
    answer(session, store, 1)
    meanwhile = begin(store, dataset, start(deck=session.record.deck), now=NOW)
    answer(meanwhile, store, 2)
    again = reopen(store, dataset, session.record.id, now=NOW)
    answer(again, store, 2)
    assert marks(store, session) == [False, True, False]


def test_practice_marks_nothing(store: LabelStore, dataset: Dataset) -> None:
    for _ in range(2):
        session = begin(store, dataset, start(preset("practice")), now=NOW)
        answer(session, store, 3)
        assert marks(store, session) == [False] * 3


def test_who_is_simulated_remembers_nothing(store: LabelStore, dataset: Dataset) -> None:
    deck = draw(dataset.splits["test"], "quick-20", count=3, seed=3)
    wish = replace(start(deck=deck), is_simulated=True)
    for _ in range(2):
        session = begin(store, dataset, wish, now=NOW)
        answer(session, store, 1)
        answer(reopen(store, dataset, session.record.id, now=NOW), store, 2)
        assert marks(store, session) == [False] * 3
