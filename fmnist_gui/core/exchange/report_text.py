"""Words and tables of a report as HTML."""

from collections.abc import Iterable
from html import escape

from fmnist_gui.core.chart.scene import Table
from fmnist_gui.core.chart.wording import unbroken


def told(text: str) -> str:
    """Return `text` fit for HTML, its figures kept together with their units."""
    return escape(unbroken(text))


def isolated(text: str) -> str:
    """Return `text` as told, so that it is read in its own direction and turns nothing else."""
    return f"<bdi>{told(text)}</bdi>"


def led_by(text: str, who: str) -> str:
    """Return a sentence as told, with the name `who` isolated where it begins with that."""
    if who and text.startswith(f"{who} "):
        return isolated(who) + told(text.removeprefix(who))
    return told(text)


def table_html(table: Table) -> str:
    """Return `table` with its numbers to the right."""

    def cell(text: str, column: int, tag: str) -> str:
        if column in table.numeric:
            return f"<{tag} class=number>{told(text)}</{tag}>"
        return f"<{tag}>{isolated(text)}</{tag}>"

    def row(cells: Iterable[str], tag: str) -> str:
        return "".join(cell(text, column, tag) for column, text in enumerate(cells))

    rows = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in table.rows)
    return f"<table><thead><tr>{row(table.columns, 'th')}</tr></thead><tbody>{rows}</tbody></table>"
