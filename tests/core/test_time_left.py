import numpy as np
import pytest

from fmnist_gui.core.time_left import TimeLeft, about, briefly, left_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "a moment"),
        (7.3, "about 7 s"),
        (28.2, "about 30 s"),
        (88, "about 90 s"),
        (95, "about 2 min"),
        (240, "about 4 min"),
    ],
)
def test_times_are_rounded(seconds: float, words: str) -> None:
    assert about(seconds) == words
    assert left_words(seconds) == f"{words} left"


def test_there_are_words_for_little_room() -> None:
    assert [briefly(seconds) for seconds in (1, 7, 31, 130)] == ["a moment", "7 s", "30 s", "2 min"]


def told(*reports: tuple[float, int]) -> list[float | None]:
    left = TimeLeft()
    return [left.update(at, done, 1000) for at, done in reports]


def test_a_slow_start_is_no_pace() -> None:
    assert told((5.0, 0), (20.0, 10), (21.0, 40)) == [None] * 3
    (*_, left) = told((20.0, 10), (22.5, 110))
    assert left == pytest.approx(2.5 * 890 / 100)


def test_a_short_stop_lets_nothing_rise() -> None:
    found = told((0.0, 1), (10.0, 501), (10.5, 501))
    assert found[1:] == pytest.approx([10 * 499 / 500, 10 * 499 / 500 - 0.5])


def test_what_takes_longer_rises_bit_by_bit() -> None:
    found = told((0.0, 1), (10.0, 501), *((10.0 + s, 501 + s) for s in range(1, 20)))
    numbers = [left for left in found if left is not None]
    assert max(numbers) <= 25
    steps = np.diff(numbers)
    assert steps.max() < 4
    assert numbers[-1] > numbers[0]
