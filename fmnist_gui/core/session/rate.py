"""How many right answers a session against the clock brought in a minute."""

from dataclasses import dataclass

from fmnist_gui.core.session.outcome import Outcome, Trial
from fmnist_gui.core.session.record import History, SessionEvent
from fmnist_gui.core.stats.percent import images


@dataclass(frozen=True)
class Rate:
    """``right`` of ``count`` scored answers in ``seconds``."""

    right: int
    count: int
    seconds: float

    @property
    def per_minute(self) -> float:
        """Right answers in a minute."""
        return 60 * self.right / self.seconds

    def sentence(self, who: str) -> str:
        """Return the headline: the rate, with what it rests on."""
        return (
            f"{who} gave {self.per_minute:.1f} right answers a minute: {self.right:,} of "
            f"{images(self.count)} in {self.seconds:.0f} s."
        )

    def content(self) -> dict[str, object]:
        """Return the figures fit for JSON."""
        return {
            "right": self.right,
            "n": self.count,
            "seconds": self.seconds,
            "right_per_minute": self.per_minute,
        }


def rate(history: History, came: Outcome) -> Rate | None:
    """Return the rate of a session with a time limit; None for others and without an answer.

    The time is the whole limit where the clock ended the session, else what the answers took;
    but only the share of it that the scored answers took among all, so that repeats, attention
    checks and images met before cost nobody a minute that brings nothing.
    """
    known = history.record.rules
    scored = came.scored
    if known is None or known.time_limit_s is None or not scored:
        return None
    was_stopped = any(
        isinstance(entry, SessionEvent) and entry.kind == "timed_out" for entry in history.entries
    )
    scored_s, all_s = _taken_s(scored), _taken_s(came.trials)
    taken_s = known.time_limit_s * scored_s / all_s if was_stopped and all_s > 0 else scored_s
    return Rate(sum(t.is_right for t in scored), len(scored), taken_s) if taken_s > 0 else None


def summed(rates: list[Rate]) -> Rate | None:
    """Return several rates as one; None without any."""
    if not rates:
        return None
    return Rate(
        sum(rate.right for rate in rates),
        sum(rate.count for rate in rates),
        sum(rate.seconds for rate in rates),
    )


def _taken_s(trials: tuple[Trial, ...]) -> float:
    return sum(max(trial.response_s, 0.0) for trial in trials)
