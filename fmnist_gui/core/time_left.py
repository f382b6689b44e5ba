"""How long work under way will still take, in words that promise no more than is known."""

SOON_S = 3.0

STEADY_AFTER_S, STEADY_SHARE = 2.0, 0.03
"""So long work must have gone on, and so much of it be done, before its pace is known."""

SETTLES_S = 6.0
"""In about so long what is told comes to what is found."""

RISES_FROM = 1.2
"""What is told rises only where what is found is greater by this factor."""


class TimeLeft:
    """Tells how long work under way still takes, from all its reports, without jumps.

    The pace counts from the first report on: what comes before, such as the start of a process,
    says nothing about it. What is told runs down with the clock, and is put right bit by bit.
    """

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None
        self._told: tuple[float, float] | None = None

    def update(self, now_s: float, done: int, total: int) -> float | None:
        """Return it at `now_s` of any clock, seconds; None while the pace is not known."""
        if total <= 0 or done <= 0:
            return None
        if self._first is None:
            self._first = now_s, done
        begun_s, before = self._first
        elapsed_s, share = now_s - begun_s, (done - before) / total
        if elapsed_s < STEADY_AFTER_S or share < STEADY_SHARE:
            return None
        found = elapsed_s * max(0, total - done) / (done - before)
        if self._told is not None:
            told_s, told = self._told
            passed_s = now_s - told_s
            expected = max(0.0, told - passed_s)
            if found < expected or found > RISES_FROM * expected:
                expected += (found - expected) * min(1.0, passed_s / SETTLES_S)
            found = expected
        self._told = now_s, found
        return found


def left_words(seconds: float | None) -> str:
    """Return "about 20 s left", "about 2 min left"; empty for None."""
    if seconds is None:
        return ""
    if seconds < SOON_S:
        return "a moment left"
    return f"{about(seconds)} left"


def about(seconds: float) -> str:
    """Return "about 20 s", "about 2 min": rounded, since nobody knows better."""
    return "a moment" if seconds < SOON_S else f"about {briefly(seconds)}"


def briefly(seconds: float) -> str:
    """Return "20 s", "2 min", rounded as well, for where there is little room."""
    if seconds < SOON_S:
        return "a moment"
    if seconds < 10:
        return f"{seconds:.0f} s"
    if seconds < 90:
        return f"{5 * round(seconds / 5)} s"
    return f"{round(seconds / 60)} min"
