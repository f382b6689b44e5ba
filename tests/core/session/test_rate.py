"""Right answers a minute, against the clock."""

from dataclasses import replace

import numpy as np
import pytest

from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.session.plan import woven
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.rate import Rate, rate
from fmnist_gui.core.session.record import Answer, History
from tests.core.session.example import Sitting

COUNT = 30


def _raced(*, repeats: int = 0, checks: int = 0, seen: int = 0, is_stopped: bool = True) -> History:
    """Return 60 s at 2 s an answer by somebody who is right on every second image."""
    main, clear = list(range(COUNT)), list(range(COUNT, COUNT + checks))
    indices, phases = woven(main, clear, repeats=repeats, rng=np.random.default_rng(1))
    deck = Deck("blitz", "test", "f" * 64, 7, indices, "2.0.0", phases=phases)
    sitting = Sitting([0] * 60, protocol="blitz", deck=deck, seen=range(seen))
    for index in indices[:COUNT]:
        sitting.answer(index % 2, response_s=2.0)
    sitting.do(*(["time_out"] if is_stopped else []), "finish")
    return sitting.history()


def _rate(history: History) -> Rate:
    found = rate(history, outcome(history))
    assert found is not None
    return found


@pytest.mark.parametrize("is_stopped", [True, False])
def test_without_extra_trials_the_minute_is_the_whole_one(is_stopped: bool) -> None:
    assert _rate(_raced(is_stopped=is_stopped)) == Rate(15, 30, 60.0)


@pytest.mark.parametrize("is_stopped", [True, False])
@pytest.mark.parametrize("extra", ["repeats", "checks", "seen"])
def test_extra_trials_cost_nobody_a_part_of_the_minute(extra: str, is_stopped: bool) -> None:
    found = _rate(_raced(**{extra: 10}, is_stopped=is_stopped))
    assert found.count < COUNT
    assert found.seconds == pytest.approx(2.0 * found.count)
    assert found.per_minute == pytest.approx(60 * found.right / (2.0 * found.count))


def test_the_time_between_the_answers_stays_in_the_minute() -> None:
    history = _raced(seen=10)
    quicker = tuple(
        replace(entry, response_ns=entry.onset_ns + 10**9) if isinstance(entry, Answer) else entry
        for entry in history.entries
    )
    assert _rate(replace(history, entries=quicker)).seconds == pytest.approx(40.0)


def test_without_a_limit_there_is_no_rate() -> None:
    history = _raced()
    record = replace(history.record, protocol="standard-100")
    deck = replace(record.deck, preset="standard-100", rules=preset("standard-100"))
    untimed = History(replace(record, deck=deck), history.entries)
    assert rate(untimed, outcome(untimed)) is None
