"""The ordered list of images of a session, drawn before its first trial."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.protocol import Protocol

FORMAT = "fmnist-gui deck 1"
BY_HAND = "practice"
"""The preset of images that a person picked: they have met them, so nothing is ever scored."""


@dataclass(frozen=True)
class Deck:
    """Images by their index in a split, in the order in which they are shown.

    ``fingerprint`` is the split's. The same seed, preset and fingerprint give the same list on
    every machine as long as numpy keeps PCG64's stream; ``numpy_version`` records which drew it.
    ``excluded`` counts the images left out because the person had seen their label.
    """

    preset: str
    split: str
    fingerprint: str
    seed: int
    indices: tuple[int, ...]
    numpy_version: str
    excluded: int = 0

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the deck's content in canonical JSON."""
        return hashlib.sha256(canonical(self.content()).encode()).hexdigest()

    @property
    def code(self) -> str:
        """The start of the hash, short enough to read aloud."""
        return self.sha256[:8]

    def content(self) -> dict[str, object]:
        """Return what is hashed and written to a file."""
        return {
            "format": FORMAT,
            "preset": self.preset,
            "split": self.split,
            "fingerprint": self.fingerprint,
            "seed": self.seed,
            "indices": list(self.indices),
            "numpy_version": self.numpy_version,
            "excluded": self.excluded,
        }


def canonical(content: dict[str, object]) -> str:
    """Return `content` as JSON with one spelling: sorted keys, no spaces, ASCII."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def draw(
    split: Split, preset: str, *, count: int, seed: int, excluded: Collection[int] = ()
) -> Deck:
    """Draw `count` images of `split` without replacement, leaving out the `excluded` ones.

    A simple random sample by numpy's PCG64: the first `count` of a permutation, so that a longer
    deck of the same seed begins with the shorter one. Raises DeckError when too few are left.
    """
    permutation = np.random.default_rng(seed).permutation(len(split))
    if excluded:
        permutation = permutation[~np.isin(permutation, np.fromiter(excluded, dtype=np.int64))]
    left = len(permutation)
    if not 0 < count <= left:
        raise DeckError(
            f"a deck of {count} images",
            expected=f"a number from 1 to {left}" if left else "images that are new to this person",
            found=f"{len(split)} {split.name} images, {len(split) - left} of them seen before or "
            "waiting in a session to be resumed",
            remedy="choose another number or other data",
        )
    return Deck(
        preset=preset,
        split=split.name,
        fingerprint=split.fingerprint,
        seed=seed,
        indices=tuple(permutation[:count].tolist()),
        numpy_version=np.__version__,
        excluded=len(split) - left,
    )


def deck_for(
    protocol: Protocol,
    split: Split,
    *,
    seed: int,
    count: int | None = None,
    met: Collection[int] = (),
    waiting: Collection[int] = (),
) -> Deck:
    """Draw the deck of a session under `protocol`; `count` None means its own length.

    A scored one leaves out the images that the person has `met` and those `waiting` in sessions
    that the person may resume; practice leaves nothing out. Raises DeckError when too few are
    left.
    """
    excluded = frozenset((*met, *waiting)) if protocol.is_scored else frozenset()
    wanted = protocol.length(len(split)) if count is None else count
    return draw(split, protocol.key, count=wanted, seed=seed, excluded=excluded)


def deck_of(split: Split, indices: Sequence[int]) -> Deck:
    """Return the deck of exactly these images of `split`, in this order, for practice.

    Raises DeckError when there are none, one is not in the split, or one comes twice.
    """
    outside = [index for index in indices if not 0 <= index < len(split)]
    if not indices or outside or len(set(indices)) != len(indices):
        found = f"{split.name} {outside[0]}" if outside else "an image twice" if indices else "none"
        raise DeckError(
            f"a deck of {len(indices)} images",
            expected=f"different images from 0 to {len(split) - 1}",
            found=found,
            remedy="choose others",
        )
    return Deck(
        preset=BY_HAND,
        split=split.name,
        fingerprint=split.fingerprint,
        seed=0,
        indices=tuple(map(int, indices)),
        numpy_version=np.__version__,
    )
