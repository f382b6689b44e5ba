"""A panel's report as files side by side: the page, its figures, and everybody's session."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import report_content, session_file
from fmnist_gui.core.exchange.panel_report import SESSIONS, panel_html, panel_report_content
from fmnist_gui.core.exchange.report_file import (
    check_figures_place,
    check_session_place,
    write_page,
)
from fmnist_gui.core.exchange.report_set import figures_path, page_path
from fmnist_gui.core.exchange.session_mark import SUFFIX
from fmnist_gui.core.session.panel_result import panel_result
from fmnist_gui.core.session.record import History
from fmnist_gui.core.stats.references import Reference


def member_path(page: Path, number: int) -> Path:
    """Return where the session of a panel's person lies, by their `number` from 1."""
    return page.with_name(f"{page.stem}-{number}{SUFFIX}")


def write_panel_report(
    path: Path,
    histories: Sequence[History],
    references: Iterable[Reference],
    *,
    made_at: datetime,
) -> tuple[Path, ...]:
    """Write the report of the panel with these sessions to `path`, and all that it rests on.

    Returns NAME.html, NAME.json and NAME-1.fmsession, NAME-2.fmsession ... in the order of
    `histories`. While somebody can go on there is only the page, which tells nothing of right and
    wrong. All files are written or none. Raises RequestError for sessions that make no panel and
    when a file beside it is of something else, DataError when there is no place.
    """
    if not path.name:
        raise RequestError(f"{path} is a folder; name a file for the report")
    page, result, published = page_path(path), panel_result(histories), tuple(references)
    if result.is_sealed:
        write_page(page, panel_html(result, made_at=made_at))
        return (page,)
    content = panel_report_content(result, histories, published, made_at=made_at)
    figures = figures_path(page)
    places = [member_path(page, number) for number in range(1, len(histories) + 1)]
    check_figures_place(figures, SESSIONS)
    for place, history in zip(places, histories, strict=True):
        check_session_place(place, history)
    html = panel_html(result, published, made_at=made_at, content=content)
    sessions = {
        place: session_file.encoded(place, history)
        for place, history in zip(places, histories, strict=True)
    }
    replace_all(
        {**sessions, figures: report_content.encoded(figures, content), page: html.encode()}
    )
    return page, figures, *places
