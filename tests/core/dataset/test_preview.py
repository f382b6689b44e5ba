from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset.files import find_pair
from fmnist_gui.core.dataset.preview import Preview, first_of_each_class
from tests.core.dataset.samples import (
    images_idx,
    labels_idx,
    make_images,
    make_labels,
    packed,
    write_split,
)


@pytest.fixture
def preview(tmp_path: Path) -> Callable[..., Preview | None]:
    """Return a function that previews two files with the given content."""

    def make(images: bytes, labels: bytes, per_class: int = 2, classes: int = 5) -> Preview | None:
        images_path, labels_path = tmp_path / "i", tmp_path / "l"
        images_path.write_bytes(images)
        labels_path.write_bytes(labels)
        return first_of_each_class(images_path, labels_path, per_class=per_class, classes=classes)

    return make


@pytest.mark.parametrize("pack", [bytes, packed])
def test_each_row_shows_the_first_images_of_its_class(
    preview: Callable[..., Preview | None], pack: Callable[[bytes], bytes]
) -> None:
    images = make_images(40, 4, 6)
    labels = np.random.default_rng(1).integers(0, 5, 40).astype(np.uint8)
    shown = preview(pack(images_idx(images)), pack(labels_idx(labels)))
    assert shown is not None
    expected = [np.flatnonzero(labels == label)[:2] for label in range(5)]
    assert shown.indices == tuple(np.concatenate(expected).tolist())
    assert (shown.rows, shown.columns, shown.width, shown.height) == (4, 6, 12, 20)
    picture = np.frombuffer(shown.pixels, dtype=np.uint8).reshape(20, 12)
    assert np.array_equal(picture, np.block([[images[i] for i in row] for row in expected]))


def test_only_the_beginning_of_the_images_is_read(
    preview: Callable[..., Preview | None],
) -> None:
    images = packed(images_idx(make_images(1000)))
    shown = preview(images[: len(images) // 2], packed(labels_idx(make_labels(1000))), 2, 10)
    assert shown is not None


IMAGES, LABELS = images_idx(make_images(20)), labels_idx(make_labels(20, classes=5))


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (b"", LABELS),
        (IMAGES, b""),
        (LABELS, IMAGES),
        (packed(IMAGES)[:999], LABELS),
        (images_idx(make_images(19)), LABELS),
        (IMAGES, labels_idx(make_labels(20, classes=4))),
        (IMAGES, labels_idx(make_labels(20, classes=6))),
        (IMAGES, packed(LABELS)[:-20]),
        (images_idx(make_images(20, 2000, 2000)), LABELS),
        (images_idx(make_images(3000, 1, 1)), labels_idx(np.arange(3000).astype(np.uint8) // 250)),
    ],
)
def test_whatever_is_unusual_gives_no_preview(
    preview: Callable[..., Preview | None], images: bytes, labels: bytes
) -> None:
    assert preview(images, labels) is None


def test_files_that_are_not_there_give_no_preview(tmp_path: Path) -> None:
    assert first_of_each_class(tmp_path, tmp_path / "missing") is None


def test_the_official_files_have_a_preview(fashion_mnist: Path) -> None:
    pair = find_pair(fashion_mnist, "train")
    assert pair is not None
    shown = first_of_each_class(pair.images, pair.labels)
    assert shown is not None
    assert len(shown.indices) == 100
    assert (shown.width, shown.height) == (280, 280)


def test_a_small_set_has_a_preview(tmp_path: Path) -> None:
    write_split(tmp_path, images=make_images(100))
    pair = find_pair(tmp_path, "train")
    assert pair is not None
    assert first_of_each_class(pair.images, pair.labels) is not None
