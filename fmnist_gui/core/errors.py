"""What the user can act on, said in one sentence."""

from collections.abc import Sequence
from pathlib import Path


class FmnistError(Exception):
    """A failure that the user can mend; ``str()`` of it is one sentence on one line.

    The sentence names the thing, what was expected, what was found and what to do.
    Everything else that is raised is a bug and goes to the exception hook.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(" ".join(sentence.split()))


class MismatchError(FmnistError):
    """The usual shape of the sentence: *thing*: expected *x*, found *y*; *what to do*."""

    def __init__(self, thing: Path | str, *, expected: str, found: str, remedy: str) -> None:
        super().__init__(f"{thing}: expected {expected}, found {found}; {remedy}")
        self.expected = expected
        self.found = found


class DataError(MismatchError):
    """A data file or folder that cannot be used as it is."""


class DeckError(MismatchError):
    """A deck that is damaged, of other data, or that cannot be drawn."""


class StoreError(MismatchError):
    """A database that cannot be opened or written."""


class ServerError(MismatchError):
    """A server for shared studies that refuses what is asked of it."""


class AwayError(ServerError):
    """A server that does not answer; what was to be sent waits until it does."""


class DownloadError(MismatchError):
    """An answer from the network that is not the file asked for."""


class RequestError(FmnistError):
    """A wish that cannot be met: an unknown preset, a session that is not there."""


class ChoiceError(RequestError):
    """A wish that may mean several things; ``choices`` are their names."""

    def __init__(self, sentence: str, choices: Sequence[str]) -> None:
        super().__init__(sentence)
        self.choices = tuple(choices)
