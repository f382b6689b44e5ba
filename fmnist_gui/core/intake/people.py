"""The people whom a file of labels names, each with the same id on every machine."""

from uuid import UUID, uuid5

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.session.name import LONGEST, SHOWN, checked_name
from fmnist_gui.core.session.record import Annotator

SPACE = UUID("5e1f0c1e-6d0b-4c53-9a3d-0c8f2f6b7a11")
"""The space in which ids are made of what a file says, so that it says the same only once."""


class People:
    """Numbers the people of a file as they come; `prefix` is put before each name."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = f"{prefix.strip()} " if prefix.strip() else ""
        self._numbers: dict[str, int] = {}
        self._spellings: dict[str, int | str] = {}
        self.annotators: list[Annotator] = []

    def number(self, worker: str) -> int:
        """Return the number of who is called so. Raises RowError for what is no name."""
        found = self._spellings.get(worker)
        if found is None:
            found = self._spellings[worker] = self._new(worker)
        if isinstance(found, str):
            raise RowError(found)
        return found

    def _new(self, worker: str) -> int | str:
        try:
            name = checked_name(f"{self._prefix}{worker}")
        except RequestError:
            return f"{worker[:SHOWN]!r} as a person's name; it has 1 to {LONGEST} printable letters"
        number = self._numbers.setdefault(name, len(self._numbers))
        if number == len(self.annotators):
            self.annotators.append(Annotator(uuid5(SPACE, name), name))
        return number
