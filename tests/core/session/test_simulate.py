"""Simulated people: they answer as others do, by a clock of their own."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from fmnist_gui.core.session.chooser import AccuracyChooser, Chooser, CountsChooser
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.session.inquiry import FAIRLY_SURE, UNSURE
from fmnist_gui.core.session.preset import TOPS, preset
from fmnist_gui.core.session.protocol import Protocol, Timeline
from fmnist_gui.core.session.record import Answer, Entry, SessionEvent, SessionRecord
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.simulate import Person, ResponseTimes, Sureness, play
from tests import sample
from tests.core.session.test_session import LABELS, record

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
TRIALS = 4000


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def played(
    chooser: Chooser | Person, *, seed: int = 1, session: Session | None = None
) -> tuple[Session, list[Entry]]:
    sitting = session or Session(record(tuple(range(40))), LABELS)
    kept: list[Entry] = []
    play(sitting, chooser, kept.append, rng=rng(seed), now=NOW)
    return sitting, kept


def test_the_same_seed_plays_the_same_session() -> None:
    def told(seed: int) -> list[tuple[int, int, datetime]]:
        _, kept = played(AccuracyChooser(0.5, 10), seed=seed)
        return [(e.chosen, e.response_ns, e.answered_at) for e in kept if isinstance(e, Answer)]

    assert told(4) == told(4)
    assert told(4) != told(5)


def test_every_trial_is_answered_and_the_end_is_said() -> None:
    sitting, kept = played(AccuracyChooser(0.5, 10))
    assert sitting.state == "finished"
    answers, end = kept[:-1], kept[-1]
    assert [entry.position for entry in answers if isinstance(entry, Answer)] == list(range(40))
    assert isinstance(end, SessionEvent)
    assert (end.kind, end.position) == ("finished", 40)
    again = Session(sitting.record, LABELS, entries=kept)
    assert again.answers == sitting.answers


def test_the_simulated_clock_only_goes_on() -> None:
    _, kept = played(AccuracyChooser(0.5, 10))
    at_ns = 0
    for answer in kept:
        if not isinstance(answer, Answer):
            continue
        assert answer.onset_ns == at_ns
        assert answer.response_ns > at_ns
        assert answer.answered_at - NOW == timedelta(microseconds=answer.response_ns / 1000)
        assert (answer.device, answer.key) == ("simulated", "")
        at_ns = answer.response_ns


def test_only_what_is_left_is_answered() -> None:
    first, _ = played(AccuracyChooser(1.0, 10), session=Session(record(), LABELS))
    begun = Session(record(), LABELS, entries=first.answers[:4])
    begun.reopen(NOW)
    _, kept = played(AccuracyChooser(0.0, 10), session=begun)
    assert [entry.position for entry in kept if isinstance(entry, Answer)] == [4, 5]


def test_response_times_are_those_of_people() -> None:
    times, chance = ResponseTimes(), rng()
    drawn = np.array([times.draw(chance) for _ in range(TRIALS)])
    assert drawn.min() >= times.least_s
    assert drawn.mean() == pytest.approx(times.mu_s + times.tau_s, rel=0.05)
    hasty = ResponseTimes(mu_s=-9, tau_s=0)
    assert {hasty.draw(chance) for _ in range(20)} == {hasty.least_s}
    # The long tail of an exponential: the mean lies above the median.
    assert np.median(drawn) < drawn.mean() - 0.05


TEST, TRAIN = sample.split("test", 900), sample.split("train", 4000)


def begun(rules: Protocol, deck: Deck | None = None) -> Session:
    """Return a session under `rules`, with checks from the other split."""
    drawn = deck or deck_for(rules, Pool(TEST, checks=TRAIN), seed=1)
    plain = record()
    header = SessionRecord(
        id=plain.id,
        annotator=plain.annotator,
        deck=drawn,
        protocol=rules.key,
        class_names=plain.class_names,
        data_identity=None,
        started_at=NOW,
        app_version="0.1",
    )
    return Session(header, TEST.labels, images=TEST.images, checks=TRAIN)


def answers_of(kept: list[Entry]) -> list[Answer]:
    return [entry for entry in kept if isinstance(entry, Answer)]


def test_repeats_and_checks_of_another_split_are_answered_too() -> None:
    # The crowd speaks of 900 images; a check may be the image 3999 of the other split.
    crowd = CountsChooser(np.eye(10, dtype=np.int64)[(TEST.labels + 1) % 10])
    session = begun(custom(count=300, repeats=40, attention=20))
    _, kept = played(crowd, session=session)
    answers = answers_of(kept)
    assert [answer.phase for answer in answers] == list(session.record.deck.phases)
    checks = [answer for answer in answers if answer.phase == "attention"]
    assert len(checks) == 20
    assert sum(answer.is_right for answer in checks) >= 18
    assert not any(answer.is_right for answer in answers if answer.phase != "attention")


def test_the_clock_stops_a_simulated_person_as_any_other() -> None:
    session = begun(preset("blitz"))
    _, kept = played(AccuracyChooser(0.9, 10), session=session)
    stopped, end = kept[-2:]
    assert isinstance(stopped, SessionEvent)
    assert isinstance(end, SessionEvent)
    answers = answers_of(kept)
    assert (stopped.kind, end.kind, stopped.position) == ("timed_out", "finished", len(answers))
    assert stopped.at == end.at == NOW + timedelta(seconds=60)
    assert answers[-1].answered_at <= stopped.at
    # A second and a fifth each, on the average.
    assert 35 <= len(answers) <= 65
    assert session.state == "finished"


def test_the_accuracy_is_the_one_asked_for_among_few_classes() -> None:
    # Two of the five tops and all else are no answers here.
    rules = custom(count=200, classes=(0, 2, 6))
    right = count = 0
    for seed in range(5):
        _, kept = played(AccuracyChooser(0.8, 10), session=begun(rules), seed=seed)
        answers = answers_of(kept)
        assert {answer.chosen for answer in answers} == {0, 2, 6}
        right += sum(answer.is_right for answer in answers)
        count += len(answers)
    assert count == 1000
    assert abs(right / count - 0.8) <= 4 * (0.8 * 0.2 / count) ** 0.5


def test_who_is_done_before_the_time_is_over_is_not_stopped() -> None:
    _, kept = played(AccuracyChooser(0.9, 10), session=begun(custom(count=5, time_limit_s=600)))
    assert [type(entry) for entry in kept] == [Answer] * 5 + [SessionEvent]


def test_a_flashed_image_is_answered_after_its_mask() -> None:
    rules = custom(count=50, timeline=Timeline(300, 100, 200))
    person = Person(AccuracyChooser(0.9, 10), ResponseTimes(least_s=0.25))
    _, kept = played(person, session=begun(rules))
    answers = answers_of(kept)
    before = 0
    for answer in answers:
        assert answer.onset_ns == before + 300_000_000
        assert answer.response_s >= 0.3 + 0.25
        before = answer.response_ns


@pytest.mark.parametrize(("asked", "levels"), [("key", {0, 1, 2, 3}), ("shift", {1, 2})])
def test_how_sure_it_is_is_said_as_the_rules_ask(asked: str, levels: set[int]) -> None:
    rules = custom(count=400, confidence=asked)  # type: ignore[arg-type]
    _, kept = played(AccuracyChooser(0.5, 10), session=begun(rules))
    said = [answer.confidence for answer in answers_of(kept)]
    assert set(said) == levels
    assert {UNSURE, FAIRLY_SURE} == {1, 2}


def test_where_nobody_asks_nothing_is_said() -> None:
    _, kept = played(AccuracyChooser(0.5, 10), session=begun(custom(count=20)))
    assert {(a.confidence, a.second_choice) for a in answers_of(kept)} == {(None, None)}
    mute = Person(AccuracyChooser(0.5, 10), sureness=None)
    _, kept = played(mute, session=begun(custom(count=20, confidence="key")))
    assert {answer.confidence for answer in answers_of(kept)} == {None}


def test_who_is_right_is_surer() -> None:
    person = Person(AccuracyChooser(0.5, 10), sureness=Sureness((0, 0, 0, 1), (1, 0, 0, 0)))
    _, kept = played(person, session=begun(custom(count=200, confidence="key")))
    for answer in answers_of(kept):
        assert answer.confidence == (3 if answer.is_right else 0)
    usual = Sureness()
    means = [sum(n * share for n, share in enumerate(row)) for row in (usual.wrong, usual.right)]
    assert means[0] < means[1]


def test_a_second_choice_is_another_class() -> None:
    _, kept = played(AccuracyChooser(0.4, 10), session=begun(custom(has_second_choice=True)))
    seconds = [(answer.chosen, answer.second_choice) for answer in answers_of(kept)]
    assert all(chosen != second for chosen, second in seconds)
    assert sum(second is None for _, second in seconds) < 60


def test_only_the_classes_of_the_rules_are_named() -> None:
    whole = begun(custom(count=200, classes=TOPS, attention=4))
    _, kept = played(AccuracyChooser(0.1, 10), session=whole)
    assert {answer.chosen for answer in answers_of(kept)} == set(TOPS)
    # Whoever always names a class that cannot be named falls back on the label.
    stubborn = CountsChooser(np.eye(10, dtype=np.int64)[np.full(900, 9)])
    _, kept = played(stubborn, session=begun(custom(count=20, classes=TOPS)))
    assert all(answer.is_right for answer in answers_of(kept))
