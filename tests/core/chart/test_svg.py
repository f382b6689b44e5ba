from xml.etree import ElementTree

import pytest

from fmnist_gui.core.chart.figure import figures
from fmnist_gui.core.chart.scene import Scene, Spot, Text
from fmnist_gui.core.chart.svg import svg
from fmnist_gui.core.session.result import session_result
from tests.core.session.example import played

SCORED = ["band", "classes", "confusion", "times", "quantiles", "speed", "blocks", "bias"]


@pytest.mark.parametrize("protocol", ["standard-100", "practice"])
def test_every_figure_is_well_formed_and_bears_its_sentence(protocol: str) -> None:
    made = figures(session_result(played(70, 100, protocol=protocol), ()))
    keys = [figure.key for figure in made]
    assert keys == (["confusion", "times"] if protocol == "practice" else SCORED)
    for figure in made:
        root = ElementTree.fromstring(svg(figure.scene(752), name=figure.sentence))
        assert root.get("aria-label") == figure.sentence
        assert len(root) > 20


def test_markup_in_names_is_text() -> None:
    scene = Scene(10, 10, (Text(0, 0, "<b>&"),), (Spot(0, 0, 5, 5, "<i>"),))
    root = ElementTree.fromstring(svg(scene, name='"><script>'))
    assert [element.text for element in root.iter() if element.text] == ["<b>&", "<i>"]


def test_text_without_room_is_cut() -> None:
    root = ElementTree.fromstring(svg(Scene(10, 10, (Text(0, 0, "W" * 60, most=50),)), name=""))
    assert root[0].text is not None
    assert len(root[0].text) < 9
    assert root[0].text.endswith("…")


def test_nothing_is_drawn_before_the_first_answer() -> None:
    assert figures(session_result(played(0, 0, planned=20), ())) == ()
