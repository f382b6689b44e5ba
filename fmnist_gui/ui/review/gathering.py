"""What a witness looks up in the background about the images of a gallery."""

from collections.abc import Sequence

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.dataset.predictions import Probs
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.review import neighbour
from fmnist_gui.core.review.example import ExampleBook, likeness_of_points, likeness_of_scores
from fmnist_gui.core.review.near_table import NearTable
from fmnist_gui.ui.image.neighbour_strip import MOST, Neighbour
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.review import example_row
from fmnist_gui.ui.review.case import Examples

COMPONENTS = 32
"""In so many directions images are compared where no model has seen them."""


def nearest(
    report: Report, is_cancelled: CancelCheck, *, gallery: Gallery, numbers: Sequence[int]
) -> dict[int, tuple[Neighbour, ...]]:
    """Return the nearest images of all splits of each image in `numbers`, the nearest first.

    Raises Cancelled.
    """
    near = neighbour.nearest(
        gallery.images, numbers, MOST, report=report, is_cancelled=is_cancelled
    )
    found = zip(numbers, near.numbers.tolist(), near.distances.tolist(), strict=True)
    return {number: tuple(map(Neighbour, own, distances)) for number, own, distances in found}


def nearest_in(near: NearTable, number: int) -> tuple[Neighbour, ...]:
    """Return the neighbours of image `number` by how far their pixels are, equals by number.

    The table has them in the order of the components.
    """
    numbers, distances = near.numbers[number], near.pixel_distances[number]
    order = np.lexsort((numbers, distances))
    return tuple(map(Neighbour, numbers[order].tolist(), distances[order].tolist()))


def book_of(
    report: Report, is_cancelled: CancelCheck, *, gallery: Gallery, probs: Probs | None
) -> ExampleBook:
    """Return where to look examples up: by probabilities out of sample, else by the pixels.

    `probs` is (images, classes). Raises Cancelled.
    """
    if probs is not None:
        likeness = likeness_of_scores(probs, gallery.labels)
    else:
        from fmnist_gui.core.projection.pca import principal

        made = principal(gallery.images, COMPONENTS, report=report, is_cancelled=is_cancelled)
        likeness = likeness_of_points(made.scores, gallery.labels, len(gallery.class_names))
    # One more than is shown, since the image itself is left out.
    return ExampleBook(likeness, gallery.labels, count=example_row.MOST + 1)


def examples_of(book: ExampleBook, subject: Subject, other: int | None) -> tuple[Examples, ...]:
    """Return examples of the label of an image and of the `other` class in question, if any."""
    label = subject.label
    if other is None:
        return (Examples(label, _without(book.typical(label), subject)),)
    return tuple(
        Examples(
            own,
            _without(book.typical(own), subject),
            towards,
            _without(book.border(own, towards), subject),
        )
        for own, towards in ((label, other), (other, label))
    )


def _without(numbers: tuple[int, ...], subject: Subject) -> tuple[int, ...]:
    """Return as many of these images as are shown, without the one under review."""
    return tuple(n for n in numbers if n != subject.number)[: example_row.MOST]
