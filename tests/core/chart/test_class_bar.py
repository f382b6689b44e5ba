from fmnist_gui.core.chart import class_bar
from fmnist_gui.core.chart.scene import Badge, Box, Cell
from fmnist_gui.core.session.result import SessionResult, session_result
from tests.core.session.example import Sitting, played


def _result(*answers: tuple[int, int]) -> SessionResult:
    sitting = Sitting([label for label, _ in answers])
    for _, chosen in answers:
        sitting.answer(chosen)
    return session_result(sitting.history(), ())


def test_each_class_has_mark_bar_and_count() -> None:
    result = session_result(played(81, 100), ())
    scene = class_bar.scene(result, 800)
    assert [m.number for m in scene.marks if isinstance(m, Badge)] == list(range(10))
    bars = [m for m in scene.marks if isinstance(m, Box)]
    assert [bar.width / bars[1].width for bar in bars] == [
        score.right / 10 for score in result.classes
    ]
    assert scene.spots[4].cell == Cell(label=4)
    assert scene.spots[4].tip == f"{result.classes[4].right} of 10 Coats right"


def test_a_class_without_image_says_so_and_cannot_be_opened() -> None:
    scene = class_bar.scene(_result((3, 3)), 800)
    assert scene.spots[0].cell is None
    assert scene.spots[3].cell == Cell(label=3)


def test_the_most_missed_classes_are_named_with_their_counts() -> None:
    result = _result((6, 0), (6, 0), (4, 4), (4, 2), (1, 1))
    assert class_bar.sentence(result) == (
        "Most often missed: Shirt (0 of 2 right) and Coat (1 of 2 right)."
    )
    assert class_bar.sentence(_result((1, 1))) == "No image of any class was missed."


def test_thin_classes_are_announced() -> None:
    assert "fewer than 10 images are paler" in class_bar.note(_result((1, 1)))
    assert "paler" not in class_bar.note(session_result(played(81, 100), ()))
