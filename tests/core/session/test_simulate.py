"""Simulated people: as accurate as asked for, and mistaken as people are."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from fmnist_gui.core.session.record import Answer, Entry, SessionEvent
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.simulate import (
    LOOK_ALIKES,
    SIMILAR_WEIGHT,
    AccuracyChooser,
    Chooser,
    CountsChooser,
    ResponseTimes,
    play,
)
from tests.core.session.test_session import LABELS, record

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
TRIALS = 4000


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def choices(chooser: Chooser, label: int, *, image_index: int = 0, seed: int = 1) -> list[int]:
    chance = rng(seed)
    return [chooser.choose(image_index, label, chance) for _ in range(TRIALS)]


def share_is(found: int, expected: float, *, of: int = TRIALS) -> bool:
    """Whether a count lies within four standard deviations of what is expected."""
    return abs(found / of - expected) <= 4 * math.sqrt(expected * (1 - expected) / of)


def played(
    chooser: Chooser, *, seed: int = 1, session: Session | None = None
) -> tuple[Session, list[Entry]]:
    sitting = session or Session(record(tuple(range(40))), LABELS)
    kept: list[Entry] = []
    play(sitting, chooser, kept.append, rng=rng(seed), now=NOW)
    return sitting, kept


@pytest.mark.parametrize("accuracy", [0.0, 0.2, 0.835, 1.0])
def test_it_is_right_as_often_as_asked_for(accuracy: float) -> None:
    found = choices(AccuracyChooser(accuracy, 10), 3)
    assert share_is(found.count(3), accuracy)
    assert set(found) <= set(range(10))


@pytest.mark.parametrize("label", range(10))
def test_mistakes_prefer_what_looks_alike(label: int) -> None:
    found = choices(AccuracyChooser(0.0, 10), label)
    alike = {other for group in LOOK_ALIKES if label in group for other in group} - {label}
    weights = [0.0 if c == label else SIMILAR_WEIGHT if c in alike else 1.0 for c in range(10)]
    for number, weight in enumerate(weights):
        assert share_is(found.count(number), weight / sum(weights))


@pytest.mark.parametrize("classes", [2, 7, 47])
def test_another_set_of_classes_has_no_look_alikes(classes: int) -> None:
    found = choices(AccuracyChooser(0.0, classes), 1)
    assert 1 not in found
    assert set(found) <= set(range(classes))
    assert share_is(found.count(0), 1 / (classes - 1))


def test_one_class_leaves_no_room_for_a_mistake() -> None:
    assert AccuracyChooser(0.0, 1).choose(0, 0, rng()) == 0


def test_a_crowd_is_followed_in_proportion_image_by_image() -> None:
    counts = np.array([[1, 0, 0], [0, 30, 70], [5, 5, 90]], dtype=np.int64)
    assert set(choices(CountsChooser(counts), 2, image_index=0)) == {0}
    found = choices(CountsChooser(counts), 0, image_index=1)
    assert found.count(0) == 0
    assert share_is(found.count(1), 0.3)


def test_the_same_seed_plays_the_same_session() -> None:
    def told(seed: int) -> list[tuple[int, int, datetime]]:
        _, kept = played(AccuracyChooser(0.5, 10), seed=seed)
        return [(e.chosen, e.response_ns, e.answered_at) for e in kept if isinstance(e, Answer)]

    assert told(4) == told(4)
    assert told(4) != told(5)


def test_every_trial_is_answered_and_the_end_is_said() -> None:
    sitting, kept = played(AccuracyChooser(0.5, 10))
    assert sitting.state == "finished"
    answers, end = kept[:-1], kept[-1]
    assert [entry.position for entry in answers if isinstance(entry, Answer)] == list(range(40))
    assert isinstance(end, SessionEvent)
    assert (end.kind, end.position) == ("finished", 40)
    again = Session(sitting.record, LABELS, entries=kept)
    assert again.answers == sitting.answers


def test_the_simulated_clock_only_goes_on() -> None:
    _, kept = played(AccuracyChooser(0.5, 10))
    at_ns = 0
    for answer in kept:
        if not isinstance(answer, Answer):
            continue
        assert answer.onset_ns == at_ns
        assert answer.response_ns > at_ns
        assert answer.answered_at - NOW == timedelta(microseconds=answer.response_ns / 1000)
        assert (answer.device, answer.key) == ("simulated", "")
        at_ns = answer.response_ns


def test_only_what_is_left_is_answered() -> None:
    first, _ = played(AccuracyChooser(1.0, 10), session=Session(record(), LABELS))
    begun = Session(record(), LABELS, entries=first.answers[:4])
    begun.reopen(NOW)
    _, kept = played(AccuracyChooser(0.0, 10), session=begun)
    assert [entry.position for entry in kept if isinstance(entry, Answer)] == [4, 5]


def test_response_times_are_those_of_people() -> None:
    times, chance = ResponseTimes(), rng()
    drawn = np.array([times.draw(chance) for _ in range(TRIALS)])
    assert drawn.min() >= times.least_s
    assert drawn.mean() == pytest.approx(times.mu_s + times.tau_s, rel=0.05)
    hasty = ResponseTimes(mu_s=-9, tau_s=0)
    assert {hasty.draw(chance) for _ in range(20)} == {hasty.least_s}
    # The long tail of an exponential: the mean lies above the median.
    assert np.median(drawn) < drawn.mean() - 0.05
