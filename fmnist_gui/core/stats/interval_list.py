"""Every interval of one score, each with what it says, for those who want more than one."""

from dataclasses import dataclass

from fmnist_gui.core.stats.percent import images, percent_range
from fmnist_gui.core.stats.proportion import (
    FINITE_MINIMUM,
    Interval,
    anytime,
    exact,
    jeffreys,
    wilson,
)


@dataclass(frozen=True)
class TitledInterval:
    """One 95 % interval; ``title`` says which, ``note`` in one sentence what it is for."""

    title: str
    interval: Interval
    note: str

    @property
    def line(self) -> str:
        """The interval in words: "Jeffreys: 72.5–87.7 %. As a belief that began with none."."""
        return f"{self.title}: {percent_range(self.interval)}. {self.note}"


def finite(right: int, count: int, population: int | None) -> Interval | None:
    """Return Wilson's interval for exactly these images, of which `count` were drawn by chance.

    None where it is not known how many there are, and below 500 trials, where it would promise
    too much. Raises RequestError for impossible counts.
    """
    if population is None or not FINITE_MINIMUM <= count <= population:
        return None
    return wilson(right, count, population=population)


def intervals(
    right: int, count: int, *, population: int | None = None, has_all: bool = True
) -> tuple[TitledInterval, ...]:
    """Return the intervals of `right` of `count`, the default first; none without a trial.

    `population` is how many images there are in all, None where that says nothing. Of a score
    looked at before its planned end (not `has_all`) only the one that allows for it is given.
    Raises RequestError for impossible counts.
    """
    if not count:
        return ()
    looked_at = TitledInterval(
        "At any time",
        anytime(right, count),
        "Holds however often one looks and whenever one stops.",
    )
    if not has_all:
        return (looked_at,)
    found = [
        TitledInterval("Wilson", wilson(right, count), "The one shown everywhere else."),
        TitledInterval(
            "Exact (Clopper and Pearson)",
            exact(right, count),
            "Never covers less than 95 %, and mostly more.",
        ),
        TitledInterval(
            "Jeffreys",
            jeffreys(right, count),
            "What is to be believed after these answers with the prior Beta(½, ½).",
        ),
        looked_at,
    ]
    narrowed = finite(right, count, population)
    if narrowed is not None and population is not None:
        found.append(
            TitledInterval(
                f"Over exactly these {images(population)}",
                narrowed,
                "Wilson's for this person over these images alone, of which this many are "
                "answered; it says nothing of other images.",
            )
        )
    return tuple(found)
