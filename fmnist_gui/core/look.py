"""The colours of the program, light and dark, for the window and for what it writes."""

from dataclasses import dataclass


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
