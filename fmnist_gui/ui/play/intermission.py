"""When a sitting stops for a while, and the words for it."""

GOES_ON = "Space goes on. Esc leaves; you can go on later."


class Breaks:
    """Offers a break after every `every` trials, each once.

    Whoever comes back at a break has had one: `position` is where the sitting begins.
    """

    def __init__(self, every: int, *, position: int) -> None:
        self._every = every
        self._offered_at = position

    def is_due(self, position: int) -> bool:
        """Whether a break is to be offered before the trial at `position`, which it then is."""
        is_due = 0 < position != self._offered_at and position % self._every == 0
        if is_due:
            self._offered_at = position
        return is_due


def paused() -> str:
    """Return the words for a pause that somebody asked for."""
    return f"Paused.\n\n{GOES_ON}"


def break_offered(position: int) -> str:
    """Return the words for a break after `position` trials."""
    return f"{position} done. Time for a break?\n\n{GOES_ON}"
