"""Decks of every kind, for tests that hold for all of them."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.plan import REPEAT_DISTANCE, woven
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import LONGEST_S, Protocol, Timeline

words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
fingerprints = st.text("0123456789abcdef", min_size=64, max_size=64)
times_ms = st.integers(0, 2000)

protocols = st.builds(
    Protocol,
    key=words,
    title=words,
    summary=words,
    split=words,
    count=st.none() | st.integers(1, 10_000),
    is_scored=st.booleans(),
    feedback=st.sampled_from(["none", "each", "end"]),
    sampling=st.sampled_from(["simple random", "stratified", "balanced blocks"]),
    confidence=st.sampled_from(["none", "shift", "key"]),
    has_second_choice=st.booleans(),
    time_limit_s=st.none() | st.floats(0.001, LONGEST_S) | st.integers(1, 3600).map(float),
    timeline=st.none() | st.builds(Timeline, times_ms, times_ms, times_ms),
    classes=st.lists(st.integers(0, 255), max_size=6, unique=True).map(tuple),
    repeats=st.integers(0, 99),
    attention=st.integers(0, 99),
    grid=st.none() | st.tuples(st.integers(1, 99), st.integers(1, 99)),
    seed=st.none() | st.integers(0, 2**80),
    is_daily=st.booleans(),
    is_panel=st.booleans(),
    is_drill=st.booleans(),
    break_every=st.integers(1, 1000),
)
"""Rules of any content, sensible or not."""


def _fitting(rules: Protocol, count: int) -> Protocol:
    """Return the rules as they go together in a deck that asks about `count` images."""
    has_grid, shown = rules.grid is not None, rules.timeline
    return replace(
        rules,
        count=count,
        is_scored=rules.is_scored and rules.feedback != "each",
        timeline=None if has_grid or shown is None or not shown.image_ms else shown,
        classes=rules.classes if len(rules.classes) != 1 else (),
        repeats=0 if has_grid else min(rules.repeats, max(count - REPEAT_DISTANCE + 1, 0)),
        attention=0 if has_grid else min(rules.attention, count),
    )


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Draw a deck of the second format whose parts fit each other."""
    main = draw(st.lists(st.integers(0, 70_000), min_size=1, max_size=50, unique=True))
    checks = draw(st.lists(st.integers(0, 70_000), max_size=4, unique=True))
    has_other_split = draw(st.booleans()) and bool(checks)
    own = [] if has_other_split else [index for index in checks if index not in main]
    seed = draw(st.integers(0, 2**64))
    indices, phases = woven(
        main,
        checks if has_other_split else own,
        repeats=draw(st.integers(0, 9)),
        rng=np.random.default_rng(seed),
    )
    split = draw(words)
    rules = draw(st.none() | protocols)
    cells = [*main, *own, *range(70_001, 70_005)] if draw(st.booleans()) else []
    if rules is not None:
        grid = (1, len(cells)) if cells else None
        rules = _fitting(replace(rules, key=CUSTOM, split=split, grid=grid), len(main))
    return Deck(
        preset=CUSTOM if rules else draw(words.filter(lambda word: word != "tiny-matrix")),
        split=split,
        fingerprint=draw(fingerprints),
        seed=seed,
        indices=indices,
        numpy_version=draw(words),
        excluded=draw(st.integers(0, 70_000)),
        source=draw(st.just("") | words),
        phases=phases,
        attention_split=f"{split} other" if has_other_split else "",
        attention_fingerprint="cd" * 32 if has_other_split else "",
        rules=rules,
        base=draw(st.just("") | fingerprints),
        matrix=tuple(cells),
    )
