"""Audits drawn in the window, kept, and estimated from what the desk decides."""

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.errors import RequestError, StoreError
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.review_store import ReviewStore
from fmnist_gui.ui.review.audit_desk import AuditDesk
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests import sample


@pytest.fixture
def audits(qtbot: QtBot, workspace: Workspace, desk: Desk) -> AuditDesk:
    """Return an audit desk that has read the store."""
    made = AuditDesk(workspace, desk)
    with qtbot.waitSignal(made.changed):
        pass
    return made


def draw(qtbot: QtBot, audits: AuditDesk, *, count: int = 5, split: str = "test") -> Audit:
    with qtbot.waitSignal(audits.changed):
        audits.draw(split, count=count, seed=3)
    return audits.estimates()[0].audit


def test_an_audit_is_drawn_by_its_seed_and_kept(
    qtbot: QtBot, audits: AuditDesk, workspace: Workspace
) -> None:
    audit = draw(qtbot, audits)

    assert audit.indices == tuple(np.random.default_rng(3).permutation(300)[:5].tolist())
    assert (audit.split, audit.annotator.name) == ("test", workspace.annotator_name)
    found: list[object] = []
    workspace.ask(lambda store: store.review.audits(audit.fingerprint), found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [audit]


def test_without_a_seed_chance_decides(qtbot: QtBot, audits: AuditDesk) -> None:
    for _ in range(2):
        with qtbot.waitSignal(audits.changed):
            audits.draw("test", count=5)

    first, second = (found.audit for found in audits.estimates())
    assert first.seed != second.seed


def test_what_the_desk_decides_in_it_is_estimated_at_once(
    qtbot: QtBot, audits: AuditDesk, desk: Desk
) -> None:
    desk.open(audits.queue_of(draw(qtbot, audits)))
    desk.decide("relabel", to_class=4)
    desk.decide("keep")

    (found,) = audits.estimates()

    assert (found.looked, found.wrong, found.population) == (2, 1, 300)
    desk.undo()
    assert audits.estimates()[0].looked == 1


def test_after_a_restart_all_audits_are_there_the_newest_first(
    qtbot: QtBot, audits: AuditDesk, desk: Desk, workspace: Workspace
) -> None:
    old, new = draw(qtbot, audits), draw(qtbot, audits, split="train")

    again = AuditDesk(workspace, desk)
    qtbot.waitUntil(lambda: len(again.estimates()) == 2)

    assert [found.audit for found in again.estimates()] == [new, old]


def test_one_that_cannot_be_kept_is_said_and_is_not_there(
    qtbot: QtBot, audits: AuditDesk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: ReviewStore, _audit: Audit) -> None:
        raise StoreError("the database", expected="space", found="none", remedy="make some")

    monkeypatch.setattr(ReviewStore, "keep_audit", refuse)

    with qtbot.waitSignal(workspace.failed) as told:
        audits.draw("test", count=5)

    assert told.args is not None
    assert "make some" in told.args[0].sentence
    assert audits.estimates() == ()


def test_more_than_there_are_cannot_be_drawn(
    qtbot: QtBot, audits: AuditDesk, workspace: Workspace
) -> None:
    with qtbot.waitSignal(workspace.failed) as told:
        audits.draw("test", count=301)

    assert told.args is not None
    assert "takes 1 to 300 images" in told.args[0].sentence


def test_audits_of_other_data_are_neither_shown_nor_opened(
    qtbot: QtBot, audits: AuditDesk, workspace: Workspace
) -> None:
    audit = draw(qtbot, audits)

    workspace.show_dataset(sample.dataset(train=40, test=50))

    assert audits.estimates() == ()
    with pytest.raises(RequestError, match="open those"):
        audits.queue_of(audit)


def test_an_audit_that_came_from_elsewhere_is_there_after_the_news(
    qtbot: QtBot, audits: AuditDesk, workspace: Workspace
) -> None:
    audit = draw(qtbot, audits)
    other = replace(audit, id=uuid4())

    def add(store: LabelStore) -> None:
        store.review.keep_audit(other)

    workspace.ask(add, lambda _: workspace.labels_changed.emit(LabelsChanged("merge")))
    qtbot.waitUntil(lambda: len(audits.estimates()) == 2)
