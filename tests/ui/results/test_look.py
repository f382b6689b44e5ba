"""What the report and the charts share with the window: colours and glyphs."""

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.chart import confusion_matrix, glyph
from fmnist_gui.core.exchange.report_style import style
from fmnist_gui.ui import class_mark
from fmnist_gui.ui.theme import DARK, LIGHT, Theme

SIDE = 60


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
def test_reports_have_the_colours_of_the_window(shown: Theme) -> None:
    page = style()
    for value in (shown.ground, shown.card, shown.text, shown.accent, *shown.class_colours):
        assert value in page
    for number, value in enumerate(shown.class_colours):
        assert f"--class-{number}: {value};" in page


@pytest.mark.parametrize("number", [*range(10), 10, 23])
def test_reports_have_the_glyphs_of_the_window(qapp: QApplication, number: int) -> None:
    painted, drawn = _blank(), _blank()
    painter = QPainter(painted)
    class_mark.paint(painter, QRectF(5, 5, 50, 50), number, colours=LIGHT)
    painter.end()
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<path d="{glyph.path(number)}" fill="{LIGHT.class_colour(number)}" fill-rule="evenodd" '
        f'transform="translate(5 5) scale(50)"/></svg>'
    )
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    differing = sum(
        abs(painted.pixelColor(x, y).lightness() - drawn.pixelColor(x, y).lightness()) > 40
        for x in range(SIDE)
        for y in range(SIDE)
    )
    filled = sum(
        painted.pixelColor(x, y).lightness() < 250 for x in range(SIDE) for y in range(SIDE)
    )
    assert filled > 300
    assert differing < 0.02 * filled


@pytest.mark.parametrize("shown", [DARK, LIGHT])
@pytest.mark.parametrize("ink", ["right", "wrong", "hint"])
def test_counts_are_legible_on_the_darkest_cell(shown: Theme, ink: str) -> None:
    under, over = QColor(shown.hover), QColor(getattr(shown, ink))
    share = confusion_matrix.SHADE_MOST
    blended = QColor.fromRgbF(
        *(
            (1 - share) * getattr(under, part)() + share * getattr(over, part)()
            for part in ("redF", "greenF", "blueF")
        )
    )
    assert _contrast(blended, QColor(shown.text)) >= 4.5


def _blank() -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(tint: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (tint.redF(), tint.greenF(), tint.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
