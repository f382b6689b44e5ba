"""Which answers may be told: none of a scored session that can still be gone on with."""

from dataclasses import replace
from uuid import uuid4

import pytest

from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.session.preset import CUSTOM, PRESETS
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.core.session.scope import is_sealed
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import FINGERPRINT, answer, event, record

RULES: tuple[Protocol, ...] = (
    *PRESETS,
    custom(),
    custom(feedback="end"),
    custom(feedback="each"),
    custom(is_scored=False),
    custom(is_scored=False, count=None),
    custom(count=None, time_limit_s=30),
    # No program makes these, but a deck file may hold them.
    replace(custom(), feedback="each", is_scored=True),
)


def begun(store: LabelStore, rules: Protocol, *, is_simulated: bool = False) -> SessionRecord:
    """Store a session under `rules` with one answer."""
    own = rules if rules.key == CUSTOM else None
    deck = Deck(rules.key, "test", FINGERPRINT, 1, (5, 3, 8), "2.1.0", rules=own)
    header = replace(record(drawn=deck, protocol=rules.key), is_simulated=is_simulated, id=uuid4())
    store.begin(header)
    store.append(answer(header, 0))
    return header


@pytest.mark.parametrize("rules", RULES, ids=lambda p: f"{p.key} {p.feedback} {p.is_scored}")
def test_an_unfinished_session_tells_only_what_its_rules_tell_at_once(
    store: LabelStore, rules: Protocol
) -> None:
    header = begun(store, rules)
    history = store.history(header.id)
    sealed = is_sealed(history.record, outcome(history))
    assert sealed == (rules.is_scored and rules.feedback != "each")
    assert len(store.given_answers(FINGERPRINT)) == (0 if sealed else 1)
    assert len(store.image_history(FINGERPRINT, 5)) == (0 if sealed else 1)


@pytest.mark.parametrize("rules", RULES, ids=lambda p: f"{p.key} {p.feedback} {p.is_scored}")
def test_a_finished_or_simulated_session_tells(store: LabelStore, rules: Protocol) -> None:
    finished = begun(store, rules)
    store.append(event(finished, "finished", 1))
    begun(store, rules, is_simulated=True)
    given = store.given_answers(FINGERPRINT)
    assert len(given) == 2
    scored = rules.is_scored and rules.feedback != "each"
    assert given.is_scored.tolist() == [scored, scored]


def test_a_scored_session_that_bears_the_name_of_practice_is_kept_sealed(
    store: LabelStore,
) -> None:
    deck = Deck("practice", "test", FINGERPRINT, 1, (5, 3), "2.1.0", rules=custom())
    header = record(drawn=deck, protocol="practice")
    store.begin(header)
    store.append(answer(header, 0))
    history = store.history(header.id)
    assert is_sealed(history.record, outcome(history))
    assert len(store.given_answers(FINGERPRINT)) == 0
