"""One line per session: complete or not, sealed or not."""

from dataclasses import replace
from uuid import UUID

import pytest

from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.preset import PRESETS, preset
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.session.summary import SessionSummary, session_state
from tests.core.session.example import START

LINE = SessionSummary(
    id=UUID(int=1),
    annotator=Annotator(UUID(int=2), "Me"),
    preset="quick-20",
    state="incomplete",
    n=3,
    correct=2,
    count=20,
    answered=3,
    started_at=START,
    fingerprint="ab" * 32,
    data_identity=None,
    is_simulated=False,
    deck_code="12345678",
    rules=preset("quick-20"),
)


@pytest.mark.parametrize(
    ("is_finished", "standing", "planned", "state"),
    [
        (True, 20, 20, "complete"),
        (True, 19, 20, "incomplete"),
        (False, 20, 20, "incomplete"),
        (True, 3, None, "complete"),
        (False, 3, None, "incomplete"),
        # A retraction merged twice over must not undo an end.
        (True, 21, 20, "complete"),
    ],
)
def test_complete_is_what_was_finished_with_all_answered(
    is_finished: bool, standing: int, planned: int | None, state: str
) -> None:
    found = session_state(is_finished=is_finished, standing=standing, planned=planned)
    assert found == state


@pytest.mark.parametrize(
    "rules",
    [*PRESETS, custom(), custom(feedback="each"), custom(is_scored=False)],
    ids=lambda p: f"{p.key} {p.feedback}",
)
def test_a_scored_session_is_sealed_while_its_person_can_go_on(rules: Protocol) -> None:
    line = replace(LINE, rules=rules)
    assert line.is_sealed == rules.enters_accuracy
    assert not replace(line, is_finished=True).is_sealed
    assert not replace(line, is_simulated=True).is_sealed


def test_a_session_under_unknown_rules_counts_nothing_that_could_be_told() -> None:
    assert not replace(LINE, rules=None, n=0, correct=0).is_sealed
