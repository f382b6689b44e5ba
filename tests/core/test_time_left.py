import pytest

from fmnist_gui.core.time_left import about, left_words, seconds_left


def test_the_rest_takes_as_long_as_what_is_done_took() -> None:
    assert seconds_left(10.0, 25, 100) == pytest.approx(30.0)
    assert seconds_left(10.0, 100, 100) == 0


@pytest.mark.parametrize(("elapsed_s", "done", "total"), [(0.5, 10, 100), (5.0, 0, 100), (5, 0, 0)])
def test_nothing_is_told_while_nothing_is_known(elapsed_s: float, done: int, total: int) -> None:
    assert seconds_left(elapsed_s, done, total) is None
    assert left_words(None) == ""


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
