"""When a sitting stops for a while, and what is said then."""

from dataclasses import dataclass

from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.session import Session
from fmnist_gui.ui.plain_text import isolated

GOES_ON = "Space goes on. Esc leaves; you can go on later."
NAME_SHOWN = 60
ENDS = "Space goes on. Esc ends it."


@dataclass(frozen=True)
class Card:
    """What is said in the image's place; ``is_rest`` has the time told since it appeared."""

    title: str
    lines: tuple[str, ...] = ()
    hint: str = ""
    goes_on: bool = True
    is_rest: bool = False


class Breaks:
    """Offers a break after every `every` trials, each once; never if that is None.

    Whoever comes back at a break has had one: `position` is where the sitting begins.
    """

    def __init__(self, every: int | None, *, position: int) -> None:
        self._every = every
        self._offered_at = position

    def is_due(self, position: int) -> bool:
        """Whether a break is to be offered before the trial at `position`, which it then is."""
        if self._every is None or position in (0, self._offered_at):
            return False
        is_due = position % self._every == 0
        if is_due:
            self._offered_at = position
        return is_due


class Cards:
    """Writes what is said to the person of `session`; nothing of right and wrong."""

    def __init__(self, session: Session, protocol: Protocol) -> None:
        self._session = session
        self._protocol = protocol
        self._hint = ENDS if leaving_ends(protocol) else GOES_ON

    def paused(self) -> Card:
        """Return what is said in a pause that somebody asked for, before it begins.

        An image comes again only if it was hidden without an answer.
        """
        is_open = self._session.state == "showing"
        line = "This image comes anew when you go on." if is_open else self._done()
        return Card("Paused", (line,), hint=self._hint, is_rest=True)

    def break_offered(self) -> Card:
        """Return what is said when a break is offered."""
        return Card("Time for a break?", (self._done(),), hint=self._hint, is_rest=True)

    def resumed(self) -> Card:
        """Return where a person was who comes back."""
        record = self._session.record
        lines = [f"{self._protocol.title}, {_short(record.annotator.name)}", self._done()]
        if answers := self._session.answers:
            last_at = answers[-1].answered_at.astimezone()
            lines.append(f"Last answered {last_at:%d %b %Y, %H:%M}.")
        return Card("Where you were", tuple(lines), hint=self._hint)

    def moved(self, sentence: str) -> Card:
        """Return what is said when the window has come to another screen, as `sentence` tells."""
        size_px = self._session.record.presentation.size_px
        what = "It comes anew" if self._session.state == "showing" else "The next one comes"
        again = f"{what} when you go on, {size_px} pixels large as before."
        return Card("The image was hidden", (sentence, again), hint=self._hint)

    def _done(self) -> str:
        session = self._session
        if self._protocol.is_open_ended:
            return f"{session.position} answered."
        return f"{session.position} of {session.count} answered."


def _short(name: str) -> str:
    return isolated(name if len(name) <= NAME_SHOWN else f"{name[:NAME_SHOWN]}…")


def over(title: str) -> Card:
    """Return what is said at the very end, while the last entry is saved."""
    return Card(title, goes_on=False)


def leaving_ends(protocol: Protocol) -> bool:
    """Whether nobody goes on with a session that was left: a practice has no other end."""
    return protocol.is_open_ended and protocol.time_limit_s is None
