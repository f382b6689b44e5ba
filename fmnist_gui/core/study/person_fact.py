"""What is known of one person in a study, a short fact on each line."""

from collections.abc import Iterator

from fmnist_gui.core.chart.wording import seconds
from fmnist_gui.core.stats.percent import DASH, decimal, percent, percent_range
from fmnist_gui.core.study.person import PersonFigures, Tally

NOTE = (
    "Labels an hour: of looking and answering, at most 30 s an image, without pauses. Speed leaves "
    "out outliers and the first image of each sitting. Labels given to many images at once and "
    "labels from files are counted, and enter no other figure here."
)


def person_facts(own: PersonFigures) -> Iterator[tuple[str, str]]:
    """Give each fact's title and value; what cannot be told yet is a dash."""
    yield "Labels, one at a time", f"{own.labels:,}"
    if own.cannot_tell:
        yield "Of these “cannot tell”", f"{own.cannot_tell:,}"
    if own.batch:
        yield "Labels to many images at once", f"{own.batch:,}"
    if own.imported:
        yield "Labels from files", f"{own.imported:,}"
    yield "Labels an hour", DASH if own.pace is None else f"{own.pace.per_hour:,.0f}"
    times = own.times
    if times is None:
        yield "Speed", DASH
    else:
        quartiles = f"{seconds(times.lower_quartile_s)} to {seconds(times.upper_quartile_s)}"
        yield "Median time", f"{seconds(times.median_s)}, half of them {quartiles}"
        ends = f"{seconds(times.p10_s)} to {seconds(times.p90_s)}"
        yield "From 10th to 90th percentile", f"{ends}, {times.n:,} times"
    yield "Agrees with the others", _told(own.agreement)
    yield "Attention checks right", _told(own.checks)
    same = own.consistency
    repeats = _told(Tally(same.same, same.n))
    kappa = "" if same.kappa is None else f", kappa {decimal(same.kappa)}"
    yield "Repeats answered as before", f"{repeats}{kappa}"
    if own.last_at is not None:
        at = own.last_at.astimezone()
        yield "Last answer", f"{at.day} {at:%B %Y, %H:%M}"


def _told(tally: Tally) -> str:
    if tally.share is None:
        return DASH
    ends = percent_range(tally.interval, decimals=0)
    return f"{tally.right:,} of {tally.count:,}, {percent(tally.share, decimals=0)} ({ends})"
