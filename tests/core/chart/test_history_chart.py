from datetime import UTC, datetime, timedelta

import pytest

from fmnist_gui.core.chart import history_chart as chart
from fmnist_gui.core.chart.history_chart import PooledScore, SessionScore, Timeline
from fmnist_gui.core.chart.scene import Box
from fmnist_gui.core.stats.proportion import wilson
from tests.core.chart.reading import dots, outside, overlaps, place, share_of, texts, whisker

START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def _session(day: int, right: int, count: int, condition: str = "280 px") -> SessionScore:
    return SessionScore(START + timedelta(days=day), "Standard 100", right, count, condition)


SESSIONS = (_session(2, 90, 100), _session(0, 15, 20), _session(1, 80, 100))
DATA = Timeline(SESSIONS, (PooledScore("280 px", 170, 205),))


def test_sessions_stand_in_the_order_of_time_with_their_intervals() -> None:
    scene = chart.scene(DATA, 752)
    found = dots(scene)
    assert [dot.x for dot in found] == sorted(dot.x for dot in found)
    for dot, (right, count) in zip(found, [(15, 20), (80, 100), (90, 100)], strict=True):
        assert share_of(scene, dot.y) == pytest.approx(right / count)
        assert whisker(scene, dot) == pytest.approx(tuple(wilson(right, count)))


def test_the_headline_is_the_pooled_score_and_never_the_best_session() -> None:
    assert chart.sentence(DATA) == (
        "Over 3 sessions, right on 170 of 205: 82.9 %, 95 % interval 77.2–87.5 %."
    )
    assert "Pooled 82.9 % of 205, 77.2–87.5 %" in texts(chart.scene(DATA, 400))
    assert chart.sentence(Timeline((), ())) == "No session has been scored yet."


def test_the_band_is_the_interval_of_the_pooled_score() -> None:
    scene = chart.scene(DATA, 752)
    (band,) = (mark for mark in scene.marks if isinstance(mark, Box))
    ends = share_of(scene, band.y + band.height), share_of(scene, band.y)
    assert ends == pytest.approx(tuple(wilson(170, 205)))


def test_counts_and_days_are_written() -> None:
    told = texts(chart.scene(DATA, 752))
    assert told[-7:] == ["Images", "20", "100", "100", "2026-03-01", "2026-03-02", "2026-03-03"]


def test_a_day_is_written_once() -> None:
    data = Timeline((_session(0, 15, 20), _session(0, 16, 20)), (PooledScore("280 px", 31, 40),))
    assert texts(chart.scene(data, 752)).count("2026-03-01") == 1


def test_conditions_have_a_chart_each_and_are_never_pooled() -> None:
    data = Timeline(
        (*SESSIONS, _session(3, 60, 100, "Flash")),
        (PooledScore("280 px", 170, 205), PooledScore("Flash", 60, 100)),
    )
    scene = chart.scene(data, 400)
    bands = [mark for mark in scene.marks if isinstance(mark, Box)]
    assert len(bands) == 2
    assert place(scene, "280 px").y < bands[0].y < place(scene, "Flash").y < bands[1].y
    assert sum(dot.y < place(scene, "Flash").y for dot in dots(scene)) == 3
    assert chart.sentence(data) == (
        "2 conditions, which are never pooled; each has a score of its own."
    )


def test_sessions_without_a_scored_image_are_left_out() -> None:
    data = Timeline((*SESSIONS, _session(5, 0, 0)), DATA.pooled)
    assert len(dots(chart.scene(data, 752))) == 3
    assert len(chart.table(data).rows) == 4
    assert chart.sentence(data) == chart.sentence(DATA)


def test_the_table_has_the_pooled_score_and_the_latest_session_first() -> None:
    rows = chart.table(DATA).rows
    assert rows[0] == ("Pooled", "", "280 px", "170", "205", "82.9 %", "77.2–87.5 %")
    assert rows[1][:5] == ("Standard 100", "2026-03-03 09:30", "280 px", "90", "100")
    assert len(rows) == 4


def test_of_more_sessions_than_room_the_latest_are_drawn() -> None:
    sessions = (*(_session(day, 15, 20) for day in range(99)), _session(99, 3, 20))
    data = Timeline(sessions, (PooledScore("280 px", 1400, 1900),))
    scene = chart.scene(data, 400)
    found = dots(scene)
    assert chart.ALWAYS_DRAWN <= len(found) < 100
    assert share_of(scene, found[-1].y) == pytest.approx(3 / 20)
    assert texts(scene).count("20") == len(found)
    assert "The latest are drawn" in chart.note(data)
    assert "The latest are drawn" not in chart.note(DATA)
    assert len(chart.table(data).rows) == 101


def test_a_spot_tells_its_session() -> None:
    assert chart.scene(DATA, 400).spots[0].tip == (
        "Standard 100, 2026-03-01 09:30; right on 15 of 20: 75 %, 95 % interval 53.1–88.8 %"
    )


@pytest.mark.parametrize("width", [400.0, 752.0])
@pytest.mark.parametrize("count", [0, 1, 6, 24, 100])
def test_nothing_overlaps_or_is_cut(count: int, width: float) -> None:
    sizes = [20, 100, 1000, 200]
    sessions = tuple(
        _session(day, n // 2, n, condition)
        for condition in ("280 px, bicubic", "Flash")
        for day in range(count)
        for n in (sizes[day % 4],)
    )
    pooled = (PooledScore("280 px, bicubic", 50 * count, 100 * count), PooledScore("Flash", 3, 4))
    scene = chart.scene(Timeline(sessions, pooled), width)
    assert overlaps(scene) == []
    assert outside(scene) == []
