"""One image of a gallery, with what follows from its place and its label."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.gallery import Gallery, Place
from fmnist_gui.ui import pixels


@dataclass(frozen=True, eq=False)
class Subject:
    """The image that somebody looks at: image `number` of `gallery`."""

    gallery: Gallery
    number: int

    @cached_property
    def place(self) -> Place:
        """Its split and its index there."""
        return self.gallery.place(self.number)

    @property
    def split(self) -> Split:
        """The split it belongs to."""
        return self.gallery.split_of(self.number)

    @property
    def index(self) -> int:
        """Its index in its split."""
        return self.place.index

    @property
    def image(self) -> pixels.Grey:
        """Its grey values, shape (rows, columns)."""
        image: pixels.Grey = self.gallery.images[self.number]
        return image

    @property
    def label(self) -> int:
        """Its class."""
        return int(self.gallery.labels[self.number])

    @property
    def class_name(self) -> str:
        """The name of its class."""
        return name_of_class(self.label, self.gallery.class_names)

    @property
    def title(self) -> str:
        """What it is called in its split, as "#4907"."""
        return f"#{self.place.index}"

    @property
    def rank(self) -> str:
        """Which of its class it is in its split, as "412 of 6,000"."""
        is_same = self.split.labels == self.label
        before = int(np.count_nonzero(is_same[: self.place.index + 1]))
        return f"{before:,} of {int(np.count_nonzero(is_same)):,}"

    def is_of(self, other: "Subject | None") -> bool:
        """Whether `other` is the same image of the same data."""
        is_same = other is not None and other.gallery is self.gallery
        return is_same and other is not None and other.number == self.number


def name_of_class(number: int, names: tuple[str, ...]) -> str:
    """Return the name of a class; answers given to other data may have numbers without one."""
    return names[number] if 0 <= number < len(names) else f"class {number}"
