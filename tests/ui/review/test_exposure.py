"""Whoever saw labels at the desk is not asked for them in a scored deck."""

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.preset import preset
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin
from fmnist_gui.ui.review.page import ReviewPage
from fmnist_gui.ui.workspace import Workspace
from tests.ui.review.test_page import asked


def test_no_scored_deck_holds_what_was_reviewed(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace, dataset: Dataset
) -> None:
    test = dataset.splits["test"]
    view = page.desk_view
    qtbot.waitUntil(lambda: bool(view.evidence.told_numbers))
    qtbot.keyClick(page, "k")
    qtbot.waitUntil(lambda: 305 in view.evidence.told_numbers)
    told = set(view.evidence.told_numbers)
    qtbot.keyClick(page, "k")

    def met_by(name: str) -> frozenset[int]:
        return asked(
            qtbot, workspace, lambda store: store.met(store.annotator(name), test.fingerprint)
        )

    met = met_by(workspace.annotator_name)
    # The image itself, and the neighbours and examples whose labels stood beside it.
    assert 5 in met
    assert {number - 300 for number in told if number >= 300} <= met
    assert met_by("Somebody else") == frozenset()

    def draw(store: LabelStore) -> frozenset[int]:
        start = Start(
            preset("standard"),
            workspace.annotator_name,
            seed=1,
            app_version="test",
            count=len(test) - len(met),
        )
        session = begin(store, dataset, start, now=datetime.now(UTC))
        return frozenset(session.record.deck.indices)

    drawn = asked(qtbot, workspace, draw)
    assert len(drawn) == len(test) - len(met)
    assert not drawn & met


def test_no_decision_is_too_fast_to_count_as_seen(
    qtbot: QtBot, page: ReviewPage, workspace: Workspace, dataset: Dataset
) -> None:
    # They are not in the queue, whose list tells labels too.
    for number in (100, 450):
        # Nothing else happens between one key and the next.
        page.desk.go(number)
        page.desk_view.deciding.do("keep")
    train, test = (dataset.splits[name].fingerprint for name in ("train", "test"))

    def met(store: LabelStore) -> tuple[frozenset[int], frozenset[int]]:
        person = store.annotator(workspace.annotator_name)
        return store.met(person, train), store.met(person, test)

    of_train, of_test = asked(qtbot, workspace, met)
    assert 100 in of_train
    assert 150 in of_test
