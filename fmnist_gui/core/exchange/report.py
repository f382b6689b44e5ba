"""A session as one HTML file that needs nothing else: no script, no picture, no address."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from fmnist_gui import __version__
from fmnist_gui.core.chart.figure import Figure, figures
from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.chart.svg import svg
from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.core.exchange.report_style import style
from fmnist_gui.core.session.fact import data_title, facts, shown_name
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import percent, percent_range

CHART_WIDTH = 752.0
"""The page's measure, in pixels."""

_READING = (
    "Right means: the answer agrees with the label in the file. A label is what somebody decided "
    "who saw the whole product, so it is not beyond doubt.",
    "The first answer to each image counts; what was changed afterwards is reported beside it.",
    "Each interval is Wilson's at 95 %. Of many such intervals, drawn around many such sessions, "
    "95 % hold the accuracy that the person would reach with endlessly many images of this kind.",
    "Two classes whose intervals overlap may differ all the same; a class with fewer than ten "
    "images says little.",
    "Response times run from the painted image to the key. The first trial after a start or a "
    "break and outliers leave these times, and never the score.",
)


def report_html(result: SessionResult, *, made_at: datetime) -> str:
    """Return the report of a session as a whole HTML page in UTF-8.

    `made_at` is in UTC. Nothing is loaded from anywhere, which the page itself forbids.
    """
    title = f"{result.title}, {shown_name(result)}, {result.record.started_at:%Y-%m-%d}"
    body = (
        _head(result),
        *(_figure(number, figure) for number, figure in enumerate(figures(result), start=1)),
        _comparison(result),
        _about(result),
        _reading(),
        f"<footer><p>Made by fmnist-gui {_told(__version__)} on {made_at:%Y-%m-%d %H:%M} UTC."
        "</p></footer>",
    )
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_told(title)}</title>\n<style>\n{style()}</style>\n</head>\n"
        f"<body>\n<main>\n{chr(10).join(filter(None, body))}\n</main>\n</body>\n</html>\n"
    )


def _told(text: str) -> str:
    """Return `text` fit for HTML, its figures kept together with their units."""
    return escape(unbroken(text))


def _head(result: SessionResult) -> str:
    record = result.record
    kicker = " · ".join(
        _told(part)
        for part in (
            result.title,
            shown_name(result),
            f"{record.started_at:%Y-%m-%d}",
            data_title(record.data_identity),
        )
    )
    headline, *lead = result.headline
    flags = "".join(f'<p class="flag">{_told(flag.sentence)}</p>' for flag in result.flags)
    return (
        f'<header><p class="kicker"><bdi>{kicker}</bdi></p>\n<h1>{_told(headline)}</h1>\n'
        f'<p class="lead">{_told(" ".join(lead))}</p>\n{_numbers(result)}\n{flags}</header>'
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
    cells = "".join(f"<div><dt>{_told(dt)}</dt><dd>{_told(dd)}</dd></div>" for dd, dt in pairs)
    return f'<dl class="figures">{cells}</dl>'


def _figure(number: int, figure: Figure) -> str:
    chart = svg(figure.scene(CHART_WIDTH), name=figure.sentence)
    return (
        f'<section><h2>{_told(figure.title)}</h2>\n<p class="finding">{_told(figure.sentence)}'
        f"</p>\n<figure>{chart}\n<figcaption><b>Figure {number}.</b> {_told(figure.note)}"
        f"</figcaption></figure>\n<details><summary>As table</summary>"
        f'<div class="wide">{_table(figure.table)}</div></details></section>'
    )


def _table(table: Table) -> str:
    def row(cells: Iterable[str], tag: str) -> str:
        return "".join(
            f"<{tag}{' class=number' if column in table.numeric else ''}>{_told(cell)}</{tag}>"
            for column, cell in enumerate(cells)
        )

    rows = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in table.rows)
    return f"<table><thead><tr>{row(table.columns, 'th')}</tr></thead><tbody>{rows}</tbody></table>"


def _comparison(result: SessionResult) -> str:
    if not result.notes:
        return ""
    notes = "".join(f"<p>{_told(note)}</p>" for note in result.notes)
    sources = Table(
        ("Reference", "Right", "Kind", "Source"),
        tuple(
            (entry.name, percent(entry.accuracy, decimals=2), entry.kind, entry.source)
            for entry in result.references
        ),
        (1,),
    )
    return (
        f"<section><h2>Beside the published figure</h2>\n{notes}\n"
        f'<details open><summary>Published results on these images</summary><div class="wide">'
        f"{_table(sources)}</div></details></section>"
    )


def _about(result: SessionResult) -> str:
    rows = "".join(
        f"<tr><th>{_told(fact.name)}</th><td>{_value(fact.value, is_code=fact.is_code)}</td></tr>"
        for fact in facts(result)
    )
    return f'<section><h2>About this session</h2>\n<table class="facts">{rows}</table></section>'


def _value(value: str, *, is_code: bool) -> str:
    return f"<code>{_told(value)}</code>" if is_code else f"<bdi>{_told(value)}</bdi>"


def _reading() -> str:
    told = "".join(f"<p>{_told(sentence)}</p>" for sentence in _READING)
    return f"<section><h2>How to read it</h2>\n{told}</section>"
