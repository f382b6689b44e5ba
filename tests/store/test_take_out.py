"""What may be taken elsewhere: of everything, of one session, of one study."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.predictions import predictions_of
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.study.kept_back import KeptBack
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.store.take_out import opinions_of, told_labels
from tests import sample
from tests.store.sample import ANNA, NOW
from tests.store.studying import BEN, STUDY, departed, label, started


def test_a_study_is_told_whatever_its_state_and_nobody_who_was_withdrawn(
    store: LabelStore,
) -> None:
    store.studies.start(started())
    label(store, ANNA, (1, 2), (3, 4))
    label(store, BEN, (1, 2), (5, 6))
    with pytest.raises(
        RequestError, match="there are no answers to export; 4 answers are left out, of 2 "
    ):
        told_labels(store)
    store.studies.depart(departed())
    told = told_labels(store, study=STUDY.sha256)
    assert [answer.chosen for answer in told.collected.answers] == [3, 4]
    assert told.kept_back == KeptBack(withdrawn={"Ben": 2})
    assert {session.study for session in told.collected.sessions} == {STUDY.name}
    with pytest.raises(Cancelled):
        told_labels(store, study=STUDY.sha256, is_cancelled=lambda: True)


def test_a_study_without_answers_says_so(store: LabelStore) -> None:
    store.studies.start(started())
    with pytest.raises(RequestError, match="there are no answers to export; finish a session"):
        told_labels(store, study=STUDY.sha256)


def test_models_and_crowds_have_opinions(tmp_path: Path) -> None:
    data, shelf = sample.dataset(), ScoreShelf(tmp_path / "scores")
    split = data.splits["test"]
    probs = np.eye(10, dtype=np.float32)[np.arange(len(split)) % 10]
    shelf.keep_predictions(
        split.fingerprint,
        "test",
        name="forest",
        predictions=predictions_of(probs),
        source="",
        classes=10,
        now=NOW,
    )
    counts = np.zeros((len(split), 10), dtype=np.int64)
    counts[3, 7] = 4
    shelf.keep_counts(split.fingerprint, "test", name="people", counts=counts, source="", now=NOW)
    forest, people = opinions_of(shelf, data)
    assert (forest.name, forest.split, people.name) == ("forest", "test", "people")
    assert forest.has_any.all()
    assert forest.scores is not None
    assert forest.scores.tolist() == [1.0] * len(split)
    assert np.flatnonzero(people.has_any).tolist() == [3]
    assert people.labels[3] == 7
