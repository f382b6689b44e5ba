"""A panel as one HTML file that needs nothing else, like that of a session."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fmnist_gui import __version__
from fmnist_gui.core.chart.panel_figure import panel_figures
from fmnist_gui.core.exchange import page_proof
from fmnist_gui.core.exchange.fields import moment_text
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.report_page import (
    figure_section,
    footer,
    kicker,
    large_figures,
    listed,
    table_section,
    text_section,
    whole_page,
)
from fmnist_gui.core.exchange.report_text import isolated, told
from fmnist_gui.core.exchange.session_content import session_sha256
from fmnist_gui.core.session.fact import data_title
from fmnist_gui.core.session.name import NAME_MOST
from fmnist_gui.core.session.panel_content import as_json
from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.session.panel_sentence import TIES, deviations_title
from fmnist_gui.core.session.record import History
from fmnist_gui.core.stats.percent import DASH, decimal, images, percent, percent_range
from fmnist_gui.core.stats.proportion import share_interval, wilson
from fmnist_gui.core.stats.references import Reference

FORMAT = "fmnist-gui panel 1"
SESSIONS = "panel_sessions"
"""The key by which the figures of a panel are told from those of a session."""

_READING = (
    "Right means: the answer agrees with the label in the file. A label is what somebody decided "
    "who saw the whole product, so it is not beyond doubt.",
    "Only images that everybody has answered and nobody had met before are counted, each with "
    "everybody's first answer.",
    f"Ties split: {TIES}. Intervals are Wilson's at 95 %, over images; where a share is no whole "
    "number of them, at the nearest one.",
    "Cohen's kappa is of two people, Krippendorff's alpha of all: 1 is perfect agreement, 0 that "
    "of chance.",
)


def panel_report_content(
    result: PanelResult,
    histories: Sequence[History],
    references: Sequence[Reference],
    *,
    made_at: datetime,
    program_version: str = __version__,
) -> dict[str, Any]:
    """Return all figures of a panel fit for JSON, with the hash of each session and over all.

    `histories` are those of `result`, in its order.
    """
    content = {
        "format": FORMAT,
        **as_json(result),
        "references": [reference.content() for reference in references],
        SESSIONS: [
            {"id": str(history.record.id), "sha256": session_sha256(history)}
            for history in histories
        ],
        "made_at": moment_text(made_at),
        "program_version": program_version,
    }
    return {**content, "sha256": content_sha256(content)}


def panel_html(
    result: PanelResult,
    references: Sequence[Reference] = (),
    *,
    made_at: datetime,
    content: dict[str, Any] | None = None,
) -> str:
    """Return the report of a panel as a whole HTML page in UTF-8; `made_at` is in UTC.

    The page carries its `content`, if given, with a hash over itself. While somebody can still
    answer it tells nothing of right and wrong.
    """
    days = f"{min(member.started_at for member in result.members):%Y-%m-%d}"
    about = (
        "Panel",
        f"{len(result.members)} people",
        f"deck {result.deck_code}",
        result.condition,
        days,
        data_title(result.data_identity),
    )
    headline, *lead = result.headline
    parts = [
        f"<header>{kicker(about)}\n<h1>{told(headline)}</h1>\n"
        f'<p class="lead">{told(" ".join(lead))}</p>\n{_numbers(result)}\n{_flags(result)}</header>'
    ]
    if not result.is_sealed and result.n:
        made = enumerate(panel_figures(result, references), start=1)
        parts += [figure_section(number, figure) for number, figure in made]
        parts += [_ties(result), _people(result), _pairs(result)]
        parts += [text_section("What it says", result.notes)] if result.notes else []
    if result.deviations:
        title = deviations_title(result.deviations)
        parts.append(f"<section><h2>{told(title)}</h2>\n{listed(result.deviations)}</section>")
    parts += [text_section("How to read it", _READING), footer(made_at)]
    marks = page_proof.marks(content) if content is not None else ""
    return whole_page(", ".join(about), "\n".join(parts), marks=marks)


def _numbers(result: PanelResult) -> str:
    found = result.majority
    if result.is_sealed or found is None:
        return ""
    return large_figures(
        (
            (percent(found.split), f"by majority, ties split, over {images(result.n)}"),
            (percent_range(share_interval(found.split, result.n)), "95 % interval"),
        )
    )


def _flags(result: PanelResult) -> str:
    if result.is_sealed:
        return ""
    return "".join(
        f'<p class="flag">{isolated(_name(member.annotator.name))}: {told(flag.sentence)}</p>'
        for member in result.members
        for flag in member.flags
    )


def _ties(result: PanelResult) -> str:
    found = result.majority
    if found is None:
        return ""
    rules = (
        ("Ties split", found.split, found.n),
        ("Ties wrong", found.strict, found.n),
        ("Ties right if the label is among them", found.optimistic, found.n),
        ("Ties left out", found.tied_left_out, found.sole),
    )
    rows = tuple((name, *_share(value, count), f"{count:,}") for name, value, count in rules)
    return table_section("Majority, by what becomes of ties", ("Rule", *_SHARE, "Images"), rows)


def _people(result: PanelResult) -> str:
    rows = tuple(
        (
            _name(member.annotator.name),
            f"{member.right:,}",
            percent(member.right / result.n),
            percent_range(wilson(member.right, result.n)),
            f"{member.answered:,} of {member.planned:,}",
        )
        for member in result.members
    )
    columns = ("Person", "Right", *_SHARE, "Answered")
    return table_section(f"Each person, over the same {images(result.n)}", columns, rows)


def _pairs(result: PanelResult) -> str:
    rows = tuple(
        (_name(pair.first), _name(pair.second), DASH if pair.kappa is None else decimal(pair.kappa))
        for pair in result.pairs
    )
    return table_section(
        "Agreement of two", ("One", "The other", "Cohen's kappa"), rows, numeric=(2,)
    )


_SHARE = ("Share", "95 % interval")


def _share(value: float | None, count: int) -> tuple[str, str]:
    if value is None:
        return DASH, DASH
    return percent(value), percent_range(share_interval(value, count))


def _name(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= NAME_MOST else f"{line[: NAME_MOST - 1]}…"
