"""What took time to find out about images, for as many of them as are worth keeping."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Values by the numbers of images; of more than `most` the one used longest ago is dropped.

    What is asked for is awaited under a ticket, so that it is asked for once, and so that an
    answer to an older question is not taken for the newest. What is outdated is still known, as
    long as there is nothing newer.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[int, T] = OrderedDict()
        self._outdated: set[int] = set()
        self._awaited: dict[int, int] = {}
        self._ticket = 0

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._values)

    def known(self, number: int) -> T | None:
        """Return what is known about an image, None for nothing."""
        if number not in self._values:
            return None
        self._values.move_to_end(number)
        return self._values[number]

    def missing(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Return the images about which nothing current is known or awaited."""
        return tuple(n for n in numbers if not self._is_current(n) and n not in self._awaited)

    def absent(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Return the images about which nothing is known, awaited or not."""
        return tuple(number for number in numbers if number not in self._values)

    def expect(self, numbers: Iterable[int]) -> int:
        """Await values of these images; return the ticket with which they are handed in."""
        self._ticket += 1
        self._awaited |= dict.fromkeys(numbers, self._ticket)
        return self._ticket

    def take(self, values: Mapping[int, T], ticket: int) -> set[int]:
        """Keep those that are awaited under this ticket, and return which these are."""
        taken = {n for n in values if self._awaited.get(n) == ticket}
        for number in taken:
            del self._awaited[number]
            self._outdated.discard(number)
            self._values[number] = values[number]
            self._values.move_to_end(number)
        while len(self._values) > self._most:
            number, _ = self._values.popitem(last=False)
            self._outdated.discard(number)
        return taken

    def give_up(self, ticket: int) -> None:
        """Await nothing more under this ticket."""
        self._awaited = {n: own for n, own in self._awaited.items() if own != ticket}

    def outdate(self, numbers: Iterable[int]) -> None:
        """Ask again about these images when they are needed."""
        for number in numbers:
            self._awaited.pop(number, None)
            if number in self._values:
                self._outdated.add(number)

    def outdate_all(self) -> None:
        """Ask again about all images."""
        self._awaited.clear()
        self._outdated = set(self._values)

    def _is_current(self, number: int) -> bool:
        return number in self._values and number not in self._outdated
