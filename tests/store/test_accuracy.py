"""What never enters an accuracy, wherever one is told: in core and in the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.session.panel_result import panel_result
from fmnist_gui.core.session.plan import woven
from fmnist_gui.core.session.pool import pools
from fmnist_gui.core.session.preset import CUSTOM, PRESETS
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Annotator, Answer, Entry, History, SessionRecord
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.table.vote_table import SplitVotes, vote_table
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, NOW

IMAGES = 60
LABELS = (np.arange(IMAGES) % 3).astype(np.uint8)
CHECKS = Split("train", np.zeros((IMAGES, 1, 1), np.uint8), LABELS[::-1].copy(), "cd" * 32)
OWN_RULES = st.builds(
    Protocol,
    key=st.just(CUSTOM),
    title=st.just("Custom"),
    summary=st.just("By hand."),
    split=st.just("test"),
    count=st.none() | st.just(30),
    is_scored=st.booleans(),
    feedback=st.sampled_from(["none", "each", "end"]),
)


@dataclass(frozen=True)
class Told:
    """A session with what may be counted of it by a rule simpler than the program's."""

    history: History
    count: int
    right: int


@st.composite
def sessions(draw: st.DrawFn) -> Told:
    """Draw a session under any rules, with any images among it, played in any way."""
    rules = draw(OWN_RULES | st.sampled_from(PRESETS))
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    deck = _deck(draw, rules, chance)
    record = SessionRecord(
        id=uuid4(),
        annotator=ANNA,
        deck=deck,
        protocol=draw(st.sampled_from([rules.key, rules.key, "of-later-rules"])),
        class_names=("a", "b", "c"),
        data_identity=draw(st.sampled_from(["fashion-mnist", None])),
        started_at=NOW,
        app_version="0.1",
        is_simulated=draw(st.booleans()),
    )
    seen = draw(st.sets(st.integers(0, IMAGES - 1), max_size=IMAGES // 2))
    session = Session(record, LABELS, seen=seen, checks=CHECKS)
    told = _played(session, seen, steps=draw(st.integers(0, 50)), chance=chance)
    if draw(st.booleans()):
        end = session.finish(NOW + timedelta(hours=1))
        assert end is not None
        told = replace(told, history=History(record, (*told.history.entries, end)))
    return told


def _deck(draw: st.DrawFn, rules: Protocol, chance: np.random.Generator) -> Deck:
    main = chance.permutation(IMAGES)[: draw(st.sampled_from([1, 5, 22, 30]))].tolist()
    checks = draw(st.lists(st.integers(0, IMAGES - 1), max_size=4))
    has_other_split = draw(st.booleans()) and bool(checks)
    kept = checks if has_other_split else [index for index in checks if index not in main]
    indices, woven_in = woven(main, kept, repeats=draw(st.integers(0, 6)), rng=chance)
    phases = _begun_with_practice(indices, woven_in, count=draw(st.integers(0, 6)))
    return Deck(
        preset=rules.key,
        split="test",
        fingerprint=uuid4().hex * 2,
        seed=1,
        indices=indices,
        numpy_version="2.1.0",
        phases=phases,
        attention_split="train" if has_other_split else "",
        attention_fingerprint="cd" * 32 if has_other_split else "",
        rules=rules if rules.key == CUSTOM else None,
        source=draw(st.sampled_from(["", "stratified", "filter class:shirt"])),
    )


def _begun_with_practice(
    indices: Sequence[int], phases: Sequence[Phase], *, count: int
) -> tuple[Phase, ...]:
    """Return `phases` with the first `count` images that never come again as practice."""
    planned: list[Phase] = list(phases) or ["main"] * len(indices)
    once = [
        p for p, phase in enumerate(planned) if phase == "main" and indices.count(indices[p]) == 1
    ]
    for place in once[:count]:
        planned[place] = "practice"
    return tuple(planned)


def _played(session: Session, seen: set[int], *, steps: int, chance: np.random.Generator) -> Told:
    """Answer, take back and look at labels as it comes, and keep count by hand."""
    deck, rules = session.record.deck, session.record.rules
    may_count = rules is not None and rules.is_scored and rules.feedback != "each"
    counted: dict[int, tuple[bool, bool]] = {}
    entries: list[Entry] = []
    for number in range(steps):
        at, verb = NOW + timedelta(seconds=number), chance.integers(12)
        if verb == 0:
            met = set(chance.integers(0, IMAGES, 4).tolist())
            session.note_seen(met)
            seen |= met
        elif verb == 1 and (retraction := session.take_back(at)):
            entries.append(retraction)
        elif session.position < session.count:
            answer = _answer(session, number, chosen=int(chance.integers(3)))
            phase = deck.phases[answer.position] if deck.phases else "main"
            is_counted = may_count and phase == "main" and answer.image_index not in seen
            is_right = answer.chosen == int(LABELS[answer.image_index])
            # The first answer of a trial counts, whatever follows.
            counted.setdefault(answer.position, (is_counted, is_right))
            entries.append(answer)
    return Told(
        History(session.record, tuple(entries)),
        count=sum(is_counted for is_counted, _ in counted.values()),
        right=sum(is_counted and is_right for is_counted, is_right in counted.values()),
    )


def _answer(session: Session, number: int, *, chosen: int) -> Answer:
    at = NOW + timedelta(seconds=number)
    session.shown(number * 10**9, at)
    answer = session.answer(
        chosen,
        response_ns=number * 10**9 + 5 * 10**8,
        answered_at=at,
        device="key",
        key="1",
    )
    assert answer is not None
    return answer


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=sessions())
def test_only_new_images_of_scored_sessions_without_feedback_enter_an_accuracy(
    store: LabelStore, told: Told
) -> None:
    record, expected = told.history.record, (told.count, told.right)
    store.begin(record)
    store.append(*told.history.entries)

    came = outcome(told.history)
    assert (len(came.scored), sum(trial.is_right for trial in came.scored)) == expected

    result = session_result(told.history, ())
    assert (result.count, result.right) == expected
    assert (int(result.confusion.sum()), int(np.trace(result.confusion))) == expected

    line = next(line for line in store.sessions() if line.id == record.id)
    assert (line.n, line.correct) == expected

    given_answers = store.given_answers(record.deck.fingerprint)
    enters = given_answers.is_scored & ~given_answers.was_seen
    is_right = given_answers.chosen == given_answers.label
    is_told = came.is_finished or record.is_simulated
    assert (int(enters.sum()), int((enters & is_right).sum())) == (expected if is_told else (0, 0))

    if came.is_scored:
        panel = panel_result([told.history, _by_another(told.history)])
        assert [member.right for member in panel.members] == [told.right] * 2
        assert (panel.n, panel.planned) == (told.count, len(record.deck.main_indices))

    votes = vote_table([SplitVotes(LABELS, given_answers)], class_count=3)
    agreed = int(votes.counts[np.arange(votes.images), votes.truth].sum())
    assert (votes.labels, agreed) == (expected if is_told and record.is_standard else (0, 0))
    assert votes.left_out == (told.count if is_told and not record.is_standard else 0)

    together = [(pool.count, pool.right) for pool in pools([told.history])] or [(0, 0)]
    assert together == [expected if is_told else (0, 0)]


def _by_another(history: History) -> History:
    """Return the same answers as Ben's."""
    record = replace(history.record, id=uuid4(), annotator=Annotator(uuid4(), "Ben"))
    return History(record, history.entries)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=sessions())
def test_what_is_read_from_the_database_is_what_was_stored(store: LabelStore, told: Told) -> None:
    store.begin(told.history.record)
    store.append(*told.history.entries)
    again = store.history(told.history.record.id)
    assert again == told.history
    assert again.record.rules == told.history.record.rules
    assert again.record.condition == told.history.record.condition


def test_the_property_is_about_sessions_of_all_kinds() -> None:
    # What the strategy must be able to say, so that the test above says something.
    kinds: set[str] = set()

    @settings(max_examples=200, database=None)
    @given(told=sessions())
    def look(told: Told) -> None:
        came = outcome(told.history)
        kinds.update(trial.phase for trial in came.trials)
        kinds.update(["seen"] if came.is_scored and came.seen else [])
        kinds.update(["revised"] if came.revisions else [])
        kinds.update(["counted"] if told.count else [])
        rules = told.history.record.rules
        kinds.update(["feedback"] if rules and rules.is_scored and rules.has_feedback else [])

    look()
    assert kinds == {
        "main",
        "practice",
        "attention",
        "repeat",
        "seen",
        "revised",
        "counted",
        "feedback",
    }


def test_a_protocols_rules_are_those_of_its_deck() -> None:
    rules = Protocol(CUSTOM, "Custom", "", "test", 5, is_scored=True, feedback="each")
    deck = Deck(CUSTOM, "test", "ab" * 32, 1, (1, 2), "2.1.0", rules=rules)
    record = SessionRecord(uuid4(), ANNA, deck, CUSTOM, ("a", "b"), None, NOW, "0.1")
    assert record.rules == rules
    assert replace(record, deck=replace(deck, rules=None)).rules is None
