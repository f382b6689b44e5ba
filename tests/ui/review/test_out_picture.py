from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.exchange.decision_sheet import MARK, decision_sheet
from fmnist_gui.core.review.review_result import review_result
from fmnist_gui.ui.review.out_picture import RATIO, png_of
from tests import sample
from tests.core.review.decided import decision

TEST = sample.split("test", 20)


def test_a_page_is_drawn_with_its_pixels_and_its_words(qtbot: QtBot) -> None:
    result = review_result([TEST], {TEST.fingerprint: [decision(7, "bad", of=TEST)]})
    (page,) = decision_sheet(result, FASHION_CLASSES).pages
    made = png_of(page)
    assert MARK.encode() in made[:1024]
    picture = QImage.fromData(made)
    start = page.index('<image x="') + len('<image x="')
    x = int(page[start : page.index('"', start)])
    y = int(page[page.index('y="', start) + 3 : page.index('" width', start)])
    for row, column in ((0, 0), (13, 20), (27, 27)):
        centre = RATIO * (x + 4 * column + 2), RATIO * (y + 4 * row + 2)
        assert picture.pixelColor(*centre).red() == TEST.images[7][row, column]
    # The words begin at the left edge of their picture.
    below = [picture.pixelColor(RATIO * (x + n), RATIO * (y + 122)).red() for n in range(60)]
    assert max(below) > 100
