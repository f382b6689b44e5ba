"""What a study will take: labels, people, sittings and hours."""

from dataclasses import dataclass
from math import ceil

from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.study.study import Study

USUAL_S = 3.0
"""From one image to the next in seconds: a hundred take five minutes, as in a standard session."""


@dataclass(frozen=True)
class Range:
    """From ``low`` to ``high``, which are the same unless labels are asked for until certain."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


@dataclass(frozen=True)
class Plan:
    """What a study takes with everybody at the usual pace, ``hours`` of all people together.

    ``minutes`` is how long a sitting takes. ``people`` are the fewest with whom it can be done:
    nobody labels an image twice.
    """

    images: int
    labels: Range
    people: int
    sittings: Range
    minutes: float
    hours: tuple[float, float]

    @property
    def sentence(self) -> str:
        """The plan in words."""
        labels = "1 label" if self.labels == Range(1, 1) else f"{self.labels} labels"
        people = "1 person" if self.people == 1 else f"{self.people:,} people"
        sittings = "1 sitting" if self.sittings == Range(1, 1) else f"{self.sittings} sittings"
        return (
            f"{images(self.images)}, {labels} in all by {people} or more: {_hours(self.hours)} of "
            f"work together at the usual {USUAL_S:g} s an image, in {sittings} of "
            f"{_minutes(self.minutes)}."
        )


def plan(study: Study) -> Plan:
    """Return what `study` takes; attention checks and repeats cost time, but are no labels."""
    count, wanted = len(study.indices), study.wanted
    extra = 1 + (study.attention_percent + study.repeat_percent) / 100
    labels = Range(count * wanted.labels, count * wanted.most)
    sitting = min(study.sitting, count)
    return Plan(
        images=count,
        labels=labels,
        people=wanted.most,
        sittings=Range(ceil(labels.low / sitting), ceil(labels.high / sitting)),
        minutes=sitting * extra * USUAL_S / 60,
        hours=(labels.low * extra * USUAL_S / 3600, labels.high * extra * USUAL_S / 3600),
    )


def _hours(ends: tuple[float, float]) -> str:
    low, high = ends
    if high < 1:
        return _minutes(high * 60)
    if low == high:
        return f"about {_hour(high)} h"
    return f"about {_hour(low)} to {_hour(high)} h"


def _hour(hours: float) -> str:
    return f"{hours:.1f}" if hours < 10 else f"{round(hours):,}"


def _minutes(minutes: float) -> str:
    return "a minute" if minutes < 1.5 else f"about {round(minutes)} min"
