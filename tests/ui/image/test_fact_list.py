"""Which facts a table gives, and that blind ones keep their place."""

import numpy as np
from pytestqt.qtbot import QtBot

from fmnist_gui.core.table.column import number_column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.image.fact_list import Fact, FactList, facts_of
from tests.ui.image.words import words_of


def test_unknown_values_are_no_facts() -> None:
    table = Table(2).with_columns(
        number_column("contrast", "Contrast", np.array([70.6, 3.2])),
        number_column("margin", "Margin", np.array([np.nan, 0.25]), tells_label=True),
    )
    assert facts_of(table, 0) == (Fact("Contrast", "71"),)
    assert facts_of(table, 1) == (Fact("Contrast", "3"), Fact("Model margin", "0.25", True))


def test_tags_are_named_when_there_are_any() -> None:
    table = Table(2).with_tags({"odd": np.array([True, False]), "review": np.array([True, False])})
    assert facts_of(table, 0) == (Fact("Tags", "odd, review"),)
    assert facts_of(table, 1) == ()


def test_blind_facts_keep_their_place(qtbot: QtBot, dark: None) -> None:
    view = FactList()
    qtbot.addWidget(view)
    facts = (Fact("Split", "Test"), Fact("In class", "3 of 9", tells_label=True))
    view.show()
    view.show_facts(facts, is_blind=True)
    assert words_of(view) == ["Split", "Test", "In class", "hidden"]
    view.show_facts(facts, is_blind=False)
    assert words_of(view) == ["Split", "Test", "In class", "3 of 9"]
    view.show_facts(facts[:1], is_blind=False)
    assert words_of(view) == ["Split", "Test"]
