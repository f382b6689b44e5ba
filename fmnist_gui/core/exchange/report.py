"""A session as one HTML file that needs nothing else: pictures inside, no script, no address."""

from datetime import datetime
from html import escape

from fmnist_gui.core.chart.figure import figures
from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.exchange import page_proof
from fmnist_gui.core.exchange.certificate import Certificate
from fmnist_gui.core.exchange.certificate_card import certificate_card
from fmnist_gui.core.exchange.report_content import report_content
from fmnist_gui.core.exchange.report_page import (
    figure_section,
    footer,
    kicker,
    large_figures,
    listed,
    paragraphs,
    text_section,
    whole_page,
)
from fmnist_gui.core.exchange.report_picture import Pictures, misjudged
from fmnist_gui.core.exchange.report_text import isolated, led_by, table_html, told
from fmnist_gui.core.session.deviation import deviations, unknowns
from fmnist_gui.core.session.fact import data_title, facts, shown_name
from fmnist_gui.core.session.name import NAME_MOST
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import percent, percent_range

_READING = (
    "Right means: the answer agrees with the label in the file. A label is what somebody decided "
    "who saw the whole product, so it is not beyond doubt.",
    "The first answer to each image counts; what was changed afterwards is reported beside it.",
    "Each interval is Wilson's at 95 %; that of a score told before the planned end allows for "
    "looking and stopping at any time. Of many such intervals, drawn around many such sessions, "
    "95 % hold the accuracy that the person would reach with endlessly many images of this kind.",
    "Two classes whose intervals overlap may differ all the same; a class with fewer than ten "
    "images says little.",
    "Response times run from the painted image to the key. The first trial after a start or a "
    "break and outliers leave these times, and never the score. Images met before leave both.",
)


def report_html(
    result: SessionResult,
    *,
    made_at: datetime,
    proof: Certificate | None = None,
    pictures: Pictures | None = None,
) -> str:
    """Return the report of a session as a whole HTML page in UTF-8.

    `made_at` is in UTC. `proof` is the session's certificate, which the page then bears, with all
    figures for programs and a hash over itself; a session that can be gone on with has none.
    `pictures` are shown of what was answered otherwise. Nothing is loaded from anywhere, which the
    page itself forbids.
    """
    title = f"{result.title}, \u2068{shown_name(result)}\u2069, {result.record.started_at:%Y-%m-%d}"
    proof = None if result.is_sealed else proof
    parts = (
        _head(result),
        *(figure_section(n, figure) for n, figure in enumerate(figures(result), start=1)),
        misjudged(result, pictures),
        _comparison(result),
        _deviations(result),
        _about(result),
        text_section("How to read it", _READING),
        certificate_card(proof, result) if proof is not None else "",
        footer(made_at),
    )
    body = _with_short_name(chr(10).join(filter(None, parts)), result)
    marks = page_proof.marks(report_content(result, proof)) if proof is not None else ""
    return whole_page(title, body, marks=marks)


def _with_short_name(body: str, result: SessionResult) -> str:
    """Return `body` with a name of more letters than are shown cut wherever it stands."""
    name = result.record.annotator.name
    if len(name) <= NAME_MOST:
        return body
    short = f"{name[: NAME_MOST - 1]}…"
    return body.replace(told(name), told(short)).replace(escape(name), escape(short))


def _head(result: SessionResult) -> str:
    record = result.record
    about = (
        result.title,
        shown_name(result),
        f"{record.started_at:%Y-%m-%d}",
        data_title(record.data_identity),
    )
    name = result.who if result.who == record.annotator.name else ""
    headline, *lead = (led_by(sentence, name) for sentence in result.headline)
    flags = "".join(f'<p class="flag">{told(flag.sentence)}</p>' for flag in result.flags)
    return (
        f"<header>{kicker(about)}\n<h1>{headline}</h1>\n"
        f'<p class="lead">{" ".join(lead)}</p>\n{_numbers(result)}\n{_intervals(result)}\n'
        f"{flags}</header>"
    )


def _numbers(result: SessionResult) -> str:
    if result.accuracy is None or result.accuracy_at_last is None:
        return ""
    pairs = [
        (percent(result.accuracy), f"{result.right:,} of {result.count:,} right"),
        (percent_range(result.interval), "95 % interval"),
    ]
    if result.balanced_accuracy is not None:
        pairs.append((percent(result.balanced_accuracy), "mean over the classes"))
    if result.outcome.revisions:
        pairs.append((percent(result.accuracy_at_last), "after revisions"))
    return large_figures(pairs)


def _intervals(result: SessionResult) -> str:
    """Return the other intervals, folded away: one is enough for most readers."""
    if not result.intervals:
        return ""
    rows = tuple(
        (made.title, percent_range(made.interval, decimals=2), made.note)
        for made in result.intervals
    )
    table = table_html(Table(("Interval", "95 %", "What it is for"), rows, (1,)))
    return (
        f'<details><summary>Every interval of this score</summary><div class="wide">{table}'
        "</div></details>"
    )


def _comparison(result: SessionResult) -> str:
    if not result.notes:
        return ""
    if not result.references:
        return text_section("What it stands beside", result.notes)
    sources = Table(
        ("Reference", "Right", "Kind", "Source"),
        tuple(
            (entry.name, percent(entry.accuracy, decimals=2), entry.kind, entry.source)
            for entry in result.references
        ),
        (1,),
    )
    return (
        f"<section><h2>Beside the published figure</h2>\n{paragraphs(result.notes)}\n"
        f'<details open><summary>Published results on these images</summary><div class="wide">'
        f"{table_html(sources)}</div></details></section>"
    )


def _deviations(result: SessionResult) -> str:
    own, unknown = deviations(result.record), unknowns(result.record)
    if result.is_sealed or not (own or unknown):
        return ""
    lists = [listed(own)] if own else []
    if unknown:
        lists.append(
            "<p>Not known about the published figure, so that a repetition may deviate from it:</p>"
            + listed(unknown)
        )
    return f"<section><h2>Deviations</h2>\n{''.join(lists)}</section>"


def _about(result: SessionResult) -> str:
    rows = "".join(
        f"<tr><th>{told(fact.name)}</th><td>{_value(fact.value, is_code=fact.is_code)}</td></tr>"
        for fact in facts(result)
    )
    return f'<section><h2>About this session</h2>\n<table class="facts">{rows}</table></section>'


def _value(value: str, *, is_code: bool) -> str:
    return f"<code>{told(value)}</code>" if is_code else isolated(value)
