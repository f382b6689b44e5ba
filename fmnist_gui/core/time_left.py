"""How long work under way will still take, in words that promise no more than is known."""

TELLS_AFTER_S = 1.0
"""Of the first moments too little is known."""

SOON_S = 3.0


def seconds_left(elapsed_s: float, done: int, total: int) -> float | None:
    """Return how long the rest takes at the pace so far; None while that tells nothing."""
    if elapsed_s < TELLS_AFTER_S or done <= 0 or total <= 0:
        return None
    return elapsed_s * max(0, total - done) / done


def left_words(seconds: float | None) -> str:
    """Return "about 20 s left", "about 2 min left"; empty for None."""
    if seconds is None:
        return ""
    if seconds < SOON_S:
        return "a moment left"
    return f"{about(seconds)} left"


def about(seconds: float) -> str:
    """Return "about 20 s", "about 2 min": rounded, since nobody knows better."""
    if seconds < SOON_S:
        return "a moment"
    if seconds < 10:
        return f"about {seconds:.0f} s"
    if seconds < 90:
        return f"about {5 * round(seconds / 5)} s"
    return f"about {round(seconds / 60)} min"
