"""Icons in the colours of the moment, sharp on every screen."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

Ink = QPalette.ColorRole | QColor
"""A role is looked up in the application's palette at each painting, so themes may change."""

_THIN_PX = 16
_FADED = 0.4
_IMAGES_KEPT = 16


@dataclass(frozen=True)
class Tint:
    """What to draw with: in general, on a checked button, in a selected row."""

    normal: Ink = QPalette.ColorRole.ButtonText
    checked: Ink | None = None
    selected: Ink | None = None

    def color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        """Return the colour for a state; disabled ones are faded where the palette has none."""
        ink = self.normal
        if state is QIcon.State.On and self.checked is not None:
            ink = self.checked
        if mode is QIcon.Mode.Selected and self.selected is not None:
            ink = self.selected
        return _faded(ink) if mode is QIcon.Mode.Disabled else _looked_up(ink)


def icon(name: str, folder: Path, *, tint: Tint | None = None) -> QIcon:
    """Return the icon ``name.svg`` of `folder`, drawn in `tint` (the palette's button text).

    Raises FileNotFoundError for a name that there is not.
    """
    return QIcon(_SvgEngine((folder / f"{name}.svg").read_bytes(), tint or Tint()))


def mark(folder: Path) -> QIcon:
    """Return the program's own mark, ``fmnist-gui.svg`` of `folder`, in its own colours."""
    return QIcon(_SvgEngine((folder / "fmnist-gui.svg").read_bytes(), None))


_copies: list[QIconEngine] = []
# Qt copies an engine only when an icon is changed afterwards, and PySide 6.11 lets go of what
# `clone` returns while Qt still uses it.


def _looked_up(ink: Ink, group: QPalette.ColorGroup = QPalette.ColorGroup.Active) -> QColor:
    if isinstance(ink, QColor):
        return QColor(ink)
    return QGuiApplication.palette().color(group, ink)


def _faded(ink: Ink) -> QColor:
    color = _looked_up(ink, QPalette.ColorGroup.Disabled)
    if color == _looked_up(ink):
        color.setAlphaF(color.alphaF() * _FADED)
    return color


class _SvgEngine(QIconEngine):
    """Renders an SVG text when a picture of some size and state is asked for."""

    def __init__(self, svg: bytes, tint: Tint | None) -> None:
        super().__init__()
        self._svg = svg
        self._tint = tint
        self._renderer: QSvgRenderer | None = None
        self._images: dict[tuple[int, int, int | None], QImage] = {}

    def clone(self) -> QIconEngine:
        copy = _SvgEngine(self._svg, self._tint)
        _copies.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        width, height = round(size.width() * scale), round(size.height() * scale)
        if width <= 0 or height <= 0:
            # A window that is being laid out asks for it; there is nothing to paint on.
            return QPixmap()
        color = None if self._tint is None else self._tint.color(mode, state)
        key = (width, height, None if color is None else color.rgba())
        if key not in self._images:
            if len(self._images) >= _IMAGES_KEPT:
                self._images.clear()
            self._images[key] = self._render(QSize(width, height), color)
        pixmap = QPixmap.fromImage(self._images[key])
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _render(self, size: QSize, color: QColor | None) -> QImage:
        if self._renderer is None:
            self._renderer = QSvgRenderer(QByteArray(self._svg))
            self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        # Qt draws lines of one pixel and less with a faster, uneven brush: give it two.
        is_thin = color is not None and min(size.width(), size.height()) <= _THIN_PX
        image = QImage(size * 2 if is_thin else size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self._renderer.render(painter, QRectF(image.rect()))
        if color is not None:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.fillRect(image.rect(), color)
        painter.end()
        if not is_thin:
            return image
        smooth = Qt.TransformationMode.SmoothTransformation
        return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
