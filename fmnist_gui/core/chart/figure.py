"""The figures that a session is told with, in the order in which they are shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Literal, Protocol, TypeVar

from fmnist_gui.core.chart import (
    band,
    bias_chart,
    block_chart,
    calibration_chart,
    class_bar,
    comparison_chart,
    confusion_matrix,
    quantile_chart,
    repeat_chart,
    response_time,
    speed_accuracy_chart,
)
from fmnist_gui.core.chart.bias_chart import Biases
from fmnist_gui.core.chart.lineup import Lineup, session_lineup
from fmnist_gui.core.chart.quantile_chart import RightAndWrong
from fmnist_gui.core.chart.remark import of_second_choices, of_speed, of_tail
from fmnist_gui.core.chart.repeat_chart import Repeats
from fmnist_gui.core.chart.scene import Scene, Table
from fmnist_gui.core.session.pool import Pool
from fmnist_gui.core.session.result import SessionResult

Key = Literal[
    "band",
    "comparison",
    "classes",
    "confusion",
    "times",
    "quantiles",
    "speed",
    "blocks",
    "bias",
    "calibration",
    "repeats",
    "history",
    "agreement",
    "standing",
    "audit",
    "enough",
    "others",
]

Data = TypeVar("Data", contravariant=True)


@dataclass(frozen=True)
class Figure:
    """One chart with the sentence above it, the note below it, and the same as a table.

    ``scene`` lays the chart out for a width in pixels at 100 %, and keeps the last few: a window
    asks many times for the height of each. ``zoomed`` does so for a part of the axis, where there
    is something to be gained by it.
    """

    key: Key
    title: str
    sentence: str
    note: str
    table: Table
    scene: Callable[[float], Scene]
    zoomed: Callable[[float], Scene] | None = None


class Chart(Protocol[Data]):
    """What every chart's room offers."""

    def sentence(self, data: Data, /) -> str:
        """Return what the chart shows."""
        ...

    def note(self, data: Data, /) -> str:
        """Return how to read it."""
        ...

    def table(self, data: Data, /) -> Table:
        """Return the same to be read."""
        ...

    def scene(self, data: Data, width: float, /) -> Scene:
        """Lay the chart out in `width` pixels."""
        ...


def figure(key: Key, title: str, chart: Chart[Data], data: Data, *, remark: str = "") -> Figure:
    """Return `data` drawn as `chart`; a `remark` follows the chart's own note."""
    note = " ".join(filter(None, (chart.note(data), remark)))
    scene = _kept(partial(chart.scene, data))
    return Figure(key, title, chart.sentence(data), note, chart.table(data), scene)


def comparison_figure(lineup: Lineup) -> Figure:
    """Return scores beside the published ones, with a part of the axis to zoom to."""
    zoomed = _kept(partial(comparison_chart.scene, lineup, is_zoomed=True))
    made = figure("comparison", "Beside others", comparison_chart, lineup)
    return replace(made, zoomed=zoomed)


def figures(result: SessionResult, *, pooled: Pool | None = None) -> tuple[Figure, ...]:
    """Return the figures of a session; practice has none that tells an accuracy.

    There are none before the first answer, nor while a scored session can be gone on with.
    `pooled` is the pool that the session is part of, to be drawn beside it.
    """
    if not result.outcome.answered or result.is_sealed:
        return ()
    made = [*(_score(result, pooled) if result.count else ()), _confusion(result)]
    made += [figure("times", "Response times", response_time, result), *_speed(result)]
    return (*made, *(_course(result) if result.count else ()), *_repeats(result))


def _score(result: SessionResult, pooled: Pool | None) -> list[Figure]:
    made = [figure("band", "Score", band, result)]
    lineup = session_lineup(result, pooled)
    if lineup.references or len(lineup.own) > 1:
        made.append(comparison_figure(lineup))
    made.append(figure("classes", "Classes", class_bar, result))
    return made


def _confusion(result: SessionResult) -> Figure:
    remark = of_second_choices(result.measurement)
    return figure("confusion", "Confusion", confusion_matrix, result, remark=remark)


def _speed(result: SessionResult) -> list[Figure]:
    measured = result.measurement
    both = RightAndWrong(measured.right_times, measured.wrong_times)
    made = []
    if both.right.n or both.wrong.n:
        remark = of_tail(measured)
        made.append(figure("quantiles", "Quantiles of times", quantile_chart, both, remark=remark))
    if measured.speed:
        remark = of_speed(measured)
        made.append(
            figure(
                "speed", "Speed and accuracy", speed_accuracy_chart, measured.speed, remark=remark
            )
        )
    return made


def _course(result: SessionResult) -> list[Figure]:
    measured = result.measurement
    made = []
    if len(measured.blocks) > 1:
        made.append(figure("blocks", "Course of the session", block_chart, measured.blocks))
    biases = Biases(result.class_names, measured.bias)
    made.append(figure("bias", "Bias and sensitivity", bias_chart, biases))
    if measured.calibration is not None:
        made.append(figure("calibration", "Confidence", calibration_chart, measured.calibration))
    return made


def _repeats(result: SessionResult) -> list[Figure]:
    found = result.measurement.consistency
    if not found.n:
        return []
    data = Repeats(result.class_names, result.outcome.repeats, found)
    return [figure("repeats", "Repeats", repeat_chart, data)]


def _kept(scene: Callable[[float], Scene]) -> Callable[[float], Scene]:
    return lru_cache(maxsize=16)(scene)
