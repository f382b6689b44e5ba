import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from fmnist_gui import resources
from fmnist_gui.ui import theme
from fmnist_gui.ui.theme import DARK, LIGHT, Theme

FOLDER = resources.folder() / "theme"


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    shown = QColor(colour)
    linear = [
        c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)
        for c in (shown.redF(), shown.greenF(), shown.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=["dark", "light"])
def test_text_can_be_read_on_every_ground(look: Theme) -> None:
    for ground in (look.ground, look.card, look.hover):
        for text in (look.text, look.hint, look.accent, look.right, look.wrong):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(look.on_accent, look.accent) >= 4.5


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=["dark", "light"])
def test_class_colours_can_be_told_from_the_ground(look: Theme) -> None:
    assert len(set(look.class_colours)) == 10
    for colour in look.class_colours:
        assert contrast(colour, look.card) >= 3, colour
    assert look.class_colour(13) == look.class_colour(3)


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=["dark", "light"])
def test_the_application_takes_the_colours(qapp: QApplication, look: Theme) -> None:
    theme.apply(qapp, look, FOLDER)
    assert theme.current() is look
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(look.ground)
    assert "$" not in qapp.styleSheet()
    assert look.accent in qapp.styleSheet()


def test_a_person_may_choose_against_the_desktop(qapp: QApplication) -> None:
    assert theme.chosen("dark") is DARK
    assert theme.chosen("light") is LIGHT
    assert theme.of_desktop() in ("dark", "light")


@pytest.mark.window
@pytest.mark.parametrize("look", [DARK, LIGHT], ids=["dark", "light"])
def test_a_ticked_box_bears_a_tick(qtbot: QtBot, qapp: QApplication, look: Theme) -> None:
    theme.apply(qapp, look, FOLDER)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    box.show()
    shown = box.grab().toImage()
    places = [(x, y) for x in range(shown.width()) for y in range(shown.height())]
    colours = {shown.pixelColor(x, y).name().upper() for x, y in places}
    assert {look.accent, look.on_accent} <= colours
