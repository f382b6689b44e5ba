"""Scores beside every published one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from fmnist_gui.core.chart import comparison_chart as chart
from fmnist_gui.core.chart.label_row import text_width
from fmnist_gui.core.chart.lineup import Lineup, Own
from fmnist_gui.core.chart.reference_mark import Shape, shape
from fmnist_gui.core.chart.scene import Box, Dot, Mark, Scene, Stroke, Text
from fmnist_gui.core.stats.comparison import PUBLISHED
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.references import KINDS, Kind, Reference, load
from tests.core.chart.reading import outside, overlaps, place, texts

SHIPPED = load(Path(__file__).resolve().parents[3] / "resources" / "references.toml")
SESSION = Own("This session", 0.81, 100, wilson(81, 100))
POOLED = Own("All sessions, pooled", 0.8, 300, wilson(240, 300), is_pooled=True)
FULL = Lineup((SESSION, POOLED), SHIPPED, PUBLISHED)


def _across(scene: Scene, x: float) -> float:
    """Return the share that an x stands for, by the axis as it is labelled."""
    ticks = {
        float(mark.text.removesuffix(" %")): mark.x
        for mark in scene.marks
        if isinstance(mark, Text) and re.fullmatch(r"\d+ %", mark.text) and mark.anchor == "middle"
    }
    low, high = min(ticks), max(ticks)
    return (low + (high - low) * (x - ticks[low]) / (ticks[high] - ticks[low])) / 100


def _marks_beside(scene: Scene, name: str) -> list[Mark]:
    """Return the marks of the row that bears a name."""
    middle = place(scene, name).y - 4.5
    found: list[Mark] = []
    for mark in scene.marks:
        match mark:
            case Dot() if mark.y == middle:
                found.append(mark)
            case Box() if mark.y + mark.height / 2 == middle:
                found.append(mark)
            case Stroke() if {y for _, y in mark.points} == {middle}:
                found.append(mark)
    return found


@pytest.mark.parametrize("is_zoomed", [False, True])
def test_every_score_stands_at_its_share_on_the_line_of_its_interval(is_zoomed: bool) -> None:
    scene = chart.scene(FULL, 752, is_zoomed=is_zoomed)
    for name, share, interval in (
        ("This session", 0.81, wilson(81, 100)),
        ("All sessions, pooled", 0.8, wilson(240, 300)),
        ("Zalando crowd", 0.835, wilson(835, 1000)),
        ("Random forest", 0.873, wilson(8730, 10_000)),
    ):
        line, dot, *_ = _marks_beside(scene, name)
        assert isinstance(line, Stroke)
        assert isinstance(dot, Dot)
        assert _across(scene, dot.x) == pytest.approx(share)
        ends = [_across(scene, x) for x, _ in line.points]
        assert ends == pytest.approx(list(interval))


def test_all_references_are_drawn_with_their_number_of_images() -> None:
    told = texts(chart.scene(FULL, 752))
    for entry in SHIPPED:
        assert entry.name in told
    assert "83.5 % of 1,000" in told
    assert told.count("10 %") == 1


def test_the_axis_runs_from_0_to_100_unless_it_is_zoomed_on_purpose() -> None:
    def ticks(scene: Scene) -> list[str]:
        return [t for t in texts(scene) if re.fullmatch(r"\d+ %", t)][:6]

    assert ticks(chart.scene(Lineup((SESSION,)), 752)) == [f"{n} %" for n in range(0, 101, 20)]
    zoomed = chart.scene(Lineup((SESSION,)), 752, is_zoomed=True)
    assert ticks(zoomed)[:5] == ["60 %", "70 %", "80 %", "90 %", "100 %"]


def test_a_score_below_a_zoomed_axis_is_pointed_at_and_still_told() -> None:
    scene = chart.scene(FULL, 752, is_zoomed=True)
    assert texts(scene).count("◂") == 2
    assert [m for m in _marks_beside(scene, "GaussianNB") if isinstance(m, Dot)] == []
    assert "51.1 % of 10,000" in texts(scene)


def test_the_published_majority_is_a_band_over_all_rows() -> None:
    scene = chart.scene(FULL, 752)
    shade = next(m for m in scene.marks if isinstance(m, Box) and m.opacity < 1)
    low, high = wilson(*PUBLISHED)
    assert _across(scene, shade.x) == pytest.approx(low)
    assert _across(scene, shade.x + shade.width) == pytest.approx(high)
    rows = [spot.y + spot.height for spot in scene.spots]
    assert shade.y < scene.spots[0].y
    assert shade.y + shade.height == max(rows)
    assert "published majority of three" in texts(scene)
    bare = chart.scene(Lineup((SESSION,)), 752)
    assert not any(isinstance(m, Box) for m in bare.marks)


def test_what_was_expected_of_networks_can_be_read_off() -> None:
    scene = chart.scene(FULL, 752)
    dashed = [m for m in scene.marks if isinstance(m, Stroke) and m.is_dashed]
    assert [_across(scene, m.points[0][0]) for m in dashed] == pytest.approx([0.90, 0.95])
    assert "both held (Two-layer CNN 91.6 %" in chart.note(FULL)
    alone = Lineup((SESSION,))
    assert "expected" not in chart.note(alone)
    assert not any(isinstance(m, Stroke) and m.is_dashed for m in chart.scene(alone, 752).marks)


def test_every_kind_has_a_mark_and_a_heading_of_its_own() -> None:
    kinds: tuple[Kind, ...] = tuple(chart.HEADINGS)
    assert set(kinds) == set(KINDS)

    def look(mark: Mark) -> tuple[object, ...]:
        diamond = isinstance(mark, Dot) and mark.is_diamond
        return type(mark), diamond, getattr(mark, "ink", None)

    looks = {tuple(map(look, shape(Shape(kind, "text"), 0, 0))) for kind in kinds}
    assert len(looks) == len(kinds)
    told = texts(chart.scene(FULL, 752))
    assert all(heading in told for heading in chart.HEADINGS.values())


def test_a_tip_tells_source_and_protocol() -> None:
    tips = {spot.tip.split(":")[0]: spot.tip for spot in chart.scene(FULL, 752).spots}
    assert tips["Zalando crowd"] == (
        "Zalando crowd: 83.5 % of 1,000 images, 95 % interval 81.1–85.7 %. Fashion-MNIST README "
        "2017. 1000 random test images, 3 labels per image, majority of three people without "
        "fashion expertise; tie rule unknown"
    )
    assert tips["Fine-tuning DARTS"].endswith("Tanveer et al. 2020")
    assert tips["This session"] == ("This session: 81 % of 100 images, 95 % interval 72.2–87.5 %")


def test_a_range_over_tie_rules_is_never_called_an_interval() -> None:
    name, told = "Fashion-MNIST-H, majority of 3", "by tie rule 70.2–80.3 %"
    tip = next(s.tip for s in chart.scene(FULL, 752).spots if s.tip.startswith(name))
    assert tip.startswith(f"{name}: 73.6 % of 10,000 images, {told}. ")
    assert "interval" not in tip
    table = chart.table(FULL)
    assert next(row for row in table.rows if row[0] == name)[2] == told
    assert table.columns[2] == "95 % interval or range"
    assert chart.note(FULL).startswith(
        f"Lines are 95 % intervals; that of {name} is its range {told}; each kind"
    )
    assert chart.note(Lineup((SESSION,))).startswith("Lines are 95 % intervals; each kind")


def test_the_note_tells_which_intervals_hold_however_often_one_looks() -> None:
    running = replace(POOLED, is_running=True)
    some, every = (chart.note(Lineup(own)) for own in ((SESSION, running), (running,)))
    assert "; those of pooled or unfinished sessions hold however often one looks; each" in some
    assert "; those measured here hold however often one looks; each" in every


def test_what_a_person_added_is_drawn_and_told_to_be_added() -> None:
    own = Reference("My network", 0.93, 0.92, 0.94, 10_000, "model", "me", 2024, "", is_own=True)
    data = Lineup((SESSION,), (*SHIPPED, own), PUBLISHED)
    tip = next(s.tip for s in chart.scene(data, 752).spots if s.tip.startswith("My network"))
    assert tip.endswith("me, 2024. added here")
    assert ("My network", "93 %", "92.0–94.0 %", "model", "10,000", "me, added here") in (
        chart.table(data).rows
    )


def test_the_table_has_every_score_with_its_interval_and_kind() -> None:
    rows = chart.table(FULL).rows
    assert len(rows) == 2 + len(SHIPPED)
    assert rows[0] == ("This session", "81 %", "72.2–87.5 %", "single", "100", "this program")
    simulated = replace(SESSION, is_simulated=True)
    assert chart.table(Lineup((simulated,))).rows[0][3] == "simulated"


def test_the_sentence_counts_the_figures_within_the_last_interval() -> None:
    inside = sum(e.accuracy in POOLED.interval for e in SHIPPED if e.kind != "chance")
    assert chart.sentence(FULL) == (
        f"All sessions, pooled: 80 % of 300 images, 95 % interval 75.1–84.1 %; it holds {inside} "
        "of the 14 figures drawn beside it."
    )
    assert chart.sentence(Lineup((SESSION,))) == (
        "This session: 81 % of 100 images, 95 % interval 72.2–87.5 %. Nothing published speaks "
        "about these images."
    )
    assert chart.sentence(Lineup(())).startswith("No scored image yet")


@pytest.mark.parametrize("width", [400.0, 752.0, 1200.0])
@pytest.mark.parametrize("is_zoomed", [False, True])
def test_nothing_overlaps_or_is_cut(width: float, is_zoomed: bool) -> None:
    scene = chart.scene(FULL, width, is_zoomed=is_zoomed)
    assert overlaps(scene) == []
    assert outside(scene) == []
    assert len(scene.spots) == 2 + len(SHIPPED)


@pytest.mark.parametrize("width", [400.0, 752.0, 1200.0])
@pytest.mark.parametrize("is_zoomed", [False, True])
def test_each_label_at_the_top_stands_over_its_own_mark_alone(
    width: float, is_zoomed: bool
) -> None:
    scene = chart.scene(FULL, width, is_zoomed=is_zoomed)
    shade = next(m for m in scene.marks if isinstance(m, Box) and m.opacity < 1)
    leaders = {
        mark.points[0]: mark.points[1][1]
        for mark in scene.marks
        if isinstance(mark, Stroke) and mark.points[0][1] < shade.y
    }
    owned = []
    for told in ("published majority of three", "simple CNN, about 90 %", "advanced, over 95 %"):
        label = place(scene, told)
        assert label.anchor == "start"
        under = [
            x
            for (x, start), end in leaders.items()
            if label.x <= x <= label.x + text_width(told) and start <= label.y + 4 <= end
        ]
        (x,) = under
        owned.append(x)
    assert shade.x <= owned[0] <= shade.x + shade.width
    assert [_across(scene, x) for x in owned[1:]] == pytest.approx([0.90, 0.95])


def test_every_published_name_has_its_room_where_the_axis_keeps_its_own() -> None:
    scene = chart.scene(FULL, 752)
    for entry in SHIPPED:
        (most,) = [
            mark.most
            for mark in scene.marks
            if isinstance(mark, Text) and mark.text == entry.name and mark.most is not None
        ]
        assert most >= text_width(entry.name, 13)
