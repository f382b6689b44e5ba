"""How numbers are written."""

import pytest

from fmnist_gui.core.stats.percent import decimal, images, p_value, percent, percent_range, points


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.81, "81 %"),
        (0.835, "83.5 %"),
        (1 / 3, "33.3 %"),
        (0.8, "80 %"),
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.9999, "99.99 %"),
        (0.00001, "0.001 %"),
    ],
)
def test_a_share_is_short_and_never_rounded_to_none_or_all(share: float, text: str) -> None:
    assert percent(share) == text


def test_a_range_has_an_en_dash_and_even_decimals() -> None:
    assert percent_range((0.722220, 0.874853)) == "72.2–87.5 %"
    assert percent_range((0.7, 0.8)) == "70.0–80.0 %"
    assert percent_range((0.810721, 0.856715), decimals=0) == "81–86 %"


def test_a_range_that_reaches_an_end_says_so_plainly() -> None:
    assert percent_range((0.928652, 1.0)) == "92.9–100 %"
    assert percent_range((0.0, 0.277533)) == "0–27.8 %"


@pytest.mark.parametrize(
    ("difference", "text"), [(-0.035, "−3.5"), (0.065, "+6.5"), (0.0, "0.0"), (-0.0001, "0.0")]
)
def test_points_have_a_sign(difference: float, text: str) -> None:
    assert points(difference) == text


def test_images_are_counted_in_english() -> None:
    assert [images(n) for n in (0, 1, 2, 10_000)] == [
        "0 images",
        "1 image",
        "2 images",
        "10,000 images",
    ]


@pytest.mark.parametrize(
    ("p", "text"),
    [
        (1.0, "p = 1.00"),
        (0.399554, "p = 0.40"),
        (0.048934, "p = 0.049"),
        (0.003729, "p = 0.0037"),
        (0.00001, "p < 0.0001"),
        (0.04996, "p = 0.0499"),
        (0.05, "p = 0.050"),
    ],
)
def test_a_p_value_never_crosses_its_limit(p: float, text: str) -> None:
    assert p_value(p) == text


def test_a_number_below_nought_has_a_true_minus_and_nought_has_none() -> None:
    assert [decimal(value) for value in (-0.114, 0.56, -0.001, 0.0)] == [
        "−0.11",
        "0.56",
        "0.00",
        "0.00",
    ]
