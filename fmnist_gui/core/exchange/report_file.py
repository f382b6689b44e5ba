"""A report as files side by side: the page, its figures, and the session they come from."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from fmnist_gui import __version__
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import report_content, session_file
from fmnist_gui.core.exchange.certificate import certificate
from fmnist_gui.core.exchange.report import report_html
from fmnist_gui.core.exchange.report_content import CERTIFICATE
from fmnist_gui.core.exchange.report_picture import Pictures
from fmnist_gui.core.exchange.report_set import figures_path, page_path, session_path
from fmnist_gui.core.session.name import NOBODY
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.references import Reference


def write_report(
    path: Path,
    history: History,
    references: Iterable[Reference],
    *,
    made_at: datetime,
    is_reader: bool = True,
    pictures: Pictures | None = None,
) -> tuple[Path, ...]:
    """Write the report of a session to `path` and what it is recomputed from beside it.

    Returns NAME.html, NAME.json and NAME.fmsession. Of a session that can be gone on with there
    is only the page, which tells nothing of right and wrong. `is_reader` tells whether the page
    speaks to the one who answered. All files are written or none. Raises DataError when there is
    no place, RequestError when a file beside it is of something else.
    """
    if not path.name:
        raise RequestError(f"{path} is a folder; name a file for the report")
    page = page_path(path)
    result = session_result(history, references, reader=None if is_reader else NOBODY)
    if result.is_sealed:
        write_page(page, report_html(result, made_at=made_at))
        return (page,)
    proof = certificate(history, result, made_at=made_at, program_version=__version__)
    figures, session = figures_path(page), session_path(page)
    check_session_place(session, history)
    check_figures_place(figures, CERTIFICATE)
    html = report_html(result, made_at=made_at, proof=proof, pictures=pictures)
    content = report_content.report_content(result, proof)
    replace_all(
        {
            session: session_file.encoded(session, history),
            figures: report_content.encoded(figures, content),
            page: html.encode(),
        }
    )
    return page, figures, session


def write_page(path: Path, page: str) -> None:
    """Write a page whole or not at all. Raises DataError when there is no place."""
    replace_all({path: page.encode()})


def check_session_place(path: Path, history: History) -> None:
    """Raise RequestError when nobody was asked about the file at `path` and it is of another."""
    try:
        if path.exists() and session_file.read(path).record.id != history.record.id:
            raise _taken(path)
    except DataError as error:
        raise _taken(path) from error


def check_figures_place(path: Path, key: str) -> None:
    """Raise RequestError when there is a file at `path` that is no report's with this `key`."""
    try:
        if path.exists() and key not in report_content.KIND.read(path):
            raise _taken(path)
    except DataError as error:
        raise _taken(path) from error


def _taken(path: Path) -> RequestError:
    return RequestError(
        f"{path} is there already and is not of this report; choose another name for the report"
    )
