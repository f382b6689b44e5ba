"""Rankings by the nearest images of each image."""

from functools import partial

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.duplicate import duplicates
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.near_table import NearRanking
from fmnist_gui.core.review.neighbourhood import Neighbourhood, neighbourhood
from fmnist_gui.core.review.outlier import outliers
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.clause import image_name
from fmnist_gui.core.review.ranking.ranking import Need, Ranked, Ranking, Suggested, unless_label

NEEDS_NEIGHBOURS = Need(
    ("neighbours",),
    "the nearest neighbours of all images",
    "find the neighbours here",
    "'fmnist-gui review neighbours' finds them",
)


def _has_neighbours(evidence: Evidence) -> bool:
    return evidence.near is not None


def _duplicates(evidence: Evidence) -> Ranked:
    gallery = evidence.gallery
    assert evidence.near is not None
    found = duplicates(evidence.near, gallery.labels, gallery.split_numbers)
    clause = partial(_duplicate_clause, gallery, found)
    return Ranked(found.scores, _labels_there(gallery, found), clause)


def _outliers(evidence: Evidence) -> Ranked:
    gallery = evidence.gallery
    assert evidence.near is not None
    found = outliers(evidence.near, gallery.labels)
    clause = partial(_outlier_clause, gallery, found)
    return Ranked(found.scores, np.full(len(gallery), NO_CLASS, dtype=np.int16), clause)


def _neighbours(evidence: Evidence) -> Ranked:
    gallery = evidence.gallery
    assert evidence.near is not None
    found = neighbourhood(evidence.near, gallery.labels, classes=len(gallery.class_names))
    suggested = np.where(found.suggested >= 0, found.suggested, NO_CLASS).astype(np.int16)
    return Ranked(found.margins, suggested, partial(_neighbour_clause, gallery, found))


def _labels_there(gallery: Gallery, found: NearRanking) -> Suggested:
    """Return the label of each counterpart as a suggestion, unless it is that of the image."""
    is_there = found.counterparts >= 0
    # The last one stands in where there is none.
    labels = gallery.labels[found.counterparts].astype(np.int16)
    return np.where(is_there, unless_label(labels, gallery.labels), NO_CLASS).astype(np.int16)


def _duplicate_clause(gallery: Gallery, found: NearRanking, number: int) -> str:
    """Return "12 grey values from train 5120, which is labelled Coat"."""
    other = int(found.counterparts[number])
    distance = _pixel_distance(gallery, number, other)
    begins = f"{distance:,.0f} grey values from" if distance else "the very same pixels as"
    same = " too" if gallery.labels[other] == gallery.labels[number] else ""
    name = gallery.class_names[gallery.labels[other]]
    return f"{begins} {image_name(gallery, other)}, which is labelled {name}{same}"


def _outlier_clause(gallery: Gallery, found: NearRanking, number: int) -> str:
    """Return "its nearest image, train 5120, labelled Coat, is 3,012 grey values away"."""
    other = int(found.counterparts[number])
    distance = _pixel_distance(gallery, number, other)
    name = gallery.class_names[gallery.labels[other]]
    return (
        f"its nearest image, {image_name(gallery, other)}, labelled {name}, is {distance:,.0f} "
        "grey values away"
    )


def _neighbour_clause(gallery: Gallery, found: Neighbourhood, number: int) -> str:
    """Return "6 of its 8 nearest images are labelled Coat"."""
    if found.suggested[number] < 0:
        return f"its {found.count} nearest images bear the same label"
    name = gallery.class_names[found.suggested[number]]
    verb = "is" if found.votes[number] == 1 else "are"
    return f"{found.votes[number]} of its {found.count} nearest images {verb} labelled {name}"


def _pixel_distance(gallery: Gallery, one: int, other: int) -> float:
    """Return the Euclidean distance of two images over all pixels, in grey values."""
    apart = gallery.images[one].astype(np.float64) - gallery.images[other]
    return float(np.sqrt((apart * apart).sum()))


NEIGHBOURS = Ranking(
    "neighbours",
    "Nearest images",
    "By how far the nearest images prefer another label, the nearer the more.",
    NEEDS_NEIGHBOURS,
    _has_neighbours,
    _neighbours,
)
DUPLICATES = Ranking(
    "duplicates",
    "Near duplicates",
    "Only near duplicates, within a split and across; copies first, then by likeness.",
    NEEDS_NEIGHBOURS,
    _has_neighbours,
    _duplicates,
    is_rising=True,
    is_list=True,
)
OUTLIERS = Ranking(
    "outliers",
    "Outliers",
    "By how far even the nearest images are, beside what is usual for the label.",
    NEEDS_NEIGHBOURS,
    _has_neighbours,
    _outliers,
    is_about_class=False,
)
