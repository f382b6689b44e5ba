"""What is said of the agreement in a study beside alpha itself."""

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats.percent import DASH, decimal, images, percent, percent_range
from fmnist_gui.core.study.agreement import StudyAgreement

MOST_PAIRS = 12
"""So many pairs are listed."""

LONGEST_NAME = 20
"""Of each of two people: the figures beside them are what the table is for."""

READING = (
    "1 is perfect agreement, 0 is what chance gives. The interval comes from drawing the images "
    "anew a thousand times."
)


def basis(found: StudyAgreement) -> str:
    """Return over which images alpha is, and how to read it; empty where there is none."""
    if found.alpha is None:
        return ""
    return f"Over {images(found.paired)} with two labels or more, of {found.images:,}. {READING}"


def fleiss(found: StudyAgreement) -> str:
    """Return Fleiss' kappa, or why there is none."""
    if found.fleiss is None:
        return f"No Fleiss’ kappa: {found.why_no_fleiss}."
    return f"Fleiss’ kappa {decimal(found.fleiss)}: each image has as many labels."


def pairs_note(found: StudyAgreement) -> str:
    """Return which pairs are listed; empty where no two people named a class for one image."""
    if not found.pairs:
        return ""
    listed = min(len(found.pairs), MOST_PAIRS)
    cut = ""
    if found.people < found.all_people:
        cut = f", among the {found.people:,} people with the most labels"
    if listed == len(found.pairs) and not cut:
        return "Two by two, over the images that both named a class for."
    return (
        f"Two by two: the {listed:,} pairs with the most images in common, of "
        f"{len(found.pairs):,}{cut}."
    )


def pairs_table(found: StudyAgreement) -> Table:
    """Return the pairs with the most images in common."""
    rows = [
        (
            " and ".join(in_line(name, LONGEST_NAME) for name in pair.names),
            f"{pair.images:,}",
            percent(pair.share, decimals=0),
            percent_range(pair.interval, decimals=0),
            DASH if pair.kappa is None else decimal(pair.kappa),
        )
        for pair in found.pairs[:MOST_PAIRS]
    ]
    columns = ("Two people", "Images", "Same class", "95 % interval", "Cohen’s kappa")
    return Table(columns, tuple(rows), (1, 2, 3, 4))
