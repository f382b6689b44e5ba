"""What the pages of all reports are made of: the whole page, its figures, its lists."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from fmnist_gui import __version__
from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.chart.svg import svg
from fmnist_gui.core.exchange import page_proof
from fmnist_gui.core.exchange.report_style import style
from fmnist_gui.core.exchange.report_text import isolated, table_html, told

CHART_WIDTH = 752.0
"""The page's measure, in pixels."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing is loaded from anywhere, and nothing runs."""


def whole_page(title: str, body: str, *, marks: str = "") -> str:
    """Return a page in UTF-8 with its own hash, if `marks` ask for one (see page_proof)."""
    return page_proof.with_hash(
        f'{page_proof.START}{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{marks}<title>{told(title)}</title>\n<style>\n{style()}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def kicker(parts: Iterable[str]) -> str:
    """Return the small line above the headline."""
    return f'<p class="kicker">{" · ".join(isolated(part) for part in parts)}</p>'


def large_figures(pairs: Sequence[tuple[str, str]]) -> str:
    """Return large figures, each with what it is."""
    cells = "".join(f"<div><dt>{told(dt)}</dt><dd>{told(dd)}</dd></div>" for dd, dt in pairs)
    return f'<dl class="figures">{cells}</dl>'


def figure_section(number: int, figure: Figure) -> str:
    """Return a chart with its sentence, its note and itself as a table."""
    chart = svg(figure.scene(CHART_WIDTH), name=figure.sentence)
    return (
        f'<section><h2>{told(figure.title)}</h2>\n<p class="finding">{told(figure.sentence)}'
        f"</p>\n<figure>{chart}\n<figcaption><b>Figure {number}.</b> {told(figure.note)}"
        f"</figcaption></figure>\n<details><summary>As table</summary>"
        f'<div class="wide">{table_html(figure.table)}</div></details></section>'
    )


def text_section(title: str, sentences: Iterable[str]) -> str:
    """Return a section of one paragraph a sentence."""
    return f"<section><h2>{told(title)}</h2>\n{paragraphs(sentences)}</section>"


def table_section(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numeric: Sequence[int] | None = None,
    sentences: Iterable[str] = (),
) -> str:
    """Return a section of sentences and a table; all its columns but the first are numbers."""
    numbers = tuple(range(1, len(columns))) if numeric is None else tuple(numeric)
    table = table_html(Table(tuple(columns), tuple(tuple(row) for row in rows), numbers))
    return (
        f"<section><h2>{told(title)}</h2>\n{paragraphs(sentences)}"
        f'<div class="wide">{table}</div></section>'
    )


def paragraphs(sentences: Iterable[str]) -> str:
    """Return one paragraph a sentence."""
    return "".join(f"<p>{told(sentence)}</p>" for sentence in sentences)


def listed(lines: Iterable[str]) -> str:
    """Return a list of points."""
    return f"<ul>{''.join(f'<li>{told(line)}</li>' for line in lines)}</ul>"


def footer(made_at: datetime) -> str:
    """Return who made the page, and when (UTC)."""
    return (
        f"<footer><p>Made by fmnist-gui {told(__version__)} on {made_at:%Y-%m-%d %H:%M} UTC."
        "</p></footer>"
    )
