"""How it looks: colours, sizes, and the palette and style sheet made of them."""

from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from fmnist_gui.core.look import DARK as DARK
from fmnist_gui.core.look import LIGHT as LIGHT
from fmnist_gui.core.look import Theme as Theme

CANVAS = "#17181B"
"""Ground of every canvas of images, whatever the theme: the surround changes what people see."""

STIMULUS_SURROUND = "#808080"
"""Mid-grey around the image that a person answers."""

STIMULUS_INK = "#101010"
"""Words and marks on that grey."""

SMALL, NORMAL, MEDIUM, LARGE, HEADLINE, FIGURE = 12, 13, 15, 18, 24, 40
"""Type sizes in pixels at 100 %."""


def current() -> Theme:
    """Return the theme that the application shows now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def chosen(name: str) -> Theme:
    """Return the theme called "light", or else the dark one."""
    return LIGHT if name == "light" else DARK


def of_desktop() -> str:
    """Return "dark" or "light" as the desktop says; dark where it says nothing."""
    # Imported late: the many names of Qt cost the start 30 ms.
    from PySide6.QtCore import Qt

    is_light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
    return "light" if is_light else "dark"


def apply(application: QApplication, theme: Theme, folder: Path) -> None:
    """Give the whole application the colours of `theme`; `folder` holds ``style.qss``.

    Palettes of our own, because the desktop's colour scheme does nothing on a bare X server, and
    because the highlight of Qt's Fusion style is too faint to read text on. The style itself is
    chosen where the application is made.
    """
    palette = _palette(theme)
    if application.palette() != palette:
        application.setPalette(palette)
    sizes = {
        "small": SMALL,
        "normal": NORMAL,
        "medium": MEDIUM,
        "large": LARGE,
        "headline": HEADLINE,
        "figure": FIGURE,
    }
    words = {key: value for key, value in vars(theme).items() if isinstance(value, str)}
    words |= {key: f"{scaled_px(size)}px" for key, size in sizes.items()}
    words["folder"] = folder.as_posix()
    template = Template((folder / "style.qss").read_text(encoding="utf-8"))
    sheet = template.substitute(words)
    # Every widget there is would be polished anew.
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)


def scaled_px(pixels: int) -> int:
    """Return a size of ours in pixels at the desktop's font size (13 px counts as 100 %)."""
    return max(1, round(pixels * font_scale()))


def font_scale() -> float:
    """Return how much larger than usual the person has set the interface font."""
    font = QGuiApplication.font()
    if font.pixelSize() > 0:
        return font.pixelSize() / NORMAL
    points = font.pointSizeF()
    return points / 9.0 if points > 0 else 1.0


def font(size: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface font at one of our sizes, with figures of equal width."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(scaled_px(size))
    made.setWeight(weight)
    if hasattr(QFont, "Tag"):
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: theme.ground,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.hover,
        role.Text: theme.text,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.BrightText: theme.text,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.hint,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.line,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.ground,
    }
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.hint))
    return palette
