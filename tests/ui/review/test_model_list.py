"""The name of a model is told in full where there is room."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.ui import theme
from fmnist_gui.ui.image import ink
from fmnist_gui.ui.image.top_three import Ranking, Share
from fmnist_gui.ui.review import model_list
from fmnist_gui.ui.review.model_list import ModelList, Said

NAME = "random_forest_t10k_probs"


@pytest.mark.usefixtures("dark")
@pytest.mark.parametrize(("width", "is_whole"), [(620, True), (1100, True), (420, False)])
def test_a_name_is_cut_only_where_room_is_short(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, width: int, is_whole: bool
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    shown = ModelList(holder)
    shown.resize(width, 60)
    written: list[str] = []
    real = ink.write

    def write(painter: object, box: object, words: str, **more: object) -> int:
        written.append(words)
        return real(painter, box, words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(model_list, "write", write)
    shares = tuple(Share(c, s) for c, s in ((9, 0.9), (7, 0.05), (5, 0.02)))
    shown.show_content(Said((Ranking(NAME, shares),), FASHION_CLASSES))
    shown.grab()

    title = written[1]
    assert (title == NAME) is is_whole
    assert title.startswith("rand")
    assert title.endswith("probs"[-3:])
    advance = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(title)
    assert advance < width / 2
