import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from fmnist_gui.core.review.queue import NO_CLASS
from tests.core.review.ranking.example import (
    TEST_ROWS,
    TRAIN,
    evidence,
    model,
    order,
    ranked,
    shares,
)

KNOWN = evidence(models=(model("Forest", "test", *TEST_ROWS),))


def test_margin_and_self_confidence_are_those_of_the_definition() -> None:
    margin, confidence = ranked("margin", KNOWN), ranked("self-confidence", KNOWN)

    expected = [(0.9 - 0.1 + 1) / 2, (0.1 - 0.7 + 1) / 2, (0.5 - 0.3 + 1) / 2, (0.45 - 0.5 + 1) / 2]
    assert margin.scores[TRAIN:] == pytest.approx(expected)
    assert confidence.scores[TRAIN:] == pytest.approx([0.9, 0.1, 0.5, 0.45])
    assert np.isnan(margin.scores[:TRAIN]).all()
    assert np.isnan(confidence.scores[:TRAIN]).all()
    assert order("margin", KNOWN) == [4, 6, 5, 3]


def test_the_class_other_than_the_label_that_is_likeliest_is_suggested() -> None:
    suggested = ranked("margin", KNOWN).suggested

    assert suggested.tolist() == [NO_CLASS, NO_CLASS, NO_CLASS, 6, 3, 4, 6]


def test_the_clause_tells_the_likeliest_class_and_the_label_or_the_next() -> None:
    why = ranked("margin", KNOWN).why

    assert why(4) == "model gives Dress 70 %, Trouser 10 %"
    assert why(5) == "model gives Pullover 50 %, Coat 30 %"


def test_the_newest_model_of_each_split_is_asked() -> None:
    newer = model("Newer", "test", *TEST_ROWS[::-1])
    train = model("Train", "train", *[shares(Dress=1.0)] * TRAIN)
    known = evidence(models=(newer, train, *KNOWN.models))

    assert ranked("self-confidence", known).scores == pytest.approx([1, 0, 0, 0.45, 0, 0.0, 0.9])


def test_confident_learning_flags_what_an_independent_count_flags() -> None:
    rng = np.random.default_rng(0)
    rows = rng.dirichlet(np.ones(10), 4)
    known = evidence(models=(model("Forest", "test", *rows.tolist()),))
    labels = [0, 1, 2, 0]
    q = rows.astype(np.float32)
    threshold = {c: np.mean([q[i, c] for i in range(4) if labels[i] == c]) for c in set(labels)}
    flagged = []
    for i in range(4):
        said = [c for c in threshold if q[i, c] >= threshold[c]]
        best = max(said, key=lambda c: q[i, c], default=None)
        if best is not None and best != labels[i]:
            flagged.append(TRAIN + i)

    found = ranked("flags", known)

    assert flagged
    assert np.flatnonzero(~np.isnan(found.scores)).tolist() == flagged
    margin = ranked("margin", known).scores
    assert order("flags", known) == sorted(flagged, key=lambda number: margin[number])


def test_thresholds_of_one_split_do_not_enter_another() -> None:
    unsure = model("Train", "train", *[shares(Trouser=0.2, Dress=0.2, Coat=0.2)] * TRAIN)
    alone, together = KNOWN, evidence(models=(*KNOWN.models, unsure))

    assert np.array_equal(
        ranked("flags", alone).scores[TRAIN:],
        ranked("flags", together).scores[TRAIN:],
        equal_nan=True,
    )


def test_models_apart_are_ranked_by_their_divergence() -> None:
    others = [shares(Tshirt=0.9, Shirt=0.1), shares(Trouser=1.0), *TEST_ROWS[2:]]
    known = evidence(models=(*KNOWN.models, model("Net", "test", *others)))

    found = ranked("models", known)

    expected = jensenshannon(np.array(TEST_ROWS), np.array(others), axis=1, base=2) ** 2
    assert found.scores[TRAIN:] == pytest.approx(expected, abs=1e-6)
    assert order("models", known)[0] == 4
    assert found.why(4) == "Forest says Dress 70 %, Net says Trouser 100 %"
    assert np.isnan(found.scores[:TRAIN]).all()
