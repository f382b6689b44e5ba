"""Chance in the words that a recipe for a garment uses, repeatable from its key."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


class Dice:
    """Draws that depend on nothing but the integers given.

    Only ``Generator.random`` is used, since numpy keeps its stream and not that of the
    other distributions.
    """

    def __init__(self, *key: int) -> None:
        self._rng = np.random.default_rng(key)

    def between(self, low: float, high: float) -> float:
        """Return a number between `low` and `high`, each equally likely."""
        return low + (high - low) * float(self._rng.random())

    def near(self, middle: float, spread: float) -> float:
        """Return a number within `spread` of `middle`, mostly close to it."""
        return middle + spread * (2.0 * float(self._rng.random(3).mean()) - 1.0)

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int((high - low + 1) * self._rng.random())

    def chance(self, probability: float) -> bool:
        """Return True with the probability given."""
        return bool(self._rng.random() < probability)

    def choose(self, weights: Mapping[str, float]) -> str:
        """Return one of the keys, as often as its weight says."""
        rest = float(self._rng.random()) * sum(weights.values())
        for name, weight in weights.items():
            rest -= weight
            if rest < 0:
                return name
        return name

    def some(self, **chances: float) -> frozenset[str]:
        """Return those of the names whose chance came true."""
        return frozenset(name for name, chance in chances.items() if self.chance(chance))

    def seed(self) -> int:
        """Return a key for further dice."""
        return int(self._rng.random() * 2**31)

    def grid(self, rows: int, columns: int) -> NDArray[np.float32]:
        """Return numbers from -1 to 1, shape (rows, columns)."""
        return (2.0 * self._rng.random((rows, columns)) - 1.0).astype(np.float32)

    def order(self, count: int) -> NDArray[np.intp]:
        """Return the numbers from 0 to `count` - 1 in random order."""
        return np.argsort(self._rng.random(count), kind="stable")
