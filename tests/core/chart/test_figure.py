"""Which figures a session, a pool and a panel are told with, and in which order."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.chart.figure import Figure, figures
from fmnist_gui.core.chart.lineup import MOST_SESSIONS, panel_lineup, pool_lineup, session_lineup
from fmnist_gui.core.chart.panel_figure import crowd_figures, panel_figures
from fmnist_gui.core.chart.pool_figure import history_figure, pool_figures
from fmnist_gui.core.session.crowd import crowd_result
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.panel_result import panel_result
from fmnist_gui.core.session.pool import pools
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.session.session import Choice
from fmnist_gui.core.stats.comparison import PUBLISHED
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.references import load
from tests.core.session.example import Sitting, played

SHIPPED = load(Path(__file__).resolve().parents[3] / "resources" / "references.toml")


def _full() -> History:
    """Return a session with confidence, a second choice and repeats."""
    main: tuple[Phase, ...] = ("main",) * 60
    again: tuple[Phase, ...] = ("repeat",) * 5
    indices = (*range(60), *range(5))
    deck = Deck("quick-20", "test", "f" * 64, 7, indices, "2.0.0", phases=main + again)
    sitting = Sitting([n % 10 for n in range(60)], protocol="quick-20", deck=deck)
    for place, index in enumerate(indices):
        chosen = index % 10 if place % 4 else 6
        sitting.answer(Choice(chosen, confidence=place % 4, second=0), 1.0 + place % 7 / 10)
    sitting.do("finish")
    return sitting.history()


def _by_key(made: tuple[Figure, ...]) -> dict[str, Figure]:
    assert len({figure.key for figure in made}) == len(made)
    return {figure.key: figure for figure in made}


def test_the_figures_of_a_session_come_in_order() -> None:
    made = figures(session_result(_full(), SHIPPED))
    assert [figure.key for figure in made] == [
        *("band", "comparison", "classes", "confusion", "times", "quantiles", "speed"),
        *("blocks", "bias", "calibration", "repeats"),
    ]
    assert "the second choice was right on" in _by_key(made)["confusion"].note


@pytest.mark.parametrize("width", [320.0, 752.0])
def test_every_figure_can_be_drawn_and_read_as_table(width: float) -> None:
    result = session_result(_full(), SHIPPED)
    pool = pools([_full(), played(80, 100, first=60)], SHIPPED)[0]
    for made in (*figures(result, pooled=pool), *pool_figures(pool)):
        assert made.scene(width).width == width
        assert made.table.rows
        assert made.sentence.endswith(".")
        assert made.note.endswith(".")


def test_practice_and_sealed_sessions_have_none_that_tells_an_accuracy() -> None:
    practice = figures(session_result(played(8, 10, protocol="practice"), SHIPPED))
    assert [figure.key for figure in practice] == ["confusion", "times"]
    assert figures(session_result(played(140, 210, planned=250), SHIPPED)) == ()


def test_only_the_comparison_can_be_zoomed() -> None:
    made = figures(session_result(_full(), SHIPPED))
    zoomed = [figure for figure in made if figure.zoomed is not None]
    assert [figure.key for figure in zoomed] == ["comparison"]
    assert zoomed[0].zoomed is not None
    assert zoomed[0].zoomed(752) != zoomed[0].scene(752)


def test_speed_and_tail_are_told_below_their_charts() -> None:
    notes = {f.key: f.note for f in figures(session_result(played(150, 200), SHIPPED))}
    assert "An ex-Gaussian over 1" in notes["quantiles"]
    assert "Right answers per second of answering: 0." in notes["speed"]


def test_classes_that_differ_from_the_others_are_told_with_their_test() -> None:
    sitting = Sitting([n % 10 for n in range(300)], protocol="quick-20")
    for number in range(300):
        label = number % 10
        sitting.answer(0 if label == 6 and number % 20 < 10 else label)
    sitting.do("finish")
    figure = _by_key(figures(session_result(sitting.history(), ())))["classes"]
    assert figure.note.endswith(
        "Less often right than the others is Shirt, by Fisher's exact tests with Holm's correction."
    )
    assert figure.table.columns[-1] == "Against the others"
    assert figure.table.rows[6][-1] == "p < 0.0001"


def test_other_data_and_conditions_stand_beside_nothing_published() -> None:
    for choices in ({"identity": None}, {"protocol": "flash"}):
        result = session_result(played(81, 100, **choices), SHIPPED)
        made = _by_key(figures(result))
        assert "comparison" not in made
        assert len(made["band"].table.rows) == 1


def test_a_session_stands_beside_the_others_of_its_pool_and_the_pool_comes_last() -> None:
    found = [played(15, 20, first=20 * number) for number in range(9)]
    pool = pools(found, SHIPPED)[0]
    result = session_result(found[0], SHIPPED)
    lineup = session_lineup(result, pool)
    assert lineup.own[0].name == "This session"
    assert len(lineup.own) == 1 + (MOST_SESSIONS - 1) + 1
    last = lineup.own[-1]
    assert (last.share, last.count, last.interval, last.is_pooled) == (
        *(0.75, 180, pool.anytime),
        True,
    )
    assert lineup.baseline == PUBLISHED
    assert len(session_lineup(result).own) == 1
    assert len(pool_lineup(pool).own) == MOST_SESSIONS + 1


def test_the_history_has_every_session_and_each_condition() -> None:
    found = pools([played(15, 20), played(16, 20, first=20), played(10, 20, protocol="flash")])
    figure = history_figure(found)
    assert figure.sentence.startswith("2 conditions, which are never pooled")
    assert len(figure.table.rows) == 2 + 3
    low, high = found[0].anytime
    assert f"{100 * low:.1f}–{100 * high:.1f} %" in figure.table.rows[0]


def test_a_panel_stands_beside_the_published_majority_by_every_rule_for_ties() -> None:
    names = ("Al", "Ben", "Cora")
    panel = panel_result([played(160 + 5 * n, 200, name=names[n], seed=n) for n in range(3)])
    lineup = panel_lineup(panel, SHIPPED)
    assert [own.name for own in lineup.own] == [
        *names,
        "Majority, ties left out",
        "Majority, ties wrong",
        "Majority, ties right",
        "Majority, ties split",
    ]
    assert panel.majority is not None
    left_out = lineup.own[3]
    assert (left_out.share, left_out.count) == (
        panel.majority.tied_left_out,
        panel.majority.sole,
    )
    assert left_out.count < 200
    last = lineup.own[-1]
    assert (last.share, last.kind, last.is_pooled) == (panel.majority.split, "majority of 3", True)
    assert [own.is_pooled for own in lineup.own].count(True) == 1
    assert last.interval == wilson(round(panel.majority.split * 200), 200)
    assert lineup.baseline == PUBLISHED
    assert [figure.key for figure in panel_figures(panel, SHIPPED)] == ["comparison"]


def test_a_sealed_panel_and_one_of_two_are_set_beside_nothing() -> None:
    sealed = [played(100, 150, planned=200, name=name) for name in ("Al", "Ben")]
    assert panel_figures(panel_result(sealed), SHIPPED) == ()
    two = panel_result([played(150, 200, name=name) for name in ("Al", "Ben")])
    lineup = panel_lineup(two, SHIPPED)
    assert (lineup.references, lineup.baseline) == ((), None)


def test_a_crowd_has_its_figure_where_it_has_votes() -> None:
    trials = session_result(played(16, 20), ()).trials
    counts = np.ones((20, 10), dtype=np.int64)
    assert [figure.key for figure in crowd_figures(crowd_result(trials, counts))] == ["agreement"]
    assert crowd_figures(crowd_result((), counts)) == ()
