import pytest
from PySide6.QtGui import QFont, QFontMetrics

from fmnist_gui.ui import theme
from fmnist_gui.ui.image.ink import wrapped

WORDS = "people: 56 of 60 say Bag, and all models say so too, each of them rather sure of it"


@pytest.fixture
def font(dark: None) -> QFont:
    return theme.font(theme.NORMAL)


@pytest.mark.parametrize("width", [60, 150, 300, 2000])
def test_every_line_fits_and_there_are_no_more_than_allowed(font: QFont, width: int) -> None:
    lines = wrapped(WORDS, width, font=font, most=2)
    assert 1 <= len(lines) <= 2
    assert all(QFontMetrics(font).horizontalAdvance(line) <= width for line in lines)


def test_what_fits_is_not_broken_and_what_does_not_is_cut_at_the_end(font: QFont) -> None:
    assert wrapped(WORDS, 2000, font=font, most=2) == [WORDS]
    first, last = wrapped(WORDS, 150, font=font, most=2)
    assert WORDS.startswith(first)
    assert last.endswith("…")
    assert "".join(wrapped(WORDS, 150, font=font, most=9)).replace(" ", "") == WORDS.replace(
        " ", ""
    )


def test_nothing_takes_no_line(font: QFont) -> None:
    assert wrapped("", 100, font=font, most=2) == []
