"""Simulated people: they answer through the same session as everybody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.session.record import Entry
from fmnist_gui.core.session.session import Session

LOOK_ALIKES = (frozenset({0, 2, 3, 4, 6}), frozenset({5, 7, 9}))
"""Fashion-MNIST's tops and shoes, which are taken for each other."""

SIMILAR_WEIGHT = 9.0
"""How many times as likely a mistake is a class of the same group as one outside it."""


class Chooser(Protocol):
    """How a simulated person decides."""

    def choose(self, image_index: int, label: int, rng: np.random.Generator) -> int:
        """Return a class number for an image whose label in the file is `label`."""
        ...


@dataclass(frozen=True)
class AccuracyChooser:
    """Right with probability `accuracy`; mistakes prefer classes that look alike."""

    accuracy: float
    class_count: int

    def choose(self, image_index: int, label: int, rng: np.random.Generator) -> int:
        """Return the label, or a class confused with it."""
        if rng.random() < self.accuracy or self.class_count == 1:
            return label
        weights = np.ones(self.class_count)
        for group in LOOK_ALIKES if self.class_count == 10 else ():
            if label in group:
                weights[list(group)] = SIMILAR_WEIGHT
        weights[label] = 0.0
        return int(rng.choice(self.class_count, p=weights / weights.sum()))


@dataclass(frozen=True, eq=False)
class CountsChooser:
    """Answers as a random member of a crowd: `counts` is (images, classes), row = image index."""

    counts: NDArray[np.int64]

    def choose(self, image_index: int, label: int, rng: np.random.Generator) -> int:
        """Return one of the crowd's answers for this image, in proportion to their number."""
        row = self.counts[image_index]
        return int(rng.choice(len(row), p=row / row.sum()))


@dataclass(frozen=True)
class ResponseTimes:
    """Ex-Gaussian response times in seconds: normal(mu, sigma) plus exponential(tau)."""

    mu_s: float = 0.75
    sigma_s: float = 0.12
    tau_s: float = 0.45
    least_s: float = 0.25

    def draw(self, rng: np.random.Generator) -> float:
        """Return one response time in seconds."""
        drawn = rng.normal(self.mu_s, self.sigma_s) + rng.exponential(self.tau_s)
        return max(self.least_s, float(drawn))


def play(
    session: Session,
    chooser: Chooser,
    save: Callable[[Entry], object],
    *,
    rng: np.random.Generator,
    now: datetime,
    times: ResponseTimes | None = None,
) -> None:
    """Answer every trial that is left of `session`, handing each entry to `save`.

    The clock is simulated as well: it starts at `now` and moves by the drawn response times.
    """
    times = times or ResponseTimes()
    clock_ns = 0
    while session.position < session.count:
        index = session.image_index
        onset = now + timedelta(microseconds=clock_ns / 1000)
        session.shown(clock_ns, onset)
        label = session.label
        chosen = chooser.choose(index, label, rng)
        clock_ns += round(times.draw(rng) * 1e9)
        answer = session.answer(
            chosen,
            response_ns=clock_ns,
            answered_at=now + timedelta(microseconds=clock_ns / 1000),
            device="simulated",
            key="",
        )
        assert answer is not None, "an image that is shown can be answered"
        save(answer)
    if event := session.finish(now + timedelta(microseconds=clock_ns / 1000)):
        save(event)
