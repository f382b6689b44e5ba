"""A review as one HTML file that needs nothing else: what was looked at, by whom, what came of it.

It tells the yield of queues apart from what a random audit estimates.
"""

from collections.abc import Sequence
from datetime import datetime

from fmnist_gui.core.chart import audit_chart
from fmnist_gui.core.chart.figure import figure
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.report_page import (
    figure_section,
    footer,
    kicker,
    large_figures,
    paragraphs,
    table_section,
    text_section,
    whole_page,
)
from fmnist_gui.core.exchange.report_text import told
from fmnist_gui.core.exchange.review_difference import differences
from fmnist_gui.core.exchange.review_example import examples
from fmnist_gui.core.review import audit_sentence
from fmnist_gui.core.review.audit_estimate import AuditEstimate
from fmnist_gui.core.review.material import Material
from fmnist_gui.core.review.outcome_words import TITLES
from fmnist_gui.core.review.progress import changed_and_apart
from fmnist_gui.core.review.queue import Yield
from fmnist_gui.core.review.review_result import ReviewResult
from fmnist_gui.core.review.review_summary import ReviewSummary, review_summary
from fmnist_gui.core.session.name import NAME_MOST
from fmnist_gui.core.stats.percent import DASH, decimal, images, percent, percent_range
from fmnist_gui.core.stats.proportion import wilson

MARK = "fmnist-gui review report 1"
"""By what a report is known again; it stands in the head of the page."""

MOST_CHANGES = 20
"""Pairs of classes that are told; what is rarer is one line."""

YIELD = (
    "A queue shows first what looks wrong, so more of it is than of all images. These shares are "
    "the yield of looking there; they say nothing about the labels that nobody looked at."
)
NOT_ASKED = (
    "How many labels of a whole split are wrong only a random audit tells, and there is none yet."
)
_SHARE = ("Share", "95 % interval")
_READING = (
    "Looked at means that somebody concluded something about the image, or was unsure. A label "
    "does not stand when the conclusion is another class, several defensible classes, no class at "
    "all, or that the image repeats another one.",
    "The intervals are Wilson's at 95 %. Those of queues hold for images like the ones shown "
    "there, not for the whole split; only a random audit speaks for that.",
    "Two reviewers agree when their conclusions are the same to the class. Who saw the other's "
    "decision before agrees more easily; blind means that it was hidden. Cohen's kappa is 1 for "
    "perfect agreement and 0 for that of chance.",
    "A label is what somebody decided who saw the whole product, and a conclusion is what a "
    "reviewer decided who saw a small picture: neither is beyond doubt.",
)
_RULES = {
    "one": "the newest conclusion counts",
    "two": "another label, ambiguous, bad image or duplicate counts once two reviewers share it",
}


def review_html(material: Material, *, made_at: datetime) -> str:
    """Return the report as a whole HTML page in UTF-8; `made_at` is in UTC.

    Raises RequestError when nobody has looked at anything yet.
    """
    result, dataset = material.result, material.dataset
    summary = review_summary(result, material.logs)
    if not summary.looked:
        raise RequestError("nothing was decided yet, so there is nothing to report")
    parts = [_header(material, summary), _conclusions(result, summary.looked)]
    audits = (estimate for estimate in material.estimates if estimate.looked)
    parts += [_audit(number, estimate) for number, estimate in enumerate(audits, start=1)]
    parts += [_queues(summary), _changes(summary, dataset.class_names)]
    parts += [_reviewers(summary), _pairs(summary), differences(result, dataset.class_names)]
    parts += [examples(result, dataset.class_names)]
    parts += [_data(material), text_section("How to read it", _READING), footer(made_at)]
    mark = f'<meta name="generator" content="{MARK}">\n'
    return whole_page(f"Label review, {dataset.title}", "\n".join(filter(None, parts)), marks=mark)


def _header(material: Material, summary: ReviewSummary) -> str:
    days = _days(material.result)
    line = kicker(("Label review", material.dataset.title, days, _by(summary)))
    found = summary.concluded
    headline = f"{images(summary.looked)} looked at: {changed_and_apart(found)}."
    figures = large_figures(
        (
            (f"{found.finds:,}", f"labels that do not stand, of {images(summary.looked)}"),
            (percent(found.finds / summary.looked), "of those looked at, not of all"),
            (percent_range(summary.interval), "95 % interval"),
        )
    )
    return (
        f'<header>{line}\n<h1>{told(headline)}</h1>\n<p class="lead">{told(_lead(material))}</p>\n'
        f"{figures}</header>"
    )


def _lead(material: Material) -> str:
    """Return what is known of all labels, which the yield of queues does not tell."""
    known = [audit_sentence.headline(found) for found in material.estimates if found.looked]
    return known[0] if known else NOT_ASKED


def _days(result: ReviewResult) -> str:
    times = [decision.at for own in result.decisions.values() for decision in own]
    first, last = min(times), max(times)
    days = f"{first:%Y-%m-%d}"
    return days if first.date() == last.date() else f"{days} to {last:%Y-%m-%d}"


def _by(summary: ReviewSummary) -> str:
    count = len(summary.reviewers)
    return "1 reviewer" if count == 1 else f"{count:,} reviewers"


def _conclusions(result: ReviewResult, looked: int) -> str:
    kinds = [decision.kind for _, decision in result.concluded]
    counts = [(title, kinds.count(kind)) for kind, title in TITLES.items() if kind in kinds]
    counts += [
        ("Waiting for a second reviewer", result.count("waiting")),
        ("Disputed", result.count("disputed")),
        (TITLES["unsure"], result.count("open")),
    ]
    rows = [(title, *_rate(count, looked)) for title, count in counts if count]
    rule = f"By rule {result.rule}: {_RULES[result.rule]}."
    put_off = [f"{images(result.skipped)} more only put off."] if result.skipped else []
    differing = [result.difference] if result.difference else []
    columns = ("Conclusion", "Images", *_SHARE)
    return table_section(
        "What was concluded", columns, rows, sentences=(rule, *put_off, *differing)
    )


def _audit(number: int, found: AuditEstimate) -> str:
    title = f"Estimated from random audit {found.audit.code} of {found.audit.split}"
    sentences = (*audit_sentence.sentences(found), audit_sentence.by(found))
    chart = figure_section(number, figure("audit", title, audit_chart, found))
    return f"{chart}\n<section>{paragraphs(sentences)}</section>"


def _queues(summary: ReviewSummary) -> str:
    rows = [(figure.title, *_yield(figure.found)) for figure in summary.queues]
    columns = ("Queue", "Looked at", "Changed", "Label does not stand", *_SHARE, "Unsure")
    return table_section("Where the images came from", columns, rows, sentences=(YIELD,))


def _changes(summary: ReviewSummary, names: Sequence[str]) -> str:
    changes = summary.changes
    if not changes:
        return ""
    rows = [(names[old], names[new], f"{count:,}") for old, new, count in changes[:MOST_CHANGES]]
    rest = sum(count for _, _, count in changes[MOST_CHANGES:])
    rows += [("Other pairs", "", f"{rest:,}")] if rest else []
    columns = ("Label in the file", "Becomes", "Images")
    return table_section("Which label became which", columns, rows, numeric=(2,))


def _reviewers(summary: ReviewSummary) -> str:
    rows = [
        (
            one_line(figure.annotator.name),
            *_yield(figure.found),
            f"{figure.blind:,}",
            f"{figure.taken_back:,}",
        )
        for figure in summary.reviewers
    ]
    columns = ("Reviewer", "Looked at", "Changed", "Label does not stand", *_SHARE, "Unsure")
    return table_section("By whom", (*columns, "Blind", "Taken back"), rows)


def _pairs(summary: ReviewSummary) -> str:
    if not summary.pairs:
        none = "No image was concluded about by two reviewers, so nothing is known of it."
        return text_section("Agreement of two reviewers", (none,))
    rows = [
        (
            one_line(pair.first.name),
            one_line(pair.second.name),
            f"{pair.images:,}",
            f"{pair.agreed:,}",
            percent(pair.agreed / pair.images),
            percent_range(pair.interval),
            f"{pair.blind:,}",
            DASH if pair.kappa is None else decimal(pair.kappa),
        )
        for pair in summary.pairs
    ]
    columns = ("One", "The other", "Images", "Agreed", *_SHARE, "Blind", "Cohen's kappa")
    numeric = range(2, len(columns))
    return table_section("Agreement of two reviewers", columns, rows, numeric=numeric)


def _data(material: Material) -> str:
    rows = [
        (split.name, f"{len(split):,}", split.fingerprint)
        for split in material.result.splits
        if material.result.decisions[split.name]
    ]
    columns = ("Split", "Images", "Fingerprint")
    return table_section(f"Data: {material.dataset.title}", columns, rows, numeric=(1,))


def _rate(count: int, looked: int) -> tuple[str, str, str]:
    if not looked:
        return f"{count:,}", DASH, DASH
    return f"{count:,}", percent(count / looked), percent_range(wilson(count, looked))


def _yield(found: Yield) -> Sequence[str]:
    finds, share, interval = _rate(found.finds, found.looked)
    return f"{found.looked:,}", f"{found.changed:,}", finds, share, interval, f"{found.unsure:,}"


def one_line(name: str) -> str:
    """Return a name on one line, cut where it is very long."""
    line = " ".join(name.split())
    return line if len(line) <= NAME_MOST else f"{line[: NAME_MOST - 1]}…"
