"""What a random audit found, drawn."""

from dataclasses import replace

import pytest

from fmnist_gui.core.chart import audit_chart as chart
from fmnist_gui.core.chart.scene import Dot, Scene, Stroke
from fmnist_gui.core.review.audit_estimate import AuditEstimate
from tests.core.chart.reading import dots, outside, overlaps, place, texts
from tests.core.review.audits import drawn

DONE = AuditEstimate(
    drawn(*range(300)),
    10_000,
    looked=300,
    beyond=0,
    kept=278,
    wrong=3,
    ambiguous=12,
    bad=1,
    duplicates=2,
    unknown=4,
)


def _share(scene: Scene, x: float, *, end: str) -> float:
    zero, full = place(scene, "0 %").x, place(scene, end).x
    return (x - zero) / (full - zero)


def _line(scene: Scene, dot: Dot) -> tuple[float, float]:
    """Return the ends of the longest line through a dot."""
    lines = [
        mark.points
        for mark in scene.marks
        if isinstance(mark, Stroke) and all(y == dot.y for _, y in mark.points)
    ]
    (low, _), (high, _) = max(lines, key=lambda points: points[1][0] - points[0][0])
    return low, high


def test_wrong_labels_stand_on_their_interval_whatever_becomes_of_the_unknown() -> None:
    scene = chart.scene(DONE, 720)
    # The shares with all unknown ones wrong, and right; then the ambiguous ones.
    most, least, ambiguous = dots(scene)[:3]

    assert _share(scene, least.x, end="10 %") == pytest.approx(0.1)
    assert _share(scene, most.x, end="10 %") == pytest.approx(7 / 30)
    ends = [_share(scene, x, end="10 %") / 10 for x in _line(scene, least)]
    assert ends == pytest.approx(list(DONE.interval))
    assert _share(scene, ambiguous.x, end="10 %") == pytest.approx(0.4)


def test_only_what_was_found_has_a_row_beside_wrong_labels() -> None:
    found = texts(chart.scene(replace(DONE, bad=0, wrong=0, unknown=0), 720))

    assert "Wrong label" in found
    assert "Duplicate" in found
    assert "Bad image" not in found


def test_the_axis_ends_where_no_interval_is_cut_and_says_so() -> None:
    assert chart.note(DONE).endswith("The axis ends at 10 %.")
    assert "the thick part" in chart.note(DONE)
    many = replace(DONE, wrong=120, kept=161, unknown=0)
    assert chart.note(many).endswith("The axis ends at 50 %.")
    assert "the thick part" not in chart.note(many)


def test_the_table_has_every_outcome_with_its_interval() -> None:
    assert chart.table(DONE).rows == (
        ("Wrong label", "3–7", "300", "1.0–2.3 %", "0.3–4.7 %"),
        ("Ambiguous", "12", "300", "4 %", "2.3–6.9 %"),
        ("Bad image", "1", "300", "0.3 %", "0.1–1.9 %"),
        ("Duplicate", "2", "300", "0.7 %", "0.2–2.4 %"),
    )


def test_the_sentence_says_how_far_the_share_is_known() -> None:
    assert chart.sentence(DONE) == (
        "With 300 images the share of wrong labels is known to within 0.3–4.7 %."
    )
    assert "nothing is estimated" in chart.sentence(replace(DONE, population=300))


def test_before_the_first_decision_there_is_an_empty_frame() -> None:
    none = replace(DONE, looked=0, kept=0, wrong=0, ambiguous=0, bad=0, duplicates=0, unknown=0)

    assert chart.scene(none, 400).spots == ()
    assert chart.table(none).rows[0] == ("Wrong label", "0", "0", "–", "–")
    assert "nothing to draw" in chart.sentence(none)


@pytest.mark.parametrize("width", [400.0, 720.0])
def test_nothing_overlaps_or_is_cut(width: float) -> None:
    for found in (DONE, replace(DONE, looked=60, kept=38), replace(DONE, wrong=280, kept=1)):
        scene = chart.scene(found, width)
        assert overlaps(scene) == []
        assert outside(scene) == []
