import numpy as np
import pytest
from sklearn.linear_model import Ridge

from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review.out_of_fold import (
    FOLDS,
    PENALTY,
    folding,
    outputs,
    probabilities,
    standardise,
)


def labels(count: int, classes: int = 4) -> np.ndarray:
    return np.random.default_rng(count).integers(0, classes, count).astype(np.uint8)


def test_every_image_is_in_one_fold_and_folds_hold_the_same_of_each_class() -> None:
    said = labels(503)
    folds = folding(said, seed=0)
    assert sorted(folds.order) == list(range(503))
    counts = [np.bincount(said[folds.order[part]], minlength=4) for part in folds.slices()]
    assert len(counts) == FOLDS
    assert np.ptp(counts, axis=0).max() <= 1


def test_folds_are_drawn_anew_with_another_seed() -> None:
    said = labels(100)
    assert np.array_equal(folding(said, seed=1).order, folding(said, seed=1).order)
    assert not np.array_equal(folding(said, seed=1).order, folding(said, seed=2).order)


def test_columns_get_mean_0_and_variance_1_and_constant_ones_become_0() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(5, 3, (200, 4)).astype(np.float32)
    features[:, 2] = 7
    standardise(features)
    assert features.mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-5)
    assert features.std(axis=0) == pytest.approx([1, 1, 0, 1], abs=1e-5)


def test_outputs_are_those_of_ridge_regression_fitted_to_the_other_folds() -> None:
    rng = np.random.default_rng(0)
    said = labels(300)
    folds = folding(said, seed=0)
    features = rng.normal(size=(300, 12)).astype(np.float32)
    ordered = said[folds.order]
    found = outputs(features, ordered, folds, classes=4)
    targets = np.where(ordered[:, None] == np.arange(4), 1.0, -1.0)
    for part in folds.slices():
        is_own = np.zeros(300, dtype=bool)
        is_own[part] = True
        model = Ridge(alpha=PENALTY).fit(features[~is_own], targets[~is_own])
        assert found[part] == pytest.approx(model.predict(features[part]), abs=1e-4)


def test_the_label_of_an_image_does_not_change_what_is_said_about_it() -> None:
    rng = np.random.default_rng(1)
    said = labels(200)
    folds = folding(said, seed=0)
    features = rng.normal(size=(200, 6)).astype(np.float32)
    before = outputs(features, said, folds, classes=4)
    changed = said.copy()
    changed[17] = (changed[17] + 1) % 4
    after = outputs(features, changed, folds, classes=4)
    assert before[17] == pytest.approx(after[17], abs=1e-5)
    assert before[199] != pytest.approx(after[199], abs=1e-5)


def test_probabilities_sum_to_1_and_keep_the_order_of_the_outputs() -> None:
    rng = np.random.default_rng(2)
    said = labels(400)
    values = rng.normal(size=(400, 4)).astype(np.float32)
    values[np.arange(400), said] += 1
    probs = probabilities(values, said)
    assert probs.sum(axis=1) == pytest.approx(np.ones(400), abs=1e-5)
    assert np.array_equal(probs.argsort(axis=1), values.argsort(axis=1))


def test_probabilities_are_as_sure_as_they_are_right() -> None:
    rng = np.random.default_rng(3)
    truth = rng.dirichlet([0.5] * 4, 20_000)
    said = np.array([rng.choice(4, p=row) for row in truth]).astype(np.uint8)
    # The model knows the truth but says it ten times too timidly.
    probs = probabilities((np.log(truth + 1e-9) / 10).astype(np.float32), said)
    assert probs.max(axis=1).mean() == pytest.approx(
        (probs.argmax(axis=1) == said).mean(), abs=0.02
    )


def test_work_that_nobody_wants_stops() -> None:
    said = labels(50)
    with pytest.raises(Cancelled):
        outputs(
            np.zeros((50, 2), dtype=np.float32),
            said,
            folding(said, seed=0),
            classes=4,
            is_cancelled=lambda: True,
        )
