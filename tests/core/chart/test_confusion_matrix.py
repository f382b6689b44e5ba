import pytest

from fmnist_gui.core.chart import confusion_matrix
from fmnist_gui.core.chart.scene import Box, Cell, Scene, Spot, Text
from fmnist_gui.core.session.result import session_result
from tests.core.session.example import Sitting, played


def _spot(scene: Scene, label: int, answer: int) -> Spot:
    return scene.spots[10 * label + answer]


def _sitting() -> Sitting:
    sitting = Sitting([4] * 10 + [1])
    for chosen in (3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 1):
        sitting.answer(chosen)
    return sitting


def test_a_cell_says_how_many_of_which_were_answered_what() -> None:
    scene = confusion_matrix.scene(session_result(_sitting().history(), ()), 700)
    assert len(scene.spots) == 100
    assert _spot(scene, 4, 3).tip == (
        "4 of 10 Coats answered Dress, 40 %, 95 % interval 16.8–68.7 %"
    )
    assert _spot(scene, 4, 3).title == "4 of 10 Coats answered Dress"
    assert _spot(scene, 4, 0).tip.endswith(", 0 %, 95 % interval 0–27.8 %")
    assert _spot(scene, 3, 4).tip == "0 of 0 Dresses answered Coat"
    assert _spot(scene, 4, 3).cell == Cell(label=4, answer=3)
    assert _spot(scene, 3, 4).cell is None


def test_the_table_gives_each_count_with_its_interval() -> None:
    table = confusion_matrix.table(session_result(_sitting().history(), ()))
    assert table.rows[4][4] == "4 (16.8–68.7 %)"
    assert table.rows[4][1] == "0 (0–27.8 %)"
    assert table.rows[3][4] == "0"
    assert table.rows[4][-1] == "10"


def test_practice_has_no_interval() -> None:
    result = session_result(played(8, 30, protocol="practice"), ())
    tips = [spot.tip for spot in confusion_matrix.scene(result, 700).spots]
    cells = [cell for row in confusion_matrix.table(result).rows for cell in row[1:]]
    assert not any("%" in told for told in (*tips, *cells))


def test_the_commonest_mistakes_are_told() -> None:
    result = session_result(_sitting().history(), ())
    assert confusion_matrix.sentence(result) == (
        "Most often confused: 4 of 10 Coats answered Dress."
    )
    nothing = session_result(played(20, 20), ())
    assert confusion_matrix.sentence(nothing) == "No class was taken for another."


def test_the_diagonal_differs_by_outline_and_weight_and_not_by_colour_alone() -> None:
    scene = confusion_matrix.scene(session_result(played(81, 100), ()), 700)
    outlined = [m for m in scene.marks if isinstance(m, Box) and m.outline is not None]
    assert len(outlined) == 10
    bold = [m.text for m in scene.marks if isinstance(m, Text) and m.is_bold]
    assert sum(map(int, bold)) == 81


def test_rows_with_fewer_than_ten_images_are_grey() -> None:
    scene = confusion_matrix.scene(session_result(_sitting().history(), ()), 700)
    names = {m.text: m.ink for m in scene.marks if isinstance(m, Text)}
    assert names["Trouser"] == "hint"
    inks = {m.ink for m in scene.marks if isinstance(m, Text) and m.text == "Coat" and not m.turn}
    assert inks == {"text"}


def test_practice_counts_are_shown_though_nothing_is_scored() -> None:
    result = session_result(played(8, 30, protocol="practice"), ())
    texts = [m.text for m in confusion_matrix.scene(result, 700).marks if isinstance(m, Text)]
    assert sum(int(text) for text in texts if text.isdigit()) == 30


@pytest.mark.parametrize("width", [400.0, 912.0])
def test_the_matrix_stays_inside_its_width(width: float) -> None:
    scene = confusion_matrix.scene(session_result(played(81, 100), ()), width)
    assert max(spot.x + spot.width for spot in scene.spots) <= width


def test_forty_seven_classes_leave_the_words_away_and_fit() -> None:
    names = tuple(f"Letter {number}" for number in range(47))
    sitting = Sitting(list(range(47)), class_names=names, identity=None)
    for number in range(47):
        sitting.answer(number)
    scene = confusion_matrix.scene(session_result(sitting.history(), ()), 700)
    assert max(spot.x + spot.width for spot in scene.spots) <= 700
    assert not any(isinstance(m, Text) and m.is_bold for m in scene.marks)
