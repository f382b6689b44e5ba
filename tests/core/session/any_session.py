"""Sessions of every kind, played through the state machine, for tests that hold for all of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.preset import CUSTOM, PRESETS
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import (
    Annotator,
    Entry,
    Equipment,
    History,
    Latency,
    Presentation,
    SessionRecord,
)
from fmnist_gui.core.session.session import Choice, Session

NOW = datetime(2025, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
FINGERPRINT, OTHER_FINGERPRINT = "ab" * 32, "cd" * 32
IMAGES = np.arange(40 * 4, dtype=np.uint8).reshape(40, 2, 2)
LABELS = np.arange(40, dtype=np.uint8) % 3
CHECKS = Split("train", IMAGES[::-1].copy(), LABELS, OTHER_FINGERPRINT)
CLASS_NAMES = ("T-shirt/top", "Été", "夏")
NAMES = ("Me", "Ada Lovelace", "עדה", "می\u200cخواهم", "夏", "O'Brien & <Söhne>", "n" * 10_000)
PEOPLE = tuple(Annotator(uuid5(NAMESPACE_URL, name), name) for name in NAMES)
VERBS = ("pause", "resume", "leave", "reopen", "take_back", "time_out", "change_screen")

words = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
moments = st.integers(0, 4_000_000_000_000_000).map(lambda us: NOW + timedelta(microseconds=us))
levels = st.none() | st.integers(0, 3)
choices = st.builds(
    Choice,
    number=st.integers(0, 2),
    confidence=levels,
    second=st.none() | st.integers(0, 2),
    late_frames=st.integers(0, 3),
)
presentations = st.builds(
    Presentation,
    size_px=st.integers(28, 2000),
    smoothing=st.sampled_from(("bicubic", "nearest")),
    polarity=st.sampled_from(("stored", "inverted")),
    refresh_hz=st.floats(0, 1000),
    pixel_ratio=st.floats(0.5, 4),
)
pairs = st.tuples(st.floats(0, 100), st.floats(0, 100))
equipment = st.just(Equipment()) | st.builds(
    Equipment,
    keys=st.lists(words, max_size=3).map(tuple),
    button_order=st.permutations(range(3)).map(tuple),
    latency=st.none() | st.builds(Latency, n=st.integers(1, 99), key_ms=pairs, paint_ms=pairs),
)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Return a sound deck, with or without other phases and rules of its own."""
    indices = draw(st.lists(st.integers(0, 39), min_size=1, max_size=5, unique=True))
    phases: list[Phase] = ["main"] * len(indices)
    has_checks = draw(st.booleans())
    if draw(st.booleans()):
        indices.append(indices[0])
        phases.append("repeat")
    if has_checks:
        indices.append(draw(st.integers(0, 39)))
        phases.append("attention")
    protocol = draw(st.sampled_from(PRESETS[:4]))
    is_scored = draw(st.booleans())
    count = phases.count("main") if is_scored else None
    own = Protocol(CUSTOM, "Custom", "By hand.", "test", count, is_scored=is_scored)
    is_own = draw(st.booleans())
    return Deck(
        preset=CUSTOM if is_own else protocol.key,
        split="test",
        fingerprint=FINGERPRINT,
        seed=draw(st.integers(0, 2**80)),
        indices=tuple(indices),
        numpy_version="2.1.0",
        excluded=draw(st.integers(0, 9)),
        source=draw(st.sampled_from(("", "stratified", "class:shirt"))),
        phases=tuple(phases) if "attention" in phases or "repeat" in phases else (),
        attention_split="train" if has_checks else "",
        attention_fingerprint=OTHER_FINGERPRINT if has_checks else "",
        rules=own if is_own else None,
        base=draw(st.sampled_from(("", "ef" * 32))),
    )


@st.composite
def records(draw: st.DrawFn) -> SessionRecord:
    """Return the header of a session."""
    deck = draw(decks())
    return SessionRecord(
        id=draw(st.uuids()),
        annotator=draw(st.sampled_from(PEOPLE)),
        deck=deck,
        protocol=deck.preset,
        class_names=CLASS_NAMES,
        data_identity=draw(st.sampled_from((None, "fashion-mnist"))),
        started_at=draw(moments),
        app_version="0.1",
        presentation=draw(presentations),
        is_simulated=draw(st.booleans()),
        equipment=draw(equipment),
    )


@st.composite
def histories(draw: st.DrawFn, *, most: int = 14) -> History:
    """Return a session after some keys, pauses and returns, finished or not."""
    return draw(continued(History(draw(records()), ()), most=most))


@st.composite
def continued(draw: st.DrawFn, history: History, *, most: int = 14, place: str = "") -> History:
    """Return a session after it was gone on with at `place`, at any time by the clock there."""
    record = history.record
    session = Session(
        record,
        LABELS,
        entries=history.entries,
        images=draw(st.sampled_from((None, IMAGES))),
        checks=CHECKS if record.deck.attention_split else None,
        seen=draw(st.sets(st.integers(0, 39), max_size=5)),
        new_id=numbered(record.id, place),
    )
    entries = played_on(draw, session, most=most, from_us=draw(st.integers(0, 10**9)))
    if draw(st.booleans()) and (event := session.finish(NOW + timedelta(days=1))):
        entries.append(event)
    return History(record, (*history.entries, *entries))


@st.composite
def forks(draw: st.DrawFn, *, count: int = 2) -> tuple[History, ...]:
    """Return one session as it stands at several machines that went on from the same point."""
    before = draw(histories(most=6))
    cut = draw(st.integers(0, len(before.entries)))
    common = History(before.record, before.entries[:cut])
    return tuple(draw(continued(common, most=5, place=f"{n}")) for n in range(1, count + 1))


def numbered(session_id: UUID, place: str) -> Callable[[], UUID]:
    """Return a maker of ids that no other session has, nor the same one at another place."""
    numbers = count(1)
    return lambda: uuid5(session_id, f"{place} {next(numbers)}")


def played_on(draw: Any, session: Session, *, most: int, from_us: int) -> list[Entry]:
    """Go on with `session` in any way and return what it left behind; no two moments are equal."""
    entries: list[Entry] = []
    clock_us = from_us
    for verb in draw(st.lists(st.just("answer") | st.sampled_from(VERBS), max_size=most)):
        clock_us += draw(st.integers(1, 10**7))
        at = NOW + timedelta(microseconds=clock_us)
        if verb == "answer":
            entry = _answered(draw, session, clock_us) if session.position < session.count else None
        else:
            entry = getattr(session, verb)(at)
        entries += [entry] if entry is not None else []
    return entries


def _answered(draw: Any, session: Session, clock_us: int) -> Entry | None:
    if draw(st.booleans()):
        session.lose_focus()
    at = NOW + timedelta(microseconds=clock_us)
    session.shown(clock_us * 1000, at)
    return session.answer(
        draw(choices),
        response_ns=(clock_us + 1) * 1000 + draw(st.integers(0, 10**10)),
        answered_at=at,
        device=draw(st.sampled_from(("key", "mouse", "simulated"))),
        key=draw(st.sampled_from(("", "1", "é", "\r", "夏"))),
    )
