"""The ordered list of images of a session, drawn before its first trial."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.protocol import Protocol, Sampling

FORMAT = "fmnist-gui deck 1"
"""The format of a deck that says no more than which images come."""

LATER_FORMAT = "fmnist-gui deck 2"
BY_HAND = "practice"
"""The preset of images that a person picked: they have met them, so nothing is ever scored."""

CHOSEN = "chosen images"
"""The source of a deck drawn among some images only, if nobody said which."""

BY_CHANCE = frozenset(("", *get_args(Sampling)))
"""The sources of decks that are drawn by chance alone, from all images or all of some classes."""

Phase = Literal["practice", "main", "attention", "repeat"]
"""What a trial is for; only those of the main phase enter an accuracy."""


@dataclass(frozen=True)
class Deck:
    """Images by their index in a split, in the order in which they are shown.

    ``fingerprint`` is the split's. The same seed, preset and fingerprint give the same list on
    every machine as long as numpy keeps PCG64's stream; ``numpy_version`` records which drew it.
    ``excluded`` counts the images left out because the person had seen their label.

    ``source`` says how the images were found if not by a simple random sample. ``phases`` has one
    entry for each image, none if all are of the main phase. Attention checks are images of the
    split ``attention_split`` with ``attention_fingerprint``, or of the deck's own if those are
    empty. ``rules`` are those of a session whose protocol is no preset. ``base`` is the SHA-256
    of the deck of which this one is a reordering for one person of a panel. ``matrix`` holds the
    images of a matrix, row by row, among which those to be answered are marked.
    """

    preset: str
    split: str
    fingerprint: str
    seed: int
    indices: tuple[int, ...]
    numpy_version: str
    excluded: int = 0
    source: str = ""
    phases: tuple[Phase, ...] = ()
    attention_split: str = ""
    attention_fingerprint: str = ""
    rules: Protocol | None = None
    base: str = ""
    matrix: tuple[int, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the deck's content in canonical JSON."""
        return hashlib.sha256(canonical(self.content()).encode()).hexdigest()

    @property
    def code(self) -> str:
        """The start of the hash, short enough to read aloud."""
        return self.sha256[:8]

    @property
    def panel(self) -> str:
        """The SHA-256 of the deck that all people of a panel share: this one's or its base."""
        return self.base or self.sha256

    @property
    def is_by_chance(self) -> bool:
        """Whether nobody chose the images, by a filter or a list, so that they speak for all."""
        return self.source in BY_CHANCE

    @cached_property
    def main_indices(self) -> tuple[int, ...]:
        """The images of the main phase, each once."""
        if not self.phases:
            return self.indices
        pairs = zip(self.indices, self.phases, strict=True)
        return tuple(index for index, phase in pairs if phase == "main")

    def phase(self, position: int) -> Phase:
        """Return what the trial at `position` is for."""
        return self.phases[position] if self.phases else "main"

    def split_of(self, position: int) -> str:
        """Return the name of the split of the image at `position`."""
        is_check = self.phase(position) == "attention"
        return (is_check and self.attention_split) or self.split

    def content(self) -> dict[str, object]:
        """Return what is hashed and written to a file."""
        more = self.more()
        return {
            "format": LATER_FORMAT if more else FORMAT,
            "preset": self.preset,
            "split": self.split,
            "fingerprint": self.fingerprint,
            "seed": self.seed,
            "indices": list(self.indices),
            "numpy_version": self.numpy_version,
            "excluded": self.excluded,
            **more,
        }

    def more(self) -> dict[str, object]:
        """Return what only some decks say, fit for JSON; an entry that says nothing is left out.

        So a deck of the first format keeps its hash.
        """
        found = {
            "source": self.source,
            "phases": list(self.phases),
            "attention_split": self.attention_split,
            "attention_fingerprint": self.attention_fingerprint,
            "rules": self.rules.content() if self.rules else None,
            "base": self.base,
            "matrix": list(self.matrix),
        }
        return {name: value for name, value in found.items() if value}


def canonical(content: dict[str, object]) -> str:
    """Return `content` as JSON with one spelling: sorted keys, no spaces, ASCII."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


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
