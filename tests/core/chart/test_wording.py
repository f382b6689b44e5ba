import pytest

from fmnist_gui.core.chart.wording import cell, seconds, unbroken


def test_classes_are_named_in_the_plural_and_unknown_ones_safely() -> None:
    assert cell(4, 10, label="Coat", answer="Dress") == "4 of 10 Coats answered Dress"
    assert cell(1, 2, label="Ärmel", answer="Coat") == "1 of 2 images of Ärmel answered Coat"


@pytest.mark.parametrize(
    ("value_s", "said"), [(0.844, "0.84 s"), (1.3, "1.30 s"), (12.46, "12.5 s"), (95.2, "95 s")]
)
def test_seconds_have_about_three_figures(value_s: float, said: str) -> None:
    assert seconds(value_s) == said


def test_figures_stay_with_their_units() -> None:
    assert unbroken("81 % in 1.2 s, 95 sorts") == "81\u00a0% in 1.2\u00a0s, 95 sorts"
    assert unbroken("T-shirt/top") == "T\u2011shirt/top"
