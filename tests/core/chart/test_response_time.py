import re

from fmnist_gui.core.chart import response_time
from fmnist_gui.core.chart.scene import Scene, Text
from fmnist_gui.core.session.result import SessionResult, session_result
from tests.core.session.example import Sitting, played


def _result(*times: tuple[float, bool]) -> SessionResult:
    sitting = Sitting([0] * (len(times) + 1))
    sitting.answer(0, 9.0)
    for seconds, is_right in times:
        sitting.answer(0 if is_right else 1, seconds)
    return session_result(sitting.history(), ())


def _counted(scene: Scene, kind: str) -> int:
    tips = [spot.tip for spot in scene.spots if spot.tip.endswith(kind)]
    return sum(int(found[1]) for tip in tips if (found := re.match(r"(\d+) image", tip)))


def test_every_kept_time_is_in_one_bin_of_its_row() -> None:
    result = session_result(played(154, 200), ())
    scene = response_time.scene(result, 800)
    assert _counted(scene, "right") == len(result.timing.right_s)
    assert _counted(scene, "wrong") == len(result.timing.wrong_s)


def test_times_on_the_edges_are_counted_once() -> None:
    result = _result((0.5, True), (1.0, True), (2.0, True), (2.0, True))
    assert _counted(response_time.scene(result, 800), "right") == 4


def test_the_medians_are_told_apart() -> None:
    result = _result((1.0, True), (1.2, True), (2.0, False))
    assert response_time.sentence(result) == (
        "A right answer took 1.10 s in the median, a wrong one 2.00 s."
    )
    assert response_time.sentence(_result((1.0, True))) == (
        "A right answer took 1.00 s in the median."
    )
    assert response_time.sentence(_result()) == "No response time can be told yet."


def test_what_was_left_out_is_counted() -> None:
    assert "1 left out" in response_time.note(_result((1.0, True)))


def test_no_time_at_all_can_be_drawn() -> None:
    scene = response_time.scene(_result(), 800)
    assert "none" in [mark.text for mark in scene.marks if isinstance(mark, Text)]


def test_the_table_gives_the_quantiles() -> None:
    rows = response_time.table(_result((1.0, True), (3.0, True))).rows
    assert rows[1] == ("Right", "2", "1.20 s", "1.50 s", "2.00 s", "2.50 s", "2.80 s")
    assert rows[2] == ("Wrong", "0", "–", "–", "–", "–", "–")
