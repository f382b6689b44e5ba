"""How it looks: colours, sizes, and the palette and style sheet made of them."""

from dataclasses import dataclass
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

CANVAS = "#17181B"
"""Ground of every canvas of images, whatever the theme: the surround changes what people see."""

STIMULUS_SURROUND = "#808080"
"""Mid-grey around the image that a person answers."""

SMALL, NORMAL, MEDIUM, LARGE, HEADLINE, FIGURE = 12, 13, 15, 18, 24, 40
"""Type sizes in pixels at 100 %."""


@dataclass(frozen=True)
class Theme:
    """One set of colours; every one is ``#RRGGBB``.

    ``class_colours`` are ten hues told apart by colour-blind people: Paul Tol's "light" scheme
    with Okabe and Ito's reddish purple on dark ground, the same hues darkened to a contrast of at
    least 3 on light ground. Further classes begin again from the first.
    """

    name: str
    ground: str
    card: str
    line: str
    text: str
    hint: str
    accent: str
    on_accent: str
    right: str
    wrong: str
    hover: str
    class_colours: tuple[str, ...]

    def class_colour(self, number: int) -> str:
        """Return the colour of class `number`."""
        return self.class_colours[number % len(self.class_colours)]


DARK = Theme(
    name="dark",
    ground="#17181B",
    card="#1F2125",
    line="#2A2D33",
    text="#E7E8EA",
    hint="#9BA0A8",
    accent="#6EA8FE",
    on_accent="#10141B",
    right="#5FC48F",
    wrong="#F2877B",
    hover="#282B31",
    class_colours=(
        "#77AADD",
        "#EE8866",
        "#44BB99",
        "#FFAABB",
        "#AAAA00",
        "#99DDFF",
        "#EEDD88",
        "#CC79A7",
        "#BBCC33",
        "#DDDDDD",
    ),
)
LIGHT = Theme(
    name="light",
    ground="#F6F6F4",
    card="#FFFFFF",
    line="#E2E2DE",
    text="#1D1F23",
    hint="#5F646D",
    accent="#1F5FBF",
    on_accent="#FFFFFF",
    right="#1B7A4B",
    wrong="#B3372A",
    hover="#EDEDEA",
    class_colours=(
        "#3A78B5",
        "#C2552F",
        "#1E8A6C",
        "#C4526B",
        "#7A7A00",
        "#1C88B5",
        "#94801A",
        "#A34A7C",
        "#70800F",
        "#6B6B6B",
    ),
)


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
    application.setPalette(_palette(theme))
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
    application.setStyleSheet(template.substitute(words))


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
