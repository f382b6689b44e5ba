"""Columns of scores: right by the worked values of their formulas, and on the real data."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.dataset.predictions import Predictions, predictions_of, read_predictions
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.score_column import (
    grey_columns,
    human_columns,
    image_columns,
    prediction_columns,
)
from tests import sample
from tests.conftest import SHARED


def gallery_with(labels: list[int], *, classes: int = 3, before: int = 2) -> Gallery:
    """Return a gallery of `before` images of "train", then these labels as "test"."""
    images = np.zeros((len(labels), 2, 2), dtype=np.uint8)
    train = Split("train", np.zeros((before, 2, 2), np.uint8), np.zeros(before, np.uint8), "a")
    test = Split("test", images, np.array(labels, dtype=np.uint8), "b")
    names = tuple(f"Class {number}" for number in range(classes))
    return gallery_of(Dataset({"train": train, "test": test}, names, Path("x"), "x"))


def gallery_of_images(images: NDArray[np.uint8]) -> Gallery:
    split = Split("test", images, np.zeros(len(images), np.uint8), "a")
    return gallery_of(Dataset({"test": split}, ("One",), Path("x"), "x"))


def by_key(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {column.key: column for column in columns}


def values_of(column: Column) -> list[object]:
    return [None if np.isnan(v) else pytest.approx(v, abs=1e-6) for v in column.values.tolist()]


def predicted(*rows: list[float]) -> Predictions:
    return predictions_of(np.array(rows, dtype=np.float32))


def test_an_image_has_its_index_class_and_split() -> None:
    found = by_key(image_columns(gallery_with([2, 0, 1])))
    assert list(found) == ["index", "class", "split"]
    assert found["index"].values.tolist() == [0, 1, 0, 1, 2]
    assert found["class"].values.tolist() == [0, 0, 2, 0, 1]
    assert found["class"].choices == ("Class 0", "Class 1", "Class 2")
    assert found["split"].values.tolist() == [0, 0, 1, 1, 1]
    assert found["split"].choices == ("train", "test")


def test_a_gallery_of_nothing_has_columns_of_nothing() -> None:
    empty = gallery_of(Dataset({}, ("One",), Path("x"), "x"))
    for column in (*image_columns(empty), *grey_columns(empty)):
        assert len(column.values) == 0
        assert column.limits is None


@pytest.mark.parametrize(("rows", "columns"), [(28, 28), (20, 30), (1, 1), (300, 400)])
def test_brightness_and_contrast_are_mean_and_standard_deviation(rows: int, columns: int) -> None:
    images = sample.split("test", 7, rows=rows, columns=columns).images
    found = by_key(grey_columns(gallery_of_images(images)))
    plain = images.reshape(7, -1).astype(np.float64)
    assert found["brightness"].values == pytest.approx(plain.mean(axis=1), rel=1e-6)
    assert found["contrast"].values == pytest.approx(plain.std(axis=1), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("grey", [0, 1, 77, 255])
def test_an_image_of_one_grey_has_no_contrast_at_all(grey: int) -> None:
    found = by_key(grey_columns(gallery_of_images(np.full((3, 28, 28), grey, dtype=np.uint8))))
    assert found["brightness"].values.tolist() == [grey] * 3
    assert found["contrast"].values.tolist() == [0, 0, 0]


def test_greys_are_added_up_without_a_copy_of_all_images() -> None:
    gallery = gallery_of_images(np.zeros((20_000, 28, 28), dtype=np.uint8))
    tracemalloc.start()
    try:
        grey_columns(gallery)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak_bytes < gallery.images.nbytes / 4


def test_the_greys_report_and_can_be_cancelled() -> None:
    gallery = gallery_of_images(np.zeros((500, 28, 28), dtype=np.uint8))
    told: list[tuple[int, int]] = []
    grey_columns(gallery, lambda done, total: told.append((done, total)))
    assert told[-1] == (500, 500)
    assert told == sorted(told)
    with pytest.raises(Cancelled):
        grey_columns(gallery, is_cancelled=lambda: True)


def test_the_scores_of_a_model_are_those_of_the_worked_examples() -> None:
    gallery = gallery_with([0, 0, 2])
    found = by_key(
        prediction_columns(
            gallery, "test", predicted([0.4, 0.5, 0.1], [0.1, 0.85, 0.05], [0, 0, 1])
        )
    )
    assert values_of(found["confidence"]) == [None, None, 0.4, 0.1, 1]
    assert values_of(found["margin"]) == [None, None, 0.45, 0.125, 1]
    assert values_of(found["predicted"]) == [None, None, 1, 1, 2]
    assert values_of(found["miss"]) == [None, None, 1, 1, 0]
    assert found["predicted"].choices == gallery.class_names
    assert found["miss"].kind == "flag"


def test_labels_alone_give_no_margin() -> None:
    labels = Predictions(None, np.array([1, 0], dtype=np.uint8))
    found = by_key(prediction_columns(gallery_with([1, 1]), "test", labels))
    assert list(found) == ["predicted", "miss"]
    assert values_of(found["miss"]) == [None, None, 0, 1]


def test_the_scores_of_a_crowd_are_those_of_the_worked_example() -> None:
    votes = np.array([[0, 0, 0, 1, 1, 1, 1, 26, 0, 42], [0, 0, 5, 0, 0, 0, 0, 0, 0, 0]])
    found = by_key(human_columns(gallery_with([9, 3], classes=10), "test", votes))
    assert values_of(found["agreement"]) == [None, None, 42 / 72, 0]
    assert found["entropy"].values[2] == pytest.approx(1.327025, abs=1e-6)
    assert found["entropy"].values[3] == 0
    assert not np.signbit(found["entropy"].values[3])
    assert values_of(found["crowd"]) == [None, None, 9, 2]


def test_a_tied_crowd_has_no_class_and_no_votes_say_nothing() -> None:
    votes = np.array([[3, 3, 1], [2, 2, 2], [0, 0, 0]])
    found = by_key(human_columns(gallery_with([0, 1, 2]), "test", votes))
    assert values_of(found["crowd"]) == [None] * 5
    assert values_of(found["agreement"]) == [None, None, 3 / 7, 1 / 3, None]
    assert values_of(found["entropy"])[3:] == [pytest.approx(np.log2(3)), None]


def test_rows_for_another_number_of_images_are_a_mistake() -> None:
    gallery = gallery_with([0, 1])
    with pytest.raises(ValueError, match="3 rows for the 2 images of test"):
        prediction_columns(gallery, "test", predicted(*[[1.0, 0, 0]] * 3))
    with pytest.raises(ValueError, match="2 rows for the 0 images of dev"):
        human_columns(gallery, "dev", np.ones((2, 3), dtype=np.int64))


def test_what_gives_the_label_away_is_known() -> None:
    gallery = gallery_with([0])
    columns = (
        *image_columns(gallery),
        *grey_columns(gallery),
        *prediction_columns(gallery, "test", predicted([1, 0, 0])),
        *human_columns(gallery, "test", np.ones((1, 3), dtype=np.int64)),
    )
    telling = {column.key for column in columns if column.tells_label}
    assert telling == {
        *("class", "margin", "confidence", "predicted", "miss", "agreement", "crowd")
    }
    of_classes = {column.key for column in columns if column.is_of_classes}
    assert of_classes == {"class", "predicted", "crowd"}


def area_under_curve(score: NDArray[np.float32], is_wanted: NDArray[np.bool_]) -> float:
    """Return the chance that a wanted image scores above another, ties counting half."""
    from scipy.stats import mannwhitneyu

    wanted, others = score[is_wanted], score[~is_wanted]
    return float(mannwhitneyu(wanted, others).statistic / (len(wanted) * len(others)))


def test_a_models_margin_finds_the_images_that_confuse_people(fashion_mnist: Path) -> None:
    model = SHARED / "data" / "predictions" / "random_forest_t10k_probs.npy"
    crowd = SHARED / "data" / "fashion-mnist-h" / "fmh_counts.csv"
    if not (model.is_file() and crowd.is_file()):
        pytest.skip("predictions and human counts are not in ../shared/data")
    gallery = gallery_of(load(fashion_mnist, catalog=Catalog(())))
    counts = read_counts(crowd, images=10_000, classes=10)
    found = by_key(
        (
            *prediction_columns(
                gallery, "test", read_predictions(model, images=10_000, classes=10)
            ),
            *human_columns(gallery, "test", counts),
        )
    )
    test = slice(60_000, 70_000)
    labels, doubt = gallery.labels[test], -found["margin"].values[test]
    assert 1 - np.mean(found["miss"].values[test]) == pytest.approx(0.8774, abs=1e-6)
    # The crowd's class is unknown, and so differs, for the 81 images with a tie.
    differs = found["crowd"].values[test] != labels
    assert area_under_curve(doubt, differs) == pytest.approx(0.850, abs=1e-3)
    shares = counts / counts.sum(axis=1, keepdims=True)
    shares[np.arange(10_000), labels] = 0
    assert area_under_curve(doubt, shares.max(axis=1) >= 0.7) == pytest.approx(0.910, abs=1e-3)
    assert found["margin"].limits is not None
    assert np.isnan(found["margin"].values[:60_000]).all()
