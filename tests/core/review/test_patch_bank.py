import numpy as np
import pytest

from fmnist_gui.core.review.patch_bank import (
    CONTRAST_FLOOR,
    PARTS,
    SIDE_MAX_PX,
    THRESHOLD,
    PatchBank,
    patch_bank,
    shrunk,
)


def noise(count: int, rows: int, columns: int, *, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, rows, columns), dtype=np.uint8)


def described(bank: PatchBank, images: np.ndarray) -> np.ndarray:
    out = np.empty((len(images), bank.size), dtype=np.float32)
    bank.describe(images, out)
    return out


def by_hand(bank: PatchBank, image: np.ndarray) -> np.ndarray:
    """Return the features of one image, place by place."""
    pixels = image / 255
    places = [
        range(0, edge - bank.side + 1, bank.stride) for edge in (image.shape[0], image.shape[1])
    ]
    responses = np.empty((len(bank.filters), len(places[0]), len(places[1])))
    for i, row in enumerate(places[0]):
        for j, column in enumerate(places[1]):
            window = pixels[row : row + bank.side, column : column + bank.side]
            scaled = (window / np.sqrt(window.var() + CONTRAST_FLOOR)).ravel()
            responses[:, i, j] = bank.filters[:, :-1] @ scaled + bank.filters[:, -1]
    found = []
    for rectified in (np.maximum(responses, 0), np.minimum(responses, -2 * THRESHOLD)):
        edges = [np.linspace(0, n, PARTS + 1).round().astype(int) for n in responses.shape[1:]]
        found += [
            rectified[f, edges[0][a] : edges[0][a + 1], edges[1][b] : edges[1][b + 1]].mean()
            for f in range(len(responses))
            for a in range(PARTS)
            for b in range(PARTS)
        ]
    return np.array(found)


@pytest.mark.parametrize("stride", [1, 2])
def test_features_are_mean_responses_of_each_patch_in_each_part(stride: int) -> None:
    images = noise(3, 28, 20)
    bank = patch_bank(images, patches=5, stride=stride, seed=1)
    assert described(bank, images) == pytest.approx(
        np.array([by_hand(bank, image) for image in images]), abs=1e-4
    )


def test_a_patch_answers_to_its_shape_and_not_to_the_light() -> None:
    images = (noise(2, 28, 28) // 4).astype(np.uint8)
    bank = patch_bank(images, patches=8, stride=1, seed=0)
    assert described(bank, images + 100) == pytest.approx(described(bank, images), abs=2e-3)


def test_many_images_are_described_as_one_by_one() -> None:
    images = noise(70, 28, 28)
    bank = patch_bank(images, patches=4, stride=2, seed=0)
    alone = np.concatenate([described(bank, images[i : i + 1]) for i in range(70)])
    assert described(bank, images) == pytest.approx(alone, abs=1e-5)


def test_the_same_seed_draws_the_same_patches_and_another_draws_others() -> None:
    images = noise(10, 28, 28)
    first, again, other = (patch_bank(images, patches=6, stride=1, seed=s) for s in (3, 3, 4))
    assert np.array_equal(first.filters, again.filters)
    assert not np.array_equal(first.filters, other.filters)


@pytest.mark.parametrize(
    ("rows", "columns"), [(1, 1), (2, 40), (5, 5), (6, 7), (64, 64), (100, 33), (4096, 3)]
)
def test_images_of_any_size_are_described(rows: int, columns: int) -> None:
    images = noise(2, rows, columns)
    bank = patch_bank(images, patches=3, stride=1, seed=0)
    features = described(bank, images)
    assert np.isfinite(features).all()
    assert max(shrunk(images).shape[1:]) <= SIDE_MAX_PX


def test_images_of_one_grey_have_finite_features() -> None:
    images = np.full((4, 28, 28), 255, dtype=np.uint8)
    assert np.isfinite(described(patch_bank(images, patches=3, stride=1, seed=0), images)).all()


def test_large_images_are_averaged_in_whole_blocks() -> None:
    image = np.arange(64 * 64, dtype=np.uint16).reshape(1, 64, 64).astype(np.uint8)
    small = shrunk(image)
    assert small.shape == (1, 32, 32)
    assert small[0, 0, 0] == pytest.approx(image[0, :2, :2].mean() / 255)
