"""The figures that a result is told with, in the order in which they are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fmnist_gui.core.chart import band, class_bar, confusion_matrix, response_time
from fmnist_gui.core.chart.scene import Scene, Table
from fmnist_gui.core.session.result import SessionResult

Key = Literal["band", "classes", "confusion", "times"]


@dataclass(frozen=True)
class Figure:
    """One chart with the sentence above it, the note below it, and the same as a table.

    ``scene`` lays the chart out for a width in pixels at 100 %, and keeps the last few: a window
    asks many times for the height of each.
    """

    key: Key
    title: str
    sentence: str
    note: str
    table: Table
    scene: Callable[[float], Scene]


def figures(result: SessionResult) -> tuple[Figure, ...]:
    """Return the figures of a session; practice has none that tells an accuracy.

    There are none before the first answer, nor while a scored session can be gone on with.
    """
    if not result.outcome.answered or result.is_sealed:
        return ()
    scored = (_band(result), _classes(result)) if result.count else ()
    return (*scored, _confusion(result), _times(result))


def _band(result: SessionResult) -> Figure:
    told = (band.sentence(result), band.note(result), band.table(result))
    return Figure("band", "Score", *told, _kept(lambda width: band.scene(result, width)))


def _classes(result: SessionResult) -> Figure:
    told = (class_bar.sentence(result), class_bar.note(result), class_bar.table(result))
    return Figure("classes", "Classes", *told, _kept(lambda width: class_bar.scene(result, width)))


def _confusion(result: SessionResult) -> Figure:
    told = (
        confusion_matrix.sentence(result),
        confusion_matrix.note(result),
        confusion_matrix.table(result),
    )
    scene = _kept(lambda width: confusion_matrix.scene(result, width))
    return Figure("confusion", "Confusion", *told, scene)


def _times(result: SessionResult) -> Figure:
    told = (response_time.sentence(result), response_time.note(result), response_time.table(result))
    scene = _kept(lambda width: response_time.scene(result, width))
    return Figure("times", "Response times", *told, scene)


def _kept(scene: Callable[[float], Scene]) -> Callable[[float], Scene]:
    return lru_cache(maxsize=16)(scene)
