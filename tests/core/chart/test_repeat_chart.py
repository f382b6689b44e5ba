"""Whether an image that comes again gets the same answer."""

import pytest

from fmnist_gui.core.chart import repeat_chart as chart
from fmnist_gui.core.chart.repeat_chart import Repeats
from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.stats.consistency import consistency
from tests.core.chart.reading import outside, overlaps, texts
from tests.core.session.example import Sitting


def _data(*pairs: tuple[int, int]) -> Repeats:
    """Return repeats of Dresses with these first answers and answers again."""
    count = len(pairs)
    phases: list[Phase] = ["main"] * count
    phases += ["repeat"] * count
    deck = Deck(
        "quick-20", "test", "f" * 64, 7, tuple(range(count)) * 2, "2.0.0", phases=tuple(phases)
    )
    sitting = Sitting([3] * count, protocol="quick-20", deck=deck)
    for chosen in (*(a for a, _ in pairs), *(b for _, b in pairs)):
        sitting.answer(chosen)
    sitting.do("finish")
    found = outcome(sitting.history()).repeats
    told = consistency([a.first for a, _ in found], [b.first for _, b in found])
    return Repeats(FASHION_CLASSES, found, told)


MIXED = _data((3, 3), (3, 4), (0, 0), (6, 3))


def test_the_sentence_tells_how_often_the_answer_was_the_same() -> None:
    assert chart.sentence(MIXED) == (
        "The answer was the same on 2 of 4 images that came again: 50 %, 95 % interval 15.0–85.0 %."
    )
    assert chart.sentence(_data()) == "No image has come again yet."


def test_images_with_another_answer_are_drawn_and_come_first_in_the_table() -> None:
    told = texts(chart.scene(MIXED, 752))
    assert told[4:] == ["1", "Dress", "Dress", "Coat", "3", "Dress", "Shirt", "Dress"]
    rows = chart.table(MIXED).rows
    assert [row[-1] for row in rows] == ["no", "no", "yes", "yes"]
    assert rows[0] == ("1", "Dress", "Dress", "Coat", "no")


def test_a_spot_tells_its_image() -> None:
    assert chart.scene(MIXED, 752).spots[1].tip == "Image 3, Dress: first Shirt, then Dress"


def test_the_note_says_that_repeats_enter_no_accuracy() -> None:
    assert "Repeats never enter an accuracy. Cohen's kappa" in chart.note(MIXED)
    many = _data(*[(3, 4)] * 15)
    assert chart.note(many).endswith("3 more in the table.")
    assert len(chart.scene(many, 752).spots) == 12


def test_where_all_are_the_same_it_says_so() -> None:
    assert texts(chart.scene(_data((3, 3)), 400))[-1] == "None: every answer was the same."


@pytest.mark.parametrize("width", [400.0, 752.0])
def test_nothing_overlaps_or_is_cut(width: float) -> None:
    scene = chart.scene(MIXED, width)
    assert overlaps(scene) == []
    assert outside(scene) == []
