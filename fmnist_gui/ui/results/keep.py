"""Reports that are saved: where to, and what is written."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.fact import shown_name
from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.sentence import YOU
from fmnist_gui.ui.chart.picture_file import unwritten, with_suffix

if TYPE_CHECKING:
    from fmnist_gui.core.exchange.report_picture import Pictures
    from fmnist_gui.core.stats.references import Reference


def ask_report_path(parent: QWidget, stem: str) -> Path | None:
    """Ask where a report goes, called by its `stem`; None when nobody wants it any more."""
    name, _ = QFileDialog.getSaveFileName(
        parent, "Save report", f"{stem}.html", "Web page (*.html)"
    )
    return with_suffix(name, ".html")


def write_report(
    result: SessionResult,
    path: Path,
    *,
    history: History,
    made_at: datetime,
    pictures: "Pictures | None" = None,
) -> tuple[Path, ...]:
    """Write the report of the session with this `history`, told as in `result`.

    Returns the page and what lies beside it. Raises RequestError when the disk refuses it, or
    something else lies there.
    """
    from fmnist_gui.core.exchange import report_file

    try:
        return report_file.write_report(
            path,
            history,
            result.references,
            made_at=made_at,
            is_reader=result.who == YOU,
            pictures=pictures,
        )
    except DataError as error:
        raise unwritten(path, error.found) from error


def write_panel_report(
    path: Path,
    histories: Sequence[History],
    references: "Sequence[Reference]",
    *,
    made_at: datetime,
) -> tuple[Path, ...]:
    """Write the report of the panel with these sessions.

    Returns the page and what lies beside it. Raises RequestError when the disk refuses it, or
    something else lies there.
    """
    from fmnist_gui.core.exchange import panel_report_file

    try:
        return panel_report_file.write_panel_report(path, histories, references, made_at=made_at)
    except DataError as error:
        raise unwritten(path, error.found) from error


def saved_sentence(paths: Iterable[Path]) -> str:
    """Return where a report and what goes with it lie."""
    first, *more = paths
    beside = f", with {listed([path.name for path in more])} beside it" if more else ""
    return f"Saved as {first}{beside}."


def panel_stem(result: PanelResult) -> str:
    """Return what the report of a panel is called, if nobody wants another name."""
    started = min(member.started_at for member in result.members)
    return f"panel {result.deck_code} {started:%Y-%m-%d}"


def session_stem(result: SessionResult) -> str:
    """Return what the report of a session is called, if nobody wants another name."""
    started = result.record.started_at
    plain = re.sub(r"\W+", "-", f"{result.title} {shown_name(result)}").strip("-").lower()
    return f"{plain} {started:%Y-%m-%d}"
