"""The figures of a study: what they say, show and list."""

import numpy as np
import pytest

from fmnist_gui.core.chart import enough_chart, others_matrix
from fmnist_gui.core.chart.others_matrix import OthersMatrix
from fmnist_gui.core.chart.scene import Dot, Text
from fmnist_gui.core.chart.study_figure import enough_figure, others_figure
from fmnist_gui.core.stats.one_more import OneMore, one_more
from fmnist_gui.core.study.person import PersonFigures, people_figures
from tests.core.study.sample import ANNA, BEN, CLASSES, EVA, Said, labels


@pytest.fixture
def found() -> OneMore:
    rng = np.random.default_rng(1)
    truth = rng.integers(3, size=400)
    shares = np.full((3, 3), 0.1) + 0.7 * np.eye(3)
    counts = rng.multinomial(3, shares[truth])
    return one_more(counts, truth, rng=rng, replicates=20)


def anna(*said: Said) -> PersonFigures:
    (own,) = (p for p in people_figures(labels(said), class_count=3) if p.person == ANNA)
    return own


def test_the_curve_has_a_column_for_each_number_of_labels(found: OneMore) -> None:
    made = enough_figure(found)
    assert made.sentence.startswith("One more label on each of 400 images is expected to change")
    assert "Dirichlet-multinomial" in made.note
    assert [row[0] for row in made.table.rows] == ["1", "2", "3", "4"]
    assert [row[3] for row in made.table.rows] == ["drawn"] * 3 + ["expected"]
    drawn = made.scene(600.0)
    dots = [mark for mark in drawn.marks if isinstance(mark, Dot)]
    assert [dot.is_diamond for dot in dots] == [False] * 3 + [True]
    assert len(drawn.spots) == 4
    assert "4 labels per image: agrees on" in drawn.spots[-1].tip
    assert "expected" in drawn.spots[-1].tip


def test_zoomed_the_axis_begins_below_every_interval(found: OneMore) -> None:
    made = enough_figure(found)
    assert made.zoomed is not None
    drawn = made.zoomed(600.0)
    floor = enough_chart.lowest(found)
    assert 0 < floor <= min(point.interval.low for point in found.curve)
    shown = [m.text for m in drawn.marks if isinstance(m, Text) and m.text.endswith("%")]
    assert shown[0] == f"{100 * floor:.0f} %"
    assert shown[-1] == "100 %"
    whole = [mark for mark in made.scene(600.0).marks if isinstance(mark, Dot)]
    near = [mark for mark in drawn.marks if isinstance(mark, Dot)]
    # The rise from one label to four takes more room.
    assert near[0].y - near[-1].y > 1.5 * (whole[0].y - whole[-1].y)
    assert max(dot.y for dot in near) < enough_chart.TOP + enough_chart.HEIGHT


def test_a_person_stands_beside_what_most_of_the_others_say() -> None:
    said = [(ANNA, 0, 1), (BEN, 0, 2), (EVA, 0, 2), (ANNA, 1, 0), (BEN, 1, 0), (ANNA, 2, 0)]
    own = anna(*said, (BEN, 2, 1), (EVA, 2, 0))
    made = others_figure(own, CLASSES)

    assert made.sentence == (
        "Anna said what most of the others said of 1 of 2 images: 50 %, 95 % interval 9.5–90.5 %."
    )
    assert "Left out: 1 image on which the others are tied." in made.note
    assert made.table.columns[0] == "Most of the others"
    assert [row[0] for row in made.table.rows] == list(CLASSES)
    # Ben and Eva said Bag of image 0, and Anna Coat.
    assert made.table.rows[2][2].startswith("1 (")
    assert made.scene(600.0).spots


def test_somebody_without_others_is_told_so() -> None:
    data = OthersMatrix(anna((ANNA, 0, 1)), CLASSES)
    assert others_matrix.sentence(data).startswith("Of the images of")
    assert data.balanced_accuracy is None
    assert others_matrix.scene(data, 500.0).marks
