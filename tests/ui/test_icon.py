"""The icons are one family, and wear the colours of the moment."""

import gc
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from fmnist_gui.ui.icon import Tint, icon, mark

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
LINE_ICONS = sorted(p.stem for p in FOLDER.glob("*.svg") if p.stem != "fmnist-gui")
ON, OFF = QIcon.State.On, QIcon.State.Off
Mode, Role, Group = QIcon.Mode, QPalette.ColorRole, QPalette.ColorGroup

pytestmark = pytest.mark.usefixtures("qapp")


def inks(pixmap: QPixmap) -> dict[str, int]:
    """Count the colours of the pixels that are fully inked."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    counts: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            color = image.pixelColor(x, y)
            if color.alpha() == 255:
                counts[color.name()] = counts.get(color.name(), 0) + 1
    return counts


def coverage(pixmap: QPixmap) -> float:
    """Return the sum of the opacities of all pixels, in pixels."""
    image = pixmap.toImage()
    every = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(image.pixelColor(x, y).alphaF() for x, y in every)


@pytest.mark.parametrize("name", LINE_ICONS)
def test_an_icon_is_drawn_in_the_family_s_line(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.5"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    assert set(re.findall(r'(?:stroke|fill|color)="([^"]+)"', text)) <= {"none", "currentColor"}
    assert "style" not in text
    for filled in root.iterfind(".//*[@fill='currentColor']"):
        assert float(filled.get("r", "99")) < 2.5


@pytest.mark.parametrize("side_px", [16, 24])
@pytest.mark.parametrize("name", LINE_ICONS)
def test_an_icon_shows_something_at_both_sizes(name: str, side_px: int) -> None:
    assert QSvgRenderer(QByteArray((FOLDER / f"{name}.svg").read_bytes())).isValid()
    pixmap = icon(name, FOLDER).pixmap(QSize(side_px, side_px), 1.0)
    assert pixmap.size() == QSize(side_px, side_px)
    assert 0.05 < coverage(pixmap) / side_px**2 < 0.5


def test_an_icon_is_tinted_in_the_colour_given() -> None:
    tint = Tint(QColor("#ff8000"), checked=QColor("#00ff00"), selected=QColor("#0000ff"))
    drawn = icon("explore", FOLDER, tint=tint)
    size = QSize(24, 24)
    assert set(inks(drawn.pixmap(size, 1.0, Mode.Normal, OFF))) == {"#ff8000"}
    assert set(inks(drawn.pixmap(size, 1.0, Mode.Normal, ON))) == {"#00ff00"}
    assert set(inks(drawn.pixmap(size, 1.0, Mode.Selected, OFF))) == {"#0000ff"}
    normal = coverage(drawn.pixmap(size, 1.0, Mode.Normal, OFF))
    assert coverage(drawn.pixmap(size, 1.0, Mode.Disabled, OFF)) == pytest.approx(
        0.4 * normal, rel=0.02
    )


def test_an_icon_follows_the_palette_of_the_moment(qapp: QApplication) -> None:
    before = QGuiApplication.palette()
    drawn = icon("folder", FOLDER)
    palette = QPalette(before)
    try:
        for group, color in ((Group.Active, "#123456"), (Group.Disabled, "#654321")):
            palette.setColor(group, Role.ButtonText, QColor(color))
        qapp.setPalette(palette)
        assert set(inks(drawn.pixmap(QSize(24, 24), 1.0))) == {"#123456"}
        assert set(inks(drawn.pixmap(QSize(24, 24), 1.0, Mode.Disabled))) == {"#654321"}
        palette.setColor(Role.ButtonText, QColor("#abcdef"))
        qapp.setPalette(palette)
        assert set(inks(drawn.pixmap(QSize(24, 24), 1.0))) == {"#abcdef"}
    finally:
        qapp.setPalette(before)


def test_a_disabled_icon_is_fainter_where_the_palette_makes_no_difference(
    qapp: QApplication,
) -> None:
    before = QGuiApplication.palette()
    palette = QPalette(before)
    palette.setColor(Role.Highlight, QColor("#6ea8fe"))
    drawn = icon("folder", FOLDER, tint=Tint(Role.Highlight))
    try:
        qapp.setPalette(palette)
        normal = coverage(drawn.pixmap(QSize(24, 24), 1.0))
        disabled = coverage(drawn.pixmap(QSize(24, 24), 1.0, Mode.Disabled))
    finally:
        qapp.setPalette(before)
    assert disabled == pytest.approx(0.4 * normal, rel=0.02)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_has_a_pixel_for_each_pixel_of_the_screen(ratio: float) -> None:
    pixmap = icon("search", FOLDER).pixmap(QSize(24, 24), ratio)
    assert pixmap.size() == QSize(24, 24) * ratio
    assert pixmap.devicePixelRatio() == ratio


def test_upright_lines_are_crisp_at_16_pixels() -> None:
    image = icon("pause", FOLDER).pixmap(QSize(16, 16), 1.0).toImage()
    row = [image.pixelColor(x, 8).alpha() for x in range(16)]
    assert [x for x in range(16) if row[x] == 255] == [3, 6, 9, 12]
    assert sum(row) == 4 * 255


def test_an_icon_paints_itself_where_it_is_told() -> None:
    image = QImage(QSize(48, 48), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icon("explore", FOLDER, tint=Tint(QColor("#ff0000"))).paint(painter, 24, 0, 24, 24)
    painter.end()
    inked = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha()]
    assert min(x for x, _ in inked) >= 24
    assert max(y for _, y in inked) < 24


@pytest.mark.parametrize("size", [QSize(0, 16), QSize(16, 0), QSize(0, 0)])
def test_an_icon_without_room_paints_nothing_and_says_nothing(size: QSize) -> None:
    image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    # A message of Qt would fail this test.
    icon("play", FOLDER).paint(painter, 0, 0, size.width(), size.height())
    painter.end()
    assert icon("play", FOLDER).pixmap(size).isNull()


def test_a_copied_icon_lives_on_its_own() -> None:
    first = icon("play", FOLDER, tint=Tint(QColor("#ff0000")))
    second = QIcon(first)
    second.addPixmap(QPixmap(1, 1))  # makes Qt copy the engine
    del first
    gc.collect()
    assert set(inks(second.pixmap(QSize(24, 24), 1.0))) == {"#ff0000"}


def test_a_name_that_there_is_not_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        icon("nonsense", FOLDER)


@pytest.mark.parametrize("side_px", [16, 256])
def test_the_mark_keeps_its_own_colours(side_px: int) -> None:
    counts = inks(mark(FOLDER).pixmap(QSize(side_px, side_px), 1.0))
    assert {"#6ea8fe", "#17181b", "#ffc46b"} <= set(counts)
    assert counts["#ffc46b"] == (side_px // 8) ** 2
