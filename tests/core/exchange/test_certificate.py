"""Certificates: what they state, and that they are read back as they were."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from fmnist_gui.core.exchange.certificate import Certificate, certificate, certificate_of
from fmnist_gui.core.exchange.fields import ContentError
from fmnist_gui.core.exchange.session_content import session_sha256
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.proportion import wilson
from tests.core.session.any_session import histories
from tests.core.session.example import Sitting, played

MADE = datetime(2026, 3, 1, 10, 0, 3, tzinfo=UTC)


def proof(history: History) -> Certificate:
    return certificate(history, session_result(history, ()), made_at=MADE, program_version="0.2")


def test_it_states_the_score_and_what_it_rests_on() -> None:
    history = played(81, 100, name="Ada")
    found, deck = proof(history), history.record.deck
    assert (found.n, found.correct, found.accuracy) == (100, 81, 0.81)
    assert found.wilson == pytest.approx(wilson(81, 100))
    assert (found.correct_at_last, found.accuracy_at_last) == (81, 0.81)
    assert (found.annotator, found.preset) == ("Ada", "standard-100")
    assert found.condition == "standard, 280 px, bicubic"
    assert (found.deck_sha256, found.deck_code) == (deck.sha256, deck.sha256[:8])
    assert found.fingerprint == deck.fingerprint
    assert found.session_id == history.record.id
    assert found.session_sha256 == session_sha256(history)
    assert (found.program_version, found.made_at) == ("0.2", MADE)
    assert (found.state, found.flags, found.is_simulated) == ("complete", (), False)


def test_the_first_and_the_final_answer_are_told_apart() -> None:
    sitting = Sitting([4, 3], protocol="quick-20")
    sitting.answer(0)
    sitting.do("take_back")
    sitting.answer(4)
    sitting.answer(3)
    sitting.do("finish")
    found = proof(sitting.history())
    assert (found.accuracy, found.accuracy_at_last) == (0.5, 1.0)


def test_practice_has_no_accuracy() -> None:
    found = proof(played(8, 30, protocol="practice"))
    assert (found.n, found.accuracy, found.accuracy_at_last) == (0, None, None)


def test_a_simulated_session_and_its_doubts_are_told() -> None:
    found = proof(played(3, 20, planned=100, is_simulated=True))
    assert found.is_simulated
    assert found.state == "incomplete"
    assert found.flags == ("incomplete",)


@settings(max_examples=30)
@given(history=histories())
def test_what_was_written_is_read(history: History) -> None:
    found = proof(history)
    content = json.loads(json.dumps(found.content()))
    assert certificate_of(content) == found
    stated = content.pop("sha256")
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode()).hexdigest() == stated == found.sha256


def test_another_moment_is_another_hash() -> None:
    found = proof(played(8, 10))
    assert replace(found, made_at=MADE.replace(second=4)).sha256 != found.sha256


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "fmnist-gui certificate 2"),
        ("n", -1),
        ("accuracy", 1),
        ("wilson", [0.5]),
        ("made_at", "2026-13-01T10:00:03+00:00"),
        ("deck_sha256", "ab"),
        ("state", "done"),
        ("grade", "A"),
    ],
)
def test_something_else_is_no_certificate(name: str, value: object) -> None:
    with pytest.raises(ContentError):
        certificate_of(proof(played(8, 10)).content() | {name: value})
