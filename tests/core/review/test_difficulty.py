import numpy as np
import pytest

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.review import difficulty as room
from fmnist_gui.core.review.difficulty import FEWEST, QUICK, THOROUGH, difficulty, rankings

Splits = dict[str, tuple[np.ndarray, np.ndarray]]


def stripes(count: int, *, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return images of stripes down, across and along a diagonal, with their class."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, count).astype(np.uint8)
    rows, columns = np.mgrid[:28, :28]
    ways = np.stack([columns, rows, rows + columns])
    phase = rng.integers(0, 6, count)[:, None, None]
    waves = ((ways[labels] + phase) // 3 % 2) * 150
    return (waves + rng.integers(0, 80, waves.shape)).astype(np.uint8), labels


@pytest.fixture(scope="module")
def splits() -> Splits:
    return {"train": stripes(240, seed=0), "test": stripes(60, seed=1)}


def test_what_can_be_learnt_is_learnt_for_every_split(splits: Splits) -> None:
    found = difficulty(splits, 3)
    assert found.accuracy > 0.95
    assert {name: probs.shape for name, probs in found.probs.items()} == {
        "train": (240, 3),
        "test": (60, 3),
    }
    right = np.concatenate(
        [found.probs[name].argmax(axis=1) == labels for name, (_, labels) in splits.items()]
    )
    assert found.accuracy == right.mean()
    assert found.method == THOROUGH.name


def test_a_wrong_label_is_found(splits: Splits) -> None:
    images, labels = splits["train"]
    wrong = labels.copy()
    wrong[5] = (wrong[5] + 1) % 3
    probs = difficulty({"train": (images, wrong)}, 3).probs["train"]
    own = probs[np.arange(len(wrong)), wrong]
    assert own.argmin() == 5
    assert probs[5].argmax() == labels[5]


def test_the_same_data_give_the_same_scores(splits: Splits) -> None:
    first, again = (difficulty(splits, 3, method=QUICK).probs for _ in range(2))
    assert all(np.array_equal(first[name], again[name]) for name in splits)


def test_a_first_ranking_comes_before_the_final_one_also_from_a_child(splits: Splits) -> None:
    first: list[room.Difficulty] = []
    steps: list[tuple[int, int]] = []
    final = run_in_child(
        rankings,
        splits,
        3,
        on_first=first.append,
        report=lambda done, total: steps.append((done, total)),
    )
    assert [each.method for each in first] == [QUICK.name]
    assert final.method == THOROUGH.name
    done = [done for done, _ in steps]
    assert done == sorted(done)
    assert done[0] > 0
    assert done[-1] <= steps[-1][1] == steps[0][1]


def test_a_class_that_no_image_has_is_thought_unlikely(splits: Splits) -> None:
    probs = difficulty(splits, 5, method=QUICK).probs["test"]
    assert probs[:, 3:].max() < 0.05


def test_very_many_images_are_described_by_fewer_patches(
    splits: Splits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "NUMBERS_MAX", 300 * 18 * 7)
    images = [images for images, _ in splits.values()]
    assert len(room._bank(images, THOROUGH).filters) == 7
    assert difficulty(splits, 3).accuracy > 0.8


def test_too_few_images_are_refused_in_a_sentence() -> None:
    with pytest.raises(RequestError, match=f"at least {FEWEST}"):
        difficulty({"train": stripes(FEWEST - 1, seed=0)}, 3)


def test_scoring_stops_when_nobody_wants_it_any_more(splits: Splits) -> None:
    with pytest.raises(Cancelled):
        rankings(splits, 3, is_cancelled=lambda: True)
