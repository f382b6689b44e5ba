"""What a person says of images about which most of the others say one thing."""

from dataclasses import replace

from fmnist_gui.core.chart import confusion_matrix
from fmnist_gui.core.chart.scene import Scene, Table
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats.class_test import ClassTest
from fmnist_gui.core.stats.confusion import (
    THIN_ROW,
    ClassScore,
    Confusion,
    balanced_accuracy,
    per_class,
)
from fmnist_gui.core.stats.percent import images, percent, percent_range
from fmnist_gui.core.study.person import PersonFigures

FIRST_COLUMN = "Most of the others"


class OthersMatrix:
    """The ``person`` beside the others, in the classes of a study, as charts about classes ask."""

    def __init__(self, person: PersonFigures, class_names: tuple[str, ...]) -> None:
        self.person = person
        self.class_names = class_names

    @property
    def count(self) -> int:
        """On how many images the others agree among themselves."""
        return self.person.agreement.count

    @property
    def charted(self) -> Confusion:
        """Rows are what most of the others said, columns what the person said."""
        return self.person.confusion

    @property
    def classes(self) -> tuple[ClassScore, ...]:
        """The share of each class on which the person agrees."""
        return per_class(self.charted)

    @property
    def class_tests(self) -> tuple[ClassTest, ...]:
        """None: nothing is tested while labels still come."""
        return ()

    @property
    def balanced_accuracy(self) -> float | None:
        """The mean of these shares; None while a class has no image."""
        return balanced_accuracy(self.charted)


def sentence(data: OthersMatrix) -> str:
    """Return how often the person agrees with the others."""
    own, name = data.person.agreement, in_line(data.person.name)
    if own.share is None:
        return f"Of the images of {name} there is none of which most of the others say one thing."
    return (
        f"{name} said what most of the others said of {own.right:,} of {images(own.count)}: "
        f"{percent(own.share)}, 95 % interval {percent_range(own.interval)}."
    )


def note(data: OthersMatrix) -> str:
    """Return how to read it, and what is left out."""
    left = []
    if tied := data.person.tied:
        left.append(f"Left out: {images(tied)} on which the others are tied.")
    if (data.charted.sum(axis=1) < THIN_ROW).any():
        left.append(f"Rows with fewer than {THIN_ROW} images are grey.")
    return " ".join(
        (
            "Rows are what most of the others said, never counting this person; columns what this "
            "person said, one image at a time; outlined cells agree.",
            *left,
        )
    )


def table(data: OthersMatrix) -> Table:
    """Return the counts, each with the interval of its share of the row."""
    made = confusion_matrix.table(data)
    return replace(made, columns=(FIRST_COLUMN, *made.columns[1:]))


def scene(data: OthersMatrix, width: float) -> Scene:
    """Lay the matrix out in `width` pixels."""
    return confusion_matrix.scene(data, width)
