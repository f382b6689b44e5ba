"""One image of the data set, with what follows from its label."""

from dataclasses import dataclass

import numpy as np

from fmnist_gui.core.dataset.dataset import Split


@dataclass(frozen=True, eq=False)
class Subject:
    """The image that somebody looks at."""

    split: Split
    index: int
    class_names: tuple[str, ...]

    @property
    def label(self) -> int:
        """Its class."""
        return int(self.split.labels[self.index])

    @property
    def class_name(self) -> str:
        """The name of its class."""
        return self.class_names[self.label]

    @property
    def rank(self) -> str:
        """Which of its class it is in the file, as "412 of 6,000"."""
        is_same = self.split.labels == self.label
        number = int(np.count_nonzero(is_same[: self.index + 1]))
        return f"{number:,} of {int(np.count_nonzero(is_same)):,}"

    def others(self, count: int) -> list[int]:
        """Return the first `count` images of its class, without itself."""
        members = np.flatnonzero(self.split.labels == self.label)[: count + 1]
        return [int(index) for index in members if index != self.index][:count]
