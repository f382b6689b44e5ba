"""Reports and pictures that are saved: where to, and what is written."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QSaveFile
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.session.fact import shown_name
from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.sentence import YOU
from fmnist_gui.ui import theme

if TYPE_CHECKING:
    from fmnist_gui.core.exchange.report_picture import Pictures
    from fmnist_gui.core.stats.references import Reference

PNG, SVG = "Picture (*.png)", "Drawing (*.svg)"


def ask_report_path(parent: QWidget, stem: str) -> Path | None:
    """Ask where a report goes, called by its `stem`; None when nobody wants it any more."""
    name, _ = QFileDialog.getSaveFileName(
        parent, "Save report", f"{stem}.html", "Web page (*.html)"
    )
    return _with_suffix(name, ".html")


def ask_picture_path(parent: QWidget, figure: Figure) -> Path | None:
    """Ask where a picture goes; None when nobody wants it any more."""
    name, kind = QFileDialog.getSaveFileName(
        parent, "Save picture", f"{figure.title.lower()}.png", f"{PNG};;{SVG}"
    )
    return _with_suffix(name, ".svg" if kind == SVG else ".png")


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
        raise _unwritten(path, error.found) from error


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
        raise _unwritten(path, error.found) from error


def saved_sentence(paths: Iterable[Path]) -> str:
    """Return where a report and what goes with it lie."""
    first, *more = paths
    beside = f", with {listed([path.name for path in more])} beside it" if more else ""
    return f"Saved as {first}{beside}."


def write_picture(figure: Figure, source: str, path: Path) -> None:
    """Write a chart in today's colours, as SVG where the name ends in it, else as PNG.

    Raises RequestError when the disk refuses it.
    """
    from fmnist_gui.ui.results.picture import drawing, picture

    if path.suffix.lower() == ".svg":
        _write(path, drawing(figure, source, colours=theme.current()))
        return
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture(figure, source, colours=theme.current()))
    _write(path, bytes(buffer.data().data()))


def _write(path: Path, content: bytes) -> None:
    file = QSaveFile(str(path))
    if not (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(content) == len(content)
        and file.commit()
    ):
        raise _unwritten(path, file.errorString())


def _unwritten(path: Path, reason: str) -> RequestError:
    return RequestError(f"{path} could not be written: {reason}; choose another folder")


def panel_stem(result: PanelResult) -> str:
    """Return what the report of a panel is called, if nobody wants another name."""
    started = min(member.started_at for member in result.members)
    return f"panel {result.deck_code} {started:%Y-%m-%d}"


def session_stem(result: SessionResult) -> str:
    """Return what the report of a session is called, if nobody wants another name."""
    started = result.record.started_at
    plain = re.sub(r"\W+", "-", f"{result.title} {shown_name(result)}").strip("-").lower()
    return f"{plain} {started:%Y-%m-%d}"


def _with_suffix(name: str, suffix: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(suffix)
