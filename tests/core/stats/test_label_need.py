"""How many labels an image needs, by simulation, beside what can be computed exactly."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.stats.label_need import LabelNeed, label_need
from fmnist_gui.core.stats.majority import majority_of_3, plurality_accuracy, single_accuracy
from fmnist_gui.core.stats.proportion import Interval, needed_for_half_width


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def crowd(images: int = 400, people: int = 40) -> tuple[np.ndarray, np.ndarray]:
    """Return votes of people who find some images harder than others, and the labels."""
    chance = rng(5)
    labels = np.arange(images) % 6
    right = chance.beta(2, 1, images)
    shares = (1 - right[:, None]) * chance.dirichlet(np.ones(6), images)
    shares[np.arange(images), labels] += right
    return chance.multinomial(people, shares / shares.sum(axis=1, keepdims=True)), labels


def test_one_label_is_a_single_person_and_three_are_a_majority_of_three() -> None:
    votes, labels = crowd()
    one, three = label_need(votes, labels, rng=rng(), labels=(1, 3), images=500, studies=300)
    # Four standard errors of the mean over all studies.
    for need, exact in (
        (one, single_accuracy(votes, labels)),
        (three, majority_of_3(votes, labels).split),
    ):
        assert need.accuracy == pytest.approx(exact, abs=4 * 0.5 / math.sqrt(500 * 300))


def test_all_labels_are_the_plurality_of_the_crowd() -> None:
    votes, labels = crowd(people=9)
    (need,) = label_need(votes, labels, rng=rng(), labels=(9,), images=400, studies=400)
    exact = plurality_accuracy(votes, labels)
    assert need.accuracy == pytest.approx(exact, abs=4 * 0.5 / math.sqrt(400 * 400))


def test_independent_people_of_two_classes_follow_the_binomial() -> None:
    # M(p) = p^3 + 3 p^2 (1 - p), as in the comparison of one person with three.
    p = 0.7423
    confusion = np.array([[p, 1 - p], [1 - p, p]])
    one, three = label_need(confusion, [0, 1], rng=rng(), labels=(1, 3), images=500, studies=400)
    assert one.accuracy == pytest.approx(p, abs=0.005)
    assert three.accuracy == pytest.approx(p**3 + 3 * p**2 * (1 - p), abs=0.005)


def test_the_interval_holds_most_studies() -> None:
    votes, labels = crowd()
    (need,) = label_need(votes, labels, rng=rng(), labels=(3,), images=300, studies=300)
    (again,) = label_need(votes, labels, rng=rng(2), labels=(3,), images=300, studies=300)
    wide = 1.96 * math.sqrt(need.accuracy * (1 - need.accuracy) / 300)
    # Split ties are less uncertain than right and wrong.
    assert 0.6 * wide < (need.interval.high - need.interval.low) / 2 < 1.1 * wide
    assert need.accuracy in again.interval


def test_more_images_are_less_uncertain_and_more_labels_more_accurate() -> None:
    votes, labels = crowd()
    few, many = (
        label_need(votes, labels, rng=rng(), labels=(1, 3, 9), images=images, studies=200)
        for images in (50, 800)
    )
    for small, large in zip(few, many, strict=True):
        assert large.interval.high - large.interval.low < small.interval.high - small.interval.low
    assert many[0].accuracy < many[1].accuracy < many[2].accuracy


def test_the_number_of_images_is_that_of_the_interval_of_wilson() -> None:
    votes, labels = crowd()
    found = label_need(votes, labels, rng=rng(), half_width=0.03, studies=20)
    assert [need.labels for need in found] == [1, 3, 5, 7, 9]
    for need in found:
        assert need.needed == needed_for_half_width(0.03, need.accuracy)
        assert need.needed_labels == need.needed * need.labels
    (without,) = label_need(votes, labels, rng=rng(), labels=(3,), studies=5)
    assert (without.needed, without.needed_labels) == (None, None)


def test_the_same_seed_finds_the_same() -> None:
    votes, labels = crowd()
    one, other, third = (
        label_need(votes, labels, rng=rng(seed), labels=(1, 5), images=60, studies=10)
        for seed in (3, 3, 4)
    )
    assert one == other
    assert one != third


@settings(max_examples=40)
@given(data=st.data())
def test_what_is_drawn_lies_within_the_votes(data: st.DataObject) -> None:
    votes = np.array(
        data.draw(
            st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1, max_size=6)
        )
    )
    votes[:, 0] += votes.sum(axis=1) == 0
    fewest = int(votes.sum(axis=1).min())
    labels = np.array([data.draw(st.integers(0, 2)) for _ in votes])
    counts = data.draw(st.lists(st.integers(1, fewest), min_size=1, max_size=3))
    for need in label_need(votes, labels, rng=rng(), labels=counts, images=7, studies=3):
        assert 0 <= need.interval.low <= need.accuracy <= need.interval.high <= 1


def test_a_crowd_of_one_mind_is_right_or_wrong_for_certain() -> None:
    votes = np.array([[9, 0], [9, 0]])
    right, wrong = (
        label_need(votes, [label, label], rng=rng(), labels=(3,), studies=3)[0] for label in (0, 1)
    )
    assert (right.accuracy, right.interval) == (1, Interval(1, 1))
    assert (wrong.accuracy, wrong.interval) == (0, Interval(0, 0))


def test_the_confusion_of_an_accuracy_needs_fewer_labels_than_a_crowd_that_errs_together() -> None:
    votes, labels = crowd()
    single = single_accuracy(votes, labels)
    confusion = AccuracyChooser(single, 6).confusion()
    (together,) = label_need(votes, labels, rng=rng(), labels=(9,), studies=50)
    (apart,) = label_need(confusion, np.arange(6), rng=rng(), labels=(9,), studies=50)
    assert apart.accuracy > together.accuracy + 0.05


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"labels": ()}, "1 to 1000 labels"),
        ({"labels": (3, 0)}, "1 to 1000 labels"),
        ({"labels": (41,)}, "41 labels cannot be drawn for an image with 40 votes"),
        ({"images": 0}, "1 to 1,000,000 images"),
        ({"studies": 0}, "given were 1,000 and 0"),
        ({"half_width": 0.0}, "no number of images gives ±0"),
    ],
)
def test_what_cannot_be_simulated_is_one_sentence(wish: dict[str, object], found: str) -> None:
    votes, labels = crowd(20)
    with pytest.raises(RequestError, match=found):
        label_need(votes, labels, rng=rng(), **{"studies": 2, **wish})  # type: ignore[arg-type]


def test_shapes_that_do_not_fit_are_a_mistake() -> None:
    votes, labels = crowd(20)
    for odd in (labels[:3], labels[:, None]):
        with pytest.raises(ValueError, match="does not fit"):
            label_need(votes, odd, rng=rng())
    with pytest.raises(ValueError, match="do not sum to 1"):
        label_need(np.full((2, 2), 0.4), [0, 1], rng=rng())


def test_progress_is_told_and_it_can_be_stopped() -> None:
    votes, labels = crowd(20)
    told: list[tuple[int, int]] = []
    label_need(votes, labels, rng=rng(), studies=4, report=lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with pytest.raises(Cancelled):
        label_need(votes, labels, rng=rng(), is_cancelled=lambda: True)


def test_the_figures_are_fit_for_json() -> None:
    need = LabelNeed(3, 0.7, Interval(0.65, 0.75), 1000, 894)
    assert need.content() == {
        "labels": 3,
        "accuracy": 0.7,
        "interval": [0.65, 0.75],
        "needed_images": 894,
        "needed_labels": 2682,
    }
