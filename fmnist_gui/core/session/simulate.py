"""Simulated people: they answer through the same session as everybody else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from fmnist_gui.core.session.chooser import Chooser
from fmnist_gui.core.session.inquiry import FAIRLY_SURE, UNSURE
from fmnist_gui.core.session.protocol import Confidence, Protocol
from fmnist_gui.core.session.record import Entry
from fmnist_gui.core.session.session import Choice, Session

ATTENTIVE = 0.98
"""How often a simulated person is right on an attention check."""


@dataclass(frozen=True)
class ResponseTimes:
    """Ex-Gaussian response times in seconds: normal(mu, sigma) plus exponential(tau)."""

    mu_s: float = 0.75
    sigma_s: float = 0.12
    tau_s: float = 0.45
    least_s: float = 0.25

    def draw(self, rng: "np.random.Generator") -> float:
        """Return one response time in seconds."""
        drawn = rng.normal(self.mu_s, self.sigma_s) + rng.exponential(self.tau_s)
        return max(self.least_s, float(drawn))


@dataclass(frozen=True)
class Sureness:
    """How sure a simulated person says it is: shares of the four levels, from guess to sure.

    People are surer when they are right, though less than they believe.
    """

    right: tuple[float, float, float, float] = (0.05, 0.15, 0.30, 0.50)
    wrong: tuple[float, float, float, float] = (0.20, 0.30, 0.30, 0.20)

    def draw(self, rng: "np.random.Generator", *, is_right: bool, asked: Confidence) -> int | None:
        """Return a level as confidence is `asked` for, None where it is not."""
        if asked == "none":
            return None
        level = int(rng.choice(4, p=self.right if is_right else self.wrong))
        if asked == "shift":
            return FAIRLY_SURE if level >= FAIRLY_SURE else UNSURE
        return level


@dataclass(frozen=True)
class Person:
    """Somebody who is simulated. ``sureness`` None leaves out how sure an answer is."""

    chooser: Chooser
    times: ResponseTimes = field(default_factory=ResponseTimes)
    sureness: Sureness | None = field(default_factory=Sureness)

    def choice(self, session: Session, rng: "np.random.Generator") -> Choice:
        """Return what this person says about the current image of `session`."""
        rules = session.record.rules
        named = self._named(session, rng)
        if rules is None:
            return Choice(named)
        level = None
        if self.sureness is not None:
            is_right = named == session.label
            level = self.sureness.draw(rng, is_right=is_right, asked=rules.confidence)
        another = self._named(session, rng) if rules.has_second_choice else named
        return Choice(named, confidence=level, second=None if another == named else another)

    def _named(self, session: Session, rng: "np.random.Generator") -> int:
        """Return a class that the rules let be named, in this person's proportions among them."""
        rules, label = session.record.rules, session.label
        # What the person is like says nothing about images of another split, which are clear.
        if session.is_of_checks and rng.random() < ATTENTIVE:
            return label
        allowed = rules.classes if rules is not None else ()
        if session.is_of_checks:
            return int(rng.choice(allowed or len(session.record.class_names)))
        return self.chooser.choose(session.image_index, label, rng, allowed=allowed)


def play(
    session: Session,
    chooser: Chooser | Person,
    save: Callable[[Entry], object],
    *,
    rng: "np.random.Generator",
    now: datetime,
) -> None:
    """Answer every trial that is left of `session`, handing each entry to `save`.

    The clock is simulated as well: it starts at `now` and moves by the drawn response times, by
    what the rules show before an answer is taken, and stops the session at their time limit.
    """
    person = chooser if isinstance(chooser, Person) else Person(chooser)
    rules = session.record.rules
    before_ns, after_ns = _shown_ns(rules)
    limit_s = rules.time_limit_s if rules is not None else None
    limit_ns = None if limit_s is None else round(limit_s * 1e9)
    clock_ns = 0
    while session.position < session.count:
        onset_ns = clock_ns + before_ns
        choice = person.choice(session, rng)
        response_ns = onset_ns + after_ns + round(person.times.draw(rng) * 1e9)
        if limit_ns is not None and response_ns > limit_ns:
            clock_ns = limit_ns
            if event := session.time_out(_at(now, clock_ns)):
                save(event)
            break
        session.shown(onset_ns, _at(now, onset_ns))
        answer = session.answer(
            choice,
            response_ns=response_ns,
            answered_at=_at(now, response_ns),
            device="simulated",
            key="",
        )
        assert answer is not None, "an image that is shown can be answered"
        save(answer)
        clock_ns = response_ns
    if event := session.finish(_at(now, clock_ns)):
        save(event)


def _shown_ns(rules: Protocol | None) -> tuple[int, int]:
    """Return the time before an image is shown, and from then until an answer is taken."""
    if rules is None or rules.timeline is None:
        return 0, 0
    shown = rules.timeline
    return shown.fixation_ms * 1_000_000, (shown.image_ms + shown.mask_ms) * 1_000_000


def _at(now: datetime, clock_ns: int) -> datetime:
    return now + timedelta(microseconds=clock_ns / 1000)
