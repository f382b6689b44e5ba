"""The ways to lay out a split that a person can choose from."""

from dataclasses import dataclass
from enum import Enum

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.mosaic import layout
from fmnist_gui.core.mosaic.layout import Layout

PER_CLASS = 10
FIRST_SEED = 0
"""In class rows this seed stands for the first images of each class, not for a draw."""


class Kind(Enum):
    """A way to lay out images; the value is what the chooser says."""

    CLASS_ROWS = "Class rows 10 × 10"
    RANDOM_20 = "Random 20 × 20"
    RANDOM_30 = "Random 30 × 30"
    FILE_ORDER = "All in file order"

    @property
    def is_seeded(self) -> bool:
        """Whether a seed decides which images are shown."""
        return self is not Kind.FILE_ORDER

    @property
    def tells_labels(self) -> bool:
        """Whether the place of an image tells its label."""
        return self is Kind.CLASS_ROWS


@dataclass(frozen=True)
class Arrangement:
    """What a person chose to see: a split, a way to lay it out, a seed."""

    split: str
    kind: Kind = Kind.CLASS_ROWS
    seed: int = FIRST_SEED


def arranged(arrangement: Arrangement, split: Split, *, class_count: int, aspect: float) -> Layout:
    """Return the layout of `split`; `aspect` is the width of the canvas by its height."""
    kind, seed = arrangement.kind, arrangement.seed
    if kind is Kind.CLASS_ROWS:
        drawn = None if seed == FIRST_SEED else seed
        return layout.class_rows(split.labels, PER_CLASS, class_count=class_count, seed=drawn)
    if kind is Kind.FILE_ORDER:
        return layout.file_order(len(split), aspect=aspect)
    side = 20 if kind is Kind.RANDOM_20 else 30
    return layout.random(len(split), side, rows=side, seed=seed)
