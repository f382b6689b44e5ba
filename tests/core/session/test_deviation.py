"""What differs from the usual without being a doubt about the person."""

from fmnist_gui.core.session.deviation import deviations
from fmnist_gui.core.session.record import History
from tests.core.session.example import played


def told(history: History) -> str:
    return " ".join(deviations(history.record))


def test_a_deck_of_another_number_of_images_is_told() -> None:
    assert "The deck has 20 images in place of 1,000." in told(
        played(15, 20, protocol="replicate-zalando")
    )
    assert "in place of" not in told(played(80, 100))


def test_against_the_clock_any_number_is_usual() -> None:
    assert "in place of" not in told(played(15, 20, protocol="blitz"))
