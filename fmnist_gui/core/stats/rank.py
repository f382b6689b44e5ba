"""Who stands where on a leaderboard, as far as the numbers tell people apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from fmnist_gui.core.stats.proportion import Interval, anytime


@dataclass(frozen=True)
class Standing:
    """One score and the places, from 1, that it may have; ``interval`` is 95 %.

    It is the one that may be looked at after every trial, since a board is looked at whenever
    somebody has played.
    """

    name: str
    right: int
    count: int
    interval: Interval
    best_place: int
    worst_place: int

    @property
    def accuracy(self) -> float | None:
        """The share right, None without a trial."""
        return self.right / self.count if self.count else None


def leaderboard(entries: Iterable[tuple[str, int, int]]) -> tuple[Standing, ...]:
    """Return the standings of (name, right, count), the most accurate first.

    One stands above another only where their anytime intervals are apart: the best place counts
    those clearly above, the worst place all but those clearly below, and who cannot be told
    apart shares places. Of equal accuracies the one of more images comes first, then the name;
    those without a trial come last. Raises RequestError for impossible counts.
    """
    listed = [(name, right, count, anytime(right, count)) for name, right, count in entries]
    lows = sorted(interval.low for *_, interval in listed)
    highs = sorted(interval.high for *_, interval in listed)
    standings = (
        Standing(
            name=name,
            right=right,
            count=count,
            interval=interval,
            best_place=1 + len(lows) - bisect_right(lows, interval.high),
            worst_place=len(highs) - bisect_left(highs, interval.low),
        )
        for name, right, count, interval in listed
    )
    return tuple(sorted(standings, key=_order))


def _order(standing: Standing) -> tuple[float, int, str]:
    accuracy = standing.accuracy
    return (1.0 if accuracy is None else -accuracy, -standing.count, standing.name)
