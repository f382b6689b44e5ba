"""What the charts about classes need: a session, or a pool of sessions."""

from typing import Protocol

from fmnist_gui.core.stats.class_test import ClassTest
from fmnist_gui.core.stats.confusion import ClassScore, Confusion


class ClassFigures(Protocol):
    """Scores by class; ``charted`` is (C, C), rows the file's labels, columns the answers."""

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the classes are called."""
        ...

    @property
    def count(self) -> int:
        """How many images are scored."""
        ...

    @property
    def classes(self) -> tuple[ClassScore, ...]:
        """The score of each class."""
        ...

    @property
    def class_tests(self) -> tuple[ClassTest, ...]:
        """Each class against the others; none where people have looked before the end."""
        ...

    @property
    def balanced_accuracy(self) -> float | None:
        """The mean share right over the classes."""
        ...

    @property
    def charted(self) -> Confusion:
        """The answers by label."""
        ...
