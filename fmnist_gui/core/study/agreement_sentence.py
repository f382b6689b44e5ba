"""What is said of the agreement in a study beside alpha itself."""

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats.percent import DASH, decimal, images, percent, percent_range
from fmnist_gui.core.study.agreement import StudyAgreement

FEW_IMAGES = 20
"""Over fewer, two people's figures are marked: they say little."""

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
    is_cut = found.people < found.all_people
    among = f", among the {found.people:,} people with the most labels" if is_cut else ""
    told = f"Two by two, over the images that both named a class for{among}."
    if any(pair.images < FEW_IMAGES for pair in found.pairs):
        told += f" Fewer than {FEW_IMAGES} of them, marked few, say little about two people."
    return told


def pairs_table(found: StudyAgreement) -> Table:
    """Return the pairs, those with the most images in common first."""
    rows = [
        (
            " and ".join(in_line(name, LONGEST_NAME) for name in pair.names),
            f"{pair.images:,}, few" if pair.images < FEW_IMAGES else f"{pair.images:,}",
            percent(pair.share, decimals=0),
            percent_range(pair.interval, decimals=0),
            DASH if pair.kappa is None else decimal(pair.kappa),
        )
        for pair in found.pairs
    ]
    columns = ("Two people", "Images", "Same class", "95 % interval", "Kappa")
    return Table(columns, tuple(rows), (1, 2, 3, 4))


def folded_pairs(found: StudyAgreement) -> tuple[str, ...]:
    """Return the cells behind the names in words, for each row of :func:`pairs_table`."""
    return tuple(
        f"{images(pair.images)} in common{', few' if pair.images < FEW_IMAGES else ''}, "
        f"same class {row[2]} ({row[3]}), kappa {row[4]}"
        for pair, row in zip(found.pairs, pairs_table(found).rows, strict=True)
    )
