"""A report as files side by side: the page, its figures, and the session they come from."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from fmnist_gui import __version__
from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import report_content, session_file
from fmnist_gui.core.exchange.certificate import certificate
from fmnist_gui.core.exchange.report import report_html
from fmnist_gui.core.exchange.report_content import CERTIFICATE
from fmnist_gui.core.exchange.report_picture import Pictures
from fmnist_gui.core.exchange.report_set import figures_path, page_path, session_path
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.references import Reference

NOBODY = ""
"""A reader who is not the one who answered, whatever their name."""


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
    speaks to the one who answered. Raises DataError when there is no place, RequestError when a
    file beside it is of something else.
    """
    if not path.name:
        raise RequestError(f"{path} is a folder; name a file for the report")
    page = page_path(path)
    result = session_result(history, references, reader=None if is_reader else NOBODY)
    if result.is_sealed:
        _write(page, report_html(result, made_at=made_at))
        return (page,)
    proof = certificate(history, result, made_at=made_at, program_version=__version__)
    figures, session = figures_path(page), session_path(page)
    _check_free(figures, session, history)
    html = report_html(result, made_at=made_at, proof=proof, pictures=pictures)
    session_file.write(session, history)
    content = report_content.report_content(result, proof)
    report_content.KIND.write(figures, content, too_long=("too many figures", "report less"))
    _write(page, html)
    return page, figures, session


def _write(path: Path, page: str) -> None:
    with replacing(path) as file:
        file.write(page.encode())


def _check_free(figures: Path, session: Path, history: History) -> None:
    """Refuse to write over files that nobody was asked about and that belong to something else."""
    try:
        if session.exists() and session_file.read(session).record.id != history.record.id:
            raise _taken(session)
    except DataError as error:
        raise _taken(session) from error
    try:
        if figures.exists() and CERTIFICATE not in report_content.KIND.read(figures):
            raise _taken(figures)
    except DataError as error:
        raise _taken(figures) from error


def _taken(path: Path) -> RequestError:
    return RequestError(
        f"{path} is there already and is not of this session; choose another name for the report"
    )
