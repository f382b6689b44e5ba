"""Attention checks: images that are taken for no other class."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.session.attention import CANDIDATES_SHARE, CHUNK, clearest, drawn_checks


def split(labels: list[int], greys: list[int]) -> Split:
    """Return images of one grey each."""
    images = np.array(greys, dtype=np.uint8).reshape(-1, 1, 1).repeat(4, axis=2)
    return Split("train", images, np.array(labels, dtype=np.uint8), "ab" * 32)


def clouds(count: int, *, classes: int = 3, spread: int = 20) -> Split:
    """Return images scattered about one grey per class, 60 apart."""
    rng = np.random.default_rng(7)
    labels = np.arange(count) % classes
    greys = 30 + 60 * labels + rng.integers(-spread, spread + 1, count)
    return split(labels.tolist(), np.clip(greys, 0, 255).tolist())


def test_the_clearest_lies_by_its_own_mean_and_far_from_the_others() -> None:
    # Means are 10 and 100; the shares of the squared distances are 0, 0.012, 0.31, 0.
    found = clearest(split([0, 0, 0, 1, 1], [10, 1, 19, 80, 120]), class_count=2)
    assert found.tolist() == [0]


def test_one_in_two_hundred_is_a_candidate() -> None:
    found = clearest(clouds(3000), class_count=3)
    assert len(found) == 3000 * CANDIDATES_SHARE
    assert len(set(found.tolist())) == len(found)


def test_what_is_nearer_to_another_class_is_never_a_candidate() -> None:
    # All of class 1 but one look like class 0.
    found = clearest(split([0, 0, 1, 1, 1], [0, 40, 20, 20, 200]), class_count=2)
    assert 1 not in found.tolist()
    mixed = split([0, 1, 0, 1], [50, 50, 50, 50])
    assert clearest(mixed, class_count=2).tolist() == []


def test_the_order_does_not_depend_on_how_many_are_looked_at_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = clouds(CHUNK + 900)
    whole = clearest(data, class_count=3).tolist()
    monkeypatch.setattr("fmnist_gui.core.session.attention.CHUNK", 97)
    assert clearest(data, class_count=3).tolist() == whole


def test_only_what_can_be_answered_is_a_check() -> None:
    data = clouds(1200)
    found = clearest(data, class_count=3, classes=(0, 2))
    assert len(found)
    assert set(data.labels[found].tolist()) <= {0, 2}
    assert clearest(data, class_count=3, classes=(7, 8)).tolist() == []


def test_among_classes_that_are_all_taken_for_each_other_none_gives_a_check() -> None:
    # Of the images nearest to each mean a third is of another class.
    greys = [0, 0, 40] * 100 + [40, 40, 0] * 100 + [250] * 300
    data = split([0] * 300 + [1] * 300 + [2] * 300, greys)
    assert clearest(data, class_count=3, classes=(0, 1)).tolist() == []
    assert set(data.labels[clearest(data, class_count=3)]) == {2}


def test_another_class_between_matters_only_if_it_can_be_answered() -> None:
    # Means are 10, 40 and 240: class 1 lies beside class 0, so that class 2 is the clear one.
    greys = [0, 20] * 100 + [30, 50] * 100 + [230, 250] * 100
    data = split([0] * 200 + [1] * 200 + [2] * 200, greys)
    assert data.labels[clearest(data, class_count=3)[0]] == 2
    alone = clearest(data, class_count=3, classes=(0, 2))
    assert data.images[alone[0], 0, 0] == 0


def test_a_class_that_others_are_taken_for_gives_no_check() -> None:
    # Every fifth image of class 1 lies by the mean of class 0, which is clear in itself.
    greys = [0, 20] * 500 + ([10] + [90, 110] * 2) * 200 + [230, 250] * 500
    data = split([0] * 1000 + [1] * 1000 + [2] * 1000, greys)
    found = data.labels[clearest(data, class_count=3)].tolist()
    assert set(found) == {1, 2}
    # In turn, so that no class is all that there is to recognise.
    assert abs(found.count(1) - found.count(2)) <= 1


def test_on_the_official_images_people_agree_on_the_checks(fashion_mnist: Path) -> None:
    counts = fashion_mnist.parent / "fashion-mnist-h" / "fmh_counts.csv"
    if not counts.is_file():
        pytest.skip("Fashion-MNIST-H's counts are not in ../shared/data/fashion-mnist-h")
    data = load(fashion_mnist, catalog=Catalog(())).splits["test"]
    votes = read_counts(counts, images=len(data), classes=10)
    found = clearest(data, class_count=10)
    agreed = votes[found, data.labels[found]] / votes[found].sum(axis=1)
    assert len(found) == 50
    assert agreed.mean() >= 0.93


def test_one_class_alone_is_clear_whatever_it_looks_like() -> None:
    assert len(clearest(split([1] * 400, list(range(256)) + [0] * 144), class_count=2)) == 2


def test_checks_are_drawn_among_the_clearest() -> None:
    data = clouds(3000)
    candidates = clearest(data, class_count=3).tolist()
    kept_out = candidates[:3]
    seen: set[int] = set()
    for seed in range(40):
        checks = drawn_checks(
            data, 5, classes=(), excluded=kept_out, rng=np.random.default_rng(seed)
        )
        assert len(set(checks)) == 5
        seen |= set(checks)
    assert seen == set(candidates) - set(kept_out)


def test_where_there_are_not_so_many_there_are_fewer() -> None:
    data = clouds(600)
    rng = np.random.default_rng(1)
    candidates = clearest(data, class_count=3).tolist()
    found = drawn_checks(data, 50, classes=(), excluded=(), rng=rng)
    assert sorted(found) == sorted(candidates)
    assert drawn_checks(data, 50, classes=(), excluded=candidates, rng=rng) == []
    assert drawn_checks(data, 0, classes=(), excluded=(), rng=rng) == []
