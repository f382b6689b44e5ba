"""The words in which a random audit is told: never more than its numbers carry."""

from collections.abc import Sequence

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.review.audit_estimate import AuditEstimate
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats.finite_population import sample_interval
from fmnist_gui.core.stats.percent import DASH, images, percent, percent_range
from fmnist_gui.core.stats.proportion import FINITE_MINIMUM, needed_for_half_width

BIAS = (
    "Drawn by chance, the images of an audit speak for the whole split. The yield of a queue does "
    "not: a queue shows first what looks wrong, so more of it is."
)

FEW, MANY = 0.02, 0.10
"""Shares of wrong labels for which it is told beforehand what an audit will come to."""


def headline(found: AuditEstimate) -> str:
    """Return "3 of 300 labels drawn at random are wrong: 1 %, 95 % interval 0.3–2.9 %."."""
    split = found.audit.split
    if not found.looked:
        return f"No image of this audit of {split} is decided yet."
    least, most = found.wrong, found.wrong + found.unknown
    number = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    verb = "is" if most == 1 and least == most else "are"
    drawn = "label" if found.looked == 1 else "labels"
    of = f"{number} of {found.looked:,} {drawn}"
    if found.is_census:
        return f"{of} of {split} {verb} wrong: {_share(found)}, and these are all of them."
    return (
        f"{of} drawn at random from {split} {verb} wrong: {_share(found)}, "
        f"95 % interval {percent_range(found.interval)}."
    )


def projection(found: AuditEstimate) -> str:
    """Return how many labels of the whole split that would be, nothing where nothing is known."""
    if not found.looked or found.is_census:
        return ""
    low, high = found.projected_ends
    return (
        f"In all {found.population:,} that would be about {_range(*found.projected)} wrong labels, "
        f"with 95 % confidence {_range(low, high)}."
    )


def apart(found: AuditEstimate) -> str:
    """Return what else was concluded, which is no wrong label; nothing if nothing was."""
    parts = [
        (found.ambiguous, "ambiguous"),
        (found.bad, "bad"),
        (found.duplicates, "a duplicate" if found.duplicates == 1 else "duplicates"),
    ]
    told = [f"{count:,} {word}" for count, word in parts if count]
    verb = "was" if found.ambiguous + found.bad + found.duplicates == 1 else "were"
    return f"Apart from these {listed(told)} {verb} found." if told else ""


def uncertain(found: AuditEstimate) -> str:
    """Return what the images that nobody concluded about do to the figures."""
    if not found.unknown:
        return ""
    right, wrong = (percent_range(ends) for ends in (found.unknown_right, found.unknown_wrong))
    if_right, if_wrong = ("with all of them right", "with all of them wrong")
    if found.unknown == 1:
        if_right, if_wrong = ("if its label is right", "if it is wrong")
    return (
        f"Nothing was concluded about {images(found.unknown)}: {if_right} the interval is {right}, "
        f"{if_wrong} {wrong}; the one above holds for both."
    )


def method(found: AuditEstimate) -> str:
    """Return by what the interval was made, and why it is that one."""
    if not found.looked or found.is_census:
        return ""
    if found.method == "any time":
        return (
            f"{found.looked:,} of {images(found.planned)} decided, in the order drawn. This "
            "interval holds whenever one stops. Wilson's, which is narrower, takes its place when "
            "all are decided: it would not hold for whoever stops because of what was found."
        )
    if found.method == "wilson, finite population":
        return f"Wilson's interval, over exactly these {images(found.population)}."
    return (
        f"Wilson's interval. From {FINITE_MINIMUM} images on it is narrowed by there being "
        f"{found.population:,} in all."
    )


def gap(found: AuditEstimate) -> str:
    """Return that images after one that was left out do not count yet; nothing if there is none."""
    if not found.beyond:
        return ""
    verb = "image after it does" if found.beyond == 1 else "images after it do"
    first = f"{found.audit.split} {found.audit.indices[found.looked]}"
    return (
        f"Image {first} is the first in the order drawn that is not "
        f"decided; {found.beyond:,} decided {verb} not count until it is."
    )


def outside(found: AuditEstimate) -> str:
    """Return what came of images of the audit that were decided outside of it too."""
    if not found.elsewhere:
        return ""
    which = "image was" if found.elsewhere == 1 else "images were"
    differing = f", {found.differing:,} of them otherwise" if found.differing else ""
    return (
        f"{found.elsewhere:,} {which} decided outside of the audit too{differing}; only what was "
        "decided in it counts, since there every image is looked at in the same way."
    )


def details(found: AuditEstimate) -> tuple[str, ...]:
    """Return what is to be said after headline and projection, the most important first."""
    told = (apart, uncertain, gap, outside, method)
    return tuple(filter(None, (say(found) for say in told)))


def sentences(found: AuditEstimate) -> tuple[str, ...]:
    """Return all that is to be said, the most important first."""
    bias = "" if found.is_census else BIAS
    told = (headline(found), projection(found), *details(found), bias)
    return tuple(filter(None, told))


def expected(count: int, population: int) -> str:
    """Return what interval an audit of `count` out of `population` images will come to."""
    if count >= population:
        return f"All {images(population)}: nothing will be left to estimate."
    ends = [sample_interval(round(share * count), count, population) for share in (FEW, MANY)]
    few, many = (percent_range(found) for found in ends)
    return (
        f"If {percent(FEW)} of the labels are wrong, the interval will be about {few}; "
        f"if {percent(MANY)} are, {many}."
    )


def needed(half_widths: Sequence[float], population: int) -> str:
    """Return how many images intervals of at most these half-widths take, if few are wrong."""
    takes = []
    for width in half_widths:
        count = needed_for_half_width(width, FEW, population=population)
        takes.append(f"±{100 * width:g} % takes {images(count)}")
    return f"{listed(takes)}, if {percent(FEW)} of the labels are wrong."


def by(found: AuditEstimate) -> str:
    """Return whose opinion it is: "Decided by Ada and Ben."."""
    names = [in_line(name) for name in found.reviewers]
    return f"Decided by {listed(names)}." if names else ""


def _share(found: AuditEstimate) -> str:
    low, high = found.wrong_share
    return percent(low) if low == high else percent_range((low, high))


def _range(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,}{DASH}{high:,}"
