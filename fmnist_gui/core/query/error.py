"""What is wrong with a query line, and where."""

from fmnist_gui.core.errors import FmnistError

_PIECE_MAX = 60


class QueryError(FmnistError):
    """A query line that cannot be read or answered.

    ``start`` and ``end`` say which part of the line is meant (``end`` is one past it); ``piece``
    is the term that it is in, quoted in the sentence.
    """

    def __init__(self, complaint: str, piece: str, *, start: int, end: int) -> None:
        super().__init__(f'at sign {start + 1}, "{shortened(piece)}": {complaint}')
        self.start = start
        self.end = end


def shortened(piece: str) -> str:
    """Return `piece`, cut where it would make a sentence too long."""
    return piece if len(piece) <= _PIECE_MAX else piece[: _PIECE_MAX - 1] + "…"
