"""Doubts about a session are raised exactly where they were said to be."""

import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.stats.quality import Flag, flags


def found(
    seconds: float = 1.0, chosen: tuple[int, ...] = tuple(range(10)), planned: int | None = None
) -> tuple[Flag, ...]:
    return flags([seconds] * len(chosen), chosen, planned=planned, class_names=FASHION_CLASSES)


def test_a_careful_session_has_no_flag() -> None:
    assert found(planned=10) == ()


@pytest.mark.parametrize(("seconds", "is_flagged"), [(0.299, True), (0.3, False)])
def test_a_median_below_300_ms_is_fast(seconds: float, is_flagged: bool) -> None:
    assert [flag.key for flag in found(seconds)] == (["fast"] if is_flagged else [])


def test_fewer_than_10_answers_are_not_called_fast() -> None:
    assert found(0.1, chosen=(1, 2, 3) * 3) == ()
    assert [flag.key for flag in found(0.1, chosen=(1, 2) * 5)] == ["fast"]


def test_fast_says_the_median_and_the_limit() -> None:
    assert found(0.299)[0].sentence == "The median response took 0.29 s, below 0.30 s."


@pytest.mark.parametrize(("length", "is_flagged"), [(10, False), (11, True)])
def test_more_than_ten_identical_answers_in_a_row_are_flagged(
    length: int, is_flagged: bool
) -> None:
    chosen = (4, *[6] * length, 4, 6)
    assert [flag.key for flag in found(chosen=chosen)] == (["repeated"] if is_flagged else [])


def test_repeated_names_the_class() -> None:
    sentence = found(chosen=(6,) * 14)[0].sentence
    assert sentence == "Shirt was answered 14 times in a row, more than 10."


def test_many_identical_answers_apart_are_no_run() -> None:
    assert found(chosen=(6, 4) * 30) == ()


@pytest.mark.parametrize(("planned", "is_flagged"), [(10, False), (11, False), (12, True)])
def test_less_than_90_percent_is_incomplete(planned: int, is_flagged: bool) -> None:
    keys = [flag.key for flag in found(planned=planned)]
    assert keys == (["incomplete"] if is_flagged else [])


def test_incomplete_says_how_many() -> None:
    assert found(planned=100)[0].sentence == "10 of 100 images answered, less than 90 %."


def test_an_empty_session_is_only_incomplete() -> None:
    assert [flag.key for flag in found(chosen=(), planned=20)] == ["incomplete"]
    assert found(chosen=()) == ()


def test_all_doubts_are_raised_together() -> None:
    keys = [flag.key for flag in found(0.1, chosen=(1,) * 20, planned=100)]
    assert keys == ["fast", "repeated", "incomplete"]


@pytest.mark.parametrize(("seconds", "is_flagged"), [(30.0, False), (30.1, True)])
def test_more_than_30_s_is_idle(seconds: float, is_flagged: bool) -> None:
    assert [flag.key for flag in found(seconds)] == (["idle"] if is_flagged else [])


def test_counts_are_told_in_words_that_fit_their_number() -> None:
    def told(number: int) -> list[str]:
        raised = flags(
            [31.0] * number,
            [1] * number,
            planned=None,
            class_names=FASHION_CLASSES,
            seen=number,
            paused=number,
            unfocused=number,
        )
        return [flag.sentence for flag in raised]

    assert told(1) == [
        "1 image had been seen before and is left out of the score.",
        "1 answer came after more than 30 s.",
        "1 answer came after a pause.",
        "The window was not in front during 1 answer.",
    ]
    assert told(3) == [
        "3 images had been seen before and are left out of the score.",
        "3 answers came after more than 30 s.",
        "3 answers came after a pause.",
        "The window was not in front during 3 answers.",
    ]
    assert told(0) == []


@pytest.mark.parametrize(
    ("right", "count", "is_doubtful"),
    [(0, 0, False), (2, 3, False), (0, 3, False), (3, 4, False), (2, 4, True), (5, 7, True)],
)
def test_too_few_attention_checks_make_nobody_doubtful(
    right: int, count: int, is_doubtful: bool
) -> None:
    found = flags([1.0], [0], planned=None, class_names=("A", "B"), checks=(right, count))
    assert [flag.key for flag in found] == (["checks"] if is_doubtful else [])
