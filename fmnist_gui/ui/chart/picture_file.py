"""Charts that are saved as pictures: where to, and what is written."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSaveFile
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.errors import RequestError
from fmnist_gui.ui import theme

PNG, SVG = "Picture (*.png)", "Drawing (*.svg)"


def ask_picture_path(parent: QWidget, figure: Figure) -> Path | None:
    """Ask where a picture goes; None when nobody wants it any more."""
    name, kind = QFileDialog.getSaveFileName(
        parent, "Save picture", f"{figure.title.lower()}.png", f"{PNG};;{SVG}"
    )
    return with_suffix(name, ".svg" if kind == SVG else ".png")


def write_picture(figure: Figure, source: str, path: Path) -> None:
    """Write a chart in today's colours, as SVG where the name ends in it, else as PNG.

    Raises RequestError when the disk refuses it.
    """
    from fmnist_gui.ui.chart.picture import drawing, picture

    if path.suffix.lower() == ".svg":
        _write(path, drawing(figure, source, colours=theme.current()))
        return
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture(figure, source, colours=theme.current()))
    _write(path, bytes(buffer.data().data()))


def unwritten(path: Path, reason: str) -> RequestError:
    """Return that a file could not be written, and what to do."""
    return RequestError(f"{path} could not be written: {reason}; choose another folder")


def with_suffix(name: str, suffix: str) -> Path | None:
    """Return the path of a chosen file name, with `suffix` if it has none; None for no name."""
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(suffix)


def _write(path: Path, content: bytes) -> None:
    file = QSaveFile(str(path))
    if not (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(content) == len(content)
        and file.commit()
    ):
        raise unwritten(path, file.errorString())
