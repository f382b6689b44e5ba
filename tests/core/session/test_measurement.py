"""What a session measures besides its score."""

import json
from dataclasses import replace

import numpy as np
import pytest

from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.session.rate import rate, summed
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult, session_result
from fmnist_gui.core.session.result_content import as_json
from fmnist_gui.core.session.session import Choice
from fmnist_gui.core.stats.calibration import LEVELS
from fmnist_gui.core.stats.class_test import class_bias, class_tests
from fmnist_gui.core.stats.proportion import anytime, wilson
from tests.core.session.example import Sitting, played


def _result(history: History) -> SessionResult:
    return session_result(history, ())


def _sure(*answers: tuple[int, bool]) -> SessionResult:
    """Return a session of (level of confidence, whether it is right)."""
    sitting = Sitting([3] * len(answers), protocol="quick-20")
    for level, is_right in answers:
        sitting.answer(Choice(3 if is_right else 0, confidence=level))
    sitting.do("finish")
    return _result(sitting.history())


def test_confidence_is_set_beside_what_came_of_it() -> None:
    found = _sure((0, False), (1, True), (1, False), (3, True), (3, True)).measurement.calibration
    assert found is not None
    stated = [LEVELS[level].stated for level in (0, 1, 1, 3, 3)]
    right = [0, 1, 0, 1, 1]
    brier = np.mean([(s - r) ** 2 for s, r in zip(stated, right, strict=True)])
    assert found.brier == pytest.approx(brier)
    assert [(level.stated, level.right, level.n) for level in found.levels] == [
        (0.25, 0, 1),
        (0.55, 1, 2),
        (0.97, 2, 2),
    ]
    assert _result(played(16, 20)).measurement.calibration is None


def test_the_second_choice_counts_where_the_first_was_wrong() -> None:
    sitting = Sitting([3, 3, 3, 3, 3], protocol="quick-20")
    for number, second in ((3, 0), (0, 3), (0, 4), (0, None), (0, 3)):
        sitting.answer(Choice(number, second=second))
    sitting.do("finish")
    result = _result(sitting.history())
    found = result.measurement.second
    assert found is not None
    assert (found.right, found.count, found.interval) == (2, 3, wilson(2, 3))
    assert (result.right, result.count) == (1, 5)
    assert _result(played(16, 20)).measurement.second is None


def _with_extras() -> Sitting:
    """Return a sitting of 4 images, 2 of them repeated, and 2 attention checks."""
    indices = (0, 1, 4, 2, 0, 3, 5, 1)
    phases: tuple[Phase, ...] = (
        *("main", "main", "attention", "main"),
        *("repeat", "main", "attention", "repeat"),
    )
    deck = Deck("quick-20", "test", "f" * 64, 7, indices, "2.0.0", phases=phases)
    return Sitting([3, 4, 5, 6, 7, 8], protocol="quick-20", deck=deck)


def test_repeats_and_attention_checks_are_measured_and_enter_no_accuracy() -> None:
    sitting = _with_extras()
    for chosen in (3, 4, 7, 5, 3, 6, 0, 9):
        sitting.answer(chosen)
    sitting.do("finish")
    result = _result(sitting.history())
    assert (result.right, result.count) == (4, 4)
    assert result.confusion.sum() == 4
    measured = result.measurement
    assert (measured.checks.right, measured.checks.count) == (1, 2)
    assert (measured.consistency.n, measured.consistency.same) == (2, 1)
    assert result.timing.kept <= 4
    assert sum(block.count for block in measured.blocks) == 4


def test_bias_and_class_tests_are_those_of_the_matrix() -> None:
    result = _result(played(150, 200))
    assert result.measurement.bias == class_bias(result.confusion)
    assert result.measurement.class_tests == class_tests(result.confusion)
    assert result.class_tests == result.measurement.class_tests


def test_no_class_is_tested_before_the_end() -> None:
    ended = _result(played(140, 210, planned=250, is_simulated=True))
    assert ended.measurement.class_tests
    assert ended.class_tests == ()


@pytest.mark.parametrize(
    ("count", "sizes"), [(200, [100, 100]), (250, [100, 100, 50]), (100, [20] * 5), (20, [20])]
)
def test_blocks_are_those_between_breaks_and_shorter_in_a_short_session(
    count: int, sizes: list[int]
) -> None:
    result = _result(played(count - 8, count))
    assert [block.count for block in result.measurement.blocks] == sizes
    assert sum(block.right for block in result.measurement.blocks) == count - 8
    assert (result.measurement.trend is None) == (len(sizes) == 1)


def test_times_are_told_by_quantile_speed_and_tail() -> None:
    result = _result(played(150, 200))
    measured = result.measurement
    assert measured.right_times.n + measured.wrong_times.n == result.timing.kept
    assert measured.right_times.points[2].time_s == pytest.approx(np.median(result.timing.right_s))
    assert sum(point.count for point in measured.speed) == result.timing.kept
    assert measured.ex_gaussian is not None
    assert measured.ex_gaussian.n == result.timing.kept
    total = sum(result.timing.right_s) + sum(result.timing.wrong_s)
    assert measured.correct_per_second == pytest.approx(len(result.timing.right_s) / total)
    assert _result(played(80, 99)).measurement.ex_gaussian is None


def test_practice_measures_no_accuracy() -> None:
    measured = _result(played(8, 10, protocol="practice")).measurement
    lists = (measured.bias, measured.class_tests, measured.blocks, measured.speed)
    assert lists == ((), (), (), ())
    assert (measured.trend, measured.correct_per_second) == (None, None)
    assert measured.right_times.n == measured.wrong_times.n == 0


def test_the_interval_that_is_told_before_the_end_allows_for_looking() -> None:
    running = _result(played(140, 210, planned=250, is_simulated=True))
    assert running.interval == running.anytime == anytime(140, 210)
    whole = _result(played(140, 210))
    assert whole.interval == whole.wilson == wilson(140, 210)
    assert "which holds however often one looks" in running.headline[1]
    assert "which holds" not in whole.headline[1]


def test_json_has_the_measurement_and_keeps_its_keys() -> None:
    told = json.loads(json.dumps(as_json(_sure(*[(3, True)] * 9, (0, False)))))
    assert told["anytime"] == pytest.approx(list(anytime(9, 10)))
    assert len(told["bias"]) == len(told["class_tests"]) == 10
    assert told["calibration"]["levels"][1] == {
        "stated": 0.97,
        "n": 9,
        "correct": 9,
        "wilson": list(wilson(9, 9)),
    }
    assert told["attention_checks"] == {"n": 0, "correct": 0, "share": None, "wilson": [0, 1]}
    assert told["consistency"]["n"] == 0
    assert told["blocks"][0]["n"] == 10
    assert told["condition"] == "standard, 280 px, bicubic"
    for key in ("rate", "second_choice", "ex_gaussian", "trend"):
        assert told[key] is None
    told = json.loads(json.dumps(as_json(_result(played(0, 0, planned=20, is_simulated=True)))))
    assert told["bias"] == []


def _blitz(*, stops: bool) -> History:
    sitting = Sitting([3] * 90, protocol="blitz", seen={4})
    for number in range(40):
        sitting.answer(3 if number % 4 else 0, 1.2)
    sitting.do(*(("time_out",) if stops else ()), "finish")
    return sitting.history()


def test_against_the_clock_right_answers_a_minute_are_the_headline() -> None:
    result = _result(_blitz(stops=True))
    assert result.rate is not None
    # Image 4 had been met: the answer to it, which was wrong, leaves with its share of the time.
    assert (result.rate.right, result.rate.count) == (30, 39)
    assert result.rate.seconds == pytest.approx(60 * 39 / 40)
    assert result.headline[0] == "You gave 30.8 right answers a minute: 30 of 39 images in 58 s."
    assert "30 of 39 images" in result.headline[1]
    assert "95 % interval" in result.headline[2]
    assert "condition of their own" in result.notes[0]
    assert (result.comparison, result.references) == (None, ())


def test_whoever_stops_before_the_clock_is_measured_by_the_time_taken() -> None:
    found = _result(_blitz(stops=False)).rate
    assert found is not None
    assert found.seconds == pytest.approx(39 * 1.2)
    assert found.per_minute == pytest.approx(60 * 30 / 46.8)


def test_sessions_without_a_clock_and_without_an_answer_have_no_rate() -> None:
    assert _result(played(16, 20)).rate is None
    empty = Sitting([3], protocol="blitz")
    empty.do("finish")
    assert _result(empty.history()).rate is None
    assert summed([]) is None


def test_rates_add_up_by_their_time() -> None:
    history = _blitz(stops=True)
    one = rate(history, outcome(history))
    assert one is not None
    both = summed([replace(one, seconds=60.0), replace(one, right=10, seconds=20.0)])
    assert both is not None
    assert both.per_minute == pytest.approx(60 * 40 / 80)


@pytest.mark.parametrize("protocol", ["flash", "tiny-matrix"])
def test_other_conditions_are_compared_with_their_own_history_alone(protocol: str) -> None:
    result = _result(played(190, 200, protocol=protocol))
    assert (result.comparison, result.references) == (None, ())
    assert result.notes == (
        "These rules are a condition of their own: the score is compared only with sessions of "
        "the same condition.",
    )
    assert "published" not in " ".join(result.headline)
