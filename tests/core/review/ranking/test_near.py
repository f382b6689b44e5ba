import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Split, fingerprint
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.near_table import near_table
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from tests import sample
from tests.core.review.ranking.example import evidence, order, ranked

COUNT = 40


def split(name: str, images: np.ndarray) -> Split:
    labels = (np.arange(len(images)) % 10).astype(np.uint8)
    return Split(name, images, labels, fingerprint(name, images, labels))


@pytest.fixture
def known() -> Evidence:
    """Return evidence in which test 1 is train 3 again, and train 7 is nearly train 5."""
    rng = np.random.default_rng(0)
    train = rng.integers(0, 256, (COUNT, 6, 6), dtype=np.uint8)
    test = rng.integers(0, 256, (COUNT, 6, 6), dtype=np.uint8)
    test[1] = train[3]
    train[7] = train[5]
    train[7, 0, 0] ^= 3
    train[30] = 255
    gallery = sample.gallery(split("train", train), split("test", test))
    return evidence(gallery, near=near_table(gallery.images))


def test_copies_come_first_and_name_each_other(known: Evidence) -> None:
    found = ranked("duplicates", known)

    assert order("duplicates", known)[:4] == [3, COUNT + 1, 5, 7]
    assert found.suggested[[3, COUNT + 1, 5, 7]].tolist() == [1, 3, 7, 5]
    assert found.why(3) == "the very same pixels as test 1, which is labelled Trouser"
    assert found.why(7).endswith(" grey values from train 5, which is labelled Sandal")
    assert found.suggested[0] == NO_CLASS


def test_an_outlier_names_its_nearest_image_and_how_far_it_is(known: Evidence) -> None:
    found = ranked("outliers", known)

    assert order("outliers", known)[0] == 30
    images = known.gallery.images.astype(float)
    distances = np.sqrt(((images - images[30]) ** 2).sum(axis=(1, 2)))
    distances[30] = np.inf
    nearest = int(distances.argmin())
    place = known.gallery.place(nearest)
    assert found.why(30).startswith(f"its nearest image, {place.split} {place.index}, labelled ")
    assert found.why(30).endswith(f" is {distances[nearest]:,.0f} grey values away")


def test_nothing_is_ranked_before_neighbours_are_found() -> None:
    assert not RANKINGS["duplicates"].has(evidence())
    assert not RANKINGS["outliers"].has(evidence())


def test_neighbours_of_another_label_suggest_it_and_are_counted(known: Evidence) -> None:
    found = ranked("neighbours", known)
    assert known.near is not None

    # The nearest image of train 3, which is a copy, outweighs all others.
    assert found.suggested[3] == known.gallery.labels[COUNT + 1]
    bear = known.gallery.labels[known.near.numbers[3]] == found.suggested[3]
    verb = "is" if bear.sum() == 1 else "are"
    assert found.why(3) == f"{bear.sum()} of its 8 nearest images {verb} labelled Trouser"
    first = order("neighbours", known)[0]
    assert found.scores[first] == np.nanmax(found.scores)
