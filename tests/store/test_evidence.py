"""All that can make a label doubtful comes together, whatever of it is there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.dataset.predictions import Predictions, predictions_of
from fmnist_gui.core.review.near_table import near_table
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.store import evidence as room
from fmnist_gui.store.evidence import PeopleSaid, gather, read_people
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.score_shelf import ScoreShelf
from tests import sample
from tests.store.sample import ANNA, NOW, answer, decision, deck, event, record, tag_event

TRAIN, TEST = 30, 20


@pytest.fixture
def dataset() -> Dataset:
    return sample.dataset(TRAIN, TEST)


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


@pytest.fixture
def shelf(tmp_path: Path) -> ScoreShelf:
    return ScoreShelf(tmp_path / "scores")


def probs(count: int, *, classes: int = 10, seed: int = 0) -> Predictions:
    drawn = np.random.default_rng(seed).dirichlet(np.ones(classes), count)
    return predictions_of(drawn.astype(np.float32))


def keep(
    shelf: ScoreShelf, gallery: Gallery, split: int, said: Predictions, *, name: str, after_s: int
) -> None:
    part = gallery.splits[split]
    shelf.keep_predictions(
        part.fingerprint,
        part.name,
        name=name,
        predictions=said,
        source="a test",
        classes=10,
        now=NOW + timedelta(seconds=after_s),
    )


def test_nothing_is_known_at_first(dataset: Dataset, gallery: Gallery, shelf: ScoreShelf) -> None:
    found = gather(dataset, gallery, shelf, PeopleSaid())

    known = found.evidence
    assert (known.models, known.counts, known.near, known.suspects) == ((), None, None, ())
    assert not known.is_asked.any()
    assert not known.votes.any()
    assert found.decisions == ()
    assert {"index", "class", "split"} <= set(found.table.columns)
    assert not shelf.folder.exists()


def test_models_stand_with_the_newest_first_and_counts_side_by_side(
    dataset: Dataset, gallery: Gallery, shelf: ScoreShelf
) -> None:
    old, new = probs(TEST), probs(TEST, seed=1)
    keep(shelf, gallery, 1, old, name="Old", after_s=0)
    keep(shelf, gallery, 1, new, name="New", after_s=5)
    counts = np.random.default_rng(2).integers(0, 9, (TEST, 10))
    split = gallery.splits[1]
    shelf.keep_counts(
        split.fingerprint, split.name, name="Crowd", counts=counts, source="a test", now=NOW
    )

    found = gather(dataset, gallery, shelf, PeopleSaid())

    known = found.evidence
    assert [(model.name, model.split) for model in known.models] == [
        ("New", "test"),
        ("Old", "test"),
    ]
    assert new.probs is not None
    assert np.array_equal(known.probs[TRAIN:], new.probs)
    assert np.isnan(known.probs[:TRAIN]).all()
    assert np.array_equal(known.votes[TRAIN:], counts)
    assert not known.votes[:TRAIN].any()
    assert found.table.columns["margin"].is_known.tolist() == [False] * TRAIN + [True] * TEST


def test_labels_alone_and_other_numbers_of_classes_rank_nothing(
    dataset: Dataset, gallery: Gallery, shelf: ScoreShelf
) -> None:
    keep(shelf, gallery, 0, Predictions(None, gallery.splits[0].labels), name="Hard", after_s=0)
    keep(shelf, gallery, 1, probs(TEST, classes=12), name="Twelve", after_s=0)

    assert gather(dataset, gallery, shelf, PeopleSaid()).evidence.models == ()


def test_what_is_damaged_is_told_and_hides_nothing_else(
    dataset: Dataset, gallery: Gallery, shelf: ScoreShelf
) -> None:
    keep(shelf, gallery, 1, probs(TEST), name="Good", after_s=0)
    (shelf.folder / gallery.splits[0].fingerprint).mkdir()
    (shelf.folder / gallery.splits[0].fingerprint / "x.json").write_text("{")

    found = gather(dataset, gallery, shelf, PeopleSaid())

    assert len(found.damaged) == 1
    assert [model.name for model in found.evidence.models] == ["Good"]


def test_neighbours_come_only_where_they_are_wanted(
    dataset: Dataset, gallery: Gallery, shelf: ScoreShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = near_table(gallery.images)
    monkeypatch.setattr(room, "kept_neighbours", lambda _dataset, _shelf: table)

    assert gather(dataset, gallery, shelf, PeopleSaid()).evidence.near is table
    without = gather(dataset, gallery, shelf, PeopleSaid(), with_neighbours=False)
    assert without.evidence.near is None


def test_what_people_sent_and_decided_comes_by_gallery_number(
    store: LabelStore, dataset: Dataset, gallery: Gallery, shelf: ScoreShelf
) -> None:
    train, test = gallery.splits
    store.tag(
        [
            tag_event(4, "review", fingerprint=test.fingerprint),
            tag_event(9, "review", fingerprint=train.fingerprint, after_s=1),
            tag_event(TEST, "review", fingerprint=test.fingerprint, after_s=2),
            tag_event(5, "odd", fingerprint=test.fingerprint),
        ]
    )
    made = decision(3, "bad", fingerprint=test.fingerprint)
    store.review.decide(made)

    people = read_people(store, gallery, name=ANNA.name)
    found = gather(dataset, gallery, shelf, people)

    assert found.evidence.sent.numbers.tolist() == [TRAIN + 4, 9]
    assert list(found.evidence.sent.at) == [NOW, NOW + timedelta(seconds=1)]
    assert found.evidence.person == store.person("Anna")
    assert [d.id for d in found.decisions] == [made.id]
    assert found.table.tags["odd"].tolist().index(True) == TRAIN + 5
    assert set(found.evidence.answers) == {"train", "test"}


def test_answers_of_a_scored_session_are_evidence_only_once_it_is_finished(
    store: LabelStore, dataset: Dataset, gallery: Gallery, shelf: ScoreShelf
) -> None:
    test = gallery.splits[1]
    drawn = replace(deck((5, 3, 8)), fingerprint=test.fingerprint)
    session = record(drawn=drawn)
    store.begin(session)
    store.append(answer(session, 0, chosen=2, label=5), answer(session, 1, chosen=3, label=3))

    def wrong() -> list[int]:
        people = read_people(store, gallery, name=ANNA.name)
        known = gather(dataset, gallery, shelf, people).evidence
        found = RANKINGS["wrong"].find(known).scores
        assert RANKINGS["wrong"].has(known) == bool(len(known.answers["test"]))
        return np.flatnonzero(~np.isnan(found)).tolist()

    assert wrong() == []
    store.append(event(session, "finished", 3))
    assert wrong() == [TRAIN + 5]


def test_somebody_unknown_is_nobody(store: LabelStore, gallery: Gallery) -> None:
    assert read_people(store, gallery, name="Nobody").told.person is None
