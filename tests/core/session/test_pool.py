"""A person's sessions taken together."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fmnist_gui.core.session.outcome import outcome
from fmnist_gui.core.session.pool import Pool, pools
from fmnist_gui.core.session.record import Answer, History, Presentation
from fmnist_gui.core.session.scope import is_sealed
from fmnist_gui.core.stats.comparison import anytime_difference
from fmnist_gui.core.stats.proportion import anytime, exact, wilson
from fmnist_gui.core.stats.references import Reference
from tests.core.session.any_session import histories
from tests.core.session.example import START, Sitting, played

LATER = START + timedelta(days=1)
ONE_WORKER = Reference(
    "Fashion-MNIST-H, one worker", 0.6672, 0.6579, 0.6764, 10_000, "single", "Ishida", 2023, ""
)


def _pool(*found: History) -> Pool:
    (pool,) = pools(found, [ONE_WORKER])
    return pool


def test_sessions_over_different_images_add_up() -> None:
    one = played(16, 20)
    other = played(81, 100, first=20, started_at=LATER)
    pool = _pool(other, one)
    assert (pool.count, pool.right, pool.accuracy) == (120, 97, 97 / 120)
    assert (pool.wilson, pool.anytime, pool.exact) == (
        wilson(97, 120),
        anytime(97, 120),
        exact(97, 120),
    )
    assert pool.interval == pool.anytime
    assert [(s.right, s.count, s.entered) for s in pool.history] == [(16, 20, 20), (81, 100, 100)]
    assert [s.session_id for s in pool.history] == [one.record.id, other.record.id]
    assert pool.repeated == 0
    assert pool.confusion.sum() == 120
    assert np.trace(pool.confusion) == sum(score.right for score in pool.classes) == 97


def test_of_an_image_that_comes_again_the_first_answer_in_time_counts() -> None:
    def session(*chosen: int, started_at: object = START) -> History:
        sitting = Sitting([3, 4, 5], protocol="quick-20", started_at=started_at)  # type: ignore[arg-type]
        for number in chosen:
            sitting.answer(number)
        sitting.do("finish")
        return sitting.history()

    wrong, right = session(0, 0, 0), session(3, 4, 5, started_at=LATER)
    for order in ((wrong, right), (right, wrong)):
        pool = _pool(*order)
        assert (pool.right, pool.count, pool.repeated) == (0, 3, 3)
        assert [s.entered for s in pool.history] == [3, 0]
    assert "3 answers were dropped" in _pool(wrong, right).notes[0]


def test_time_is_that_of_the_answer_and_not_of_the_session() -> None:
    early = Sitting([3, 4], protocol="quick-20")
    late = Sitting([3, 4], protocol="quick-20", started_at=START + timedelta(hours=1))
    early.answer(3)
    late.answer(0)
    late.answer(0)
    early.now += timedelta(hours=2)
    early.answer(4)
    early.do("finish")
    late.do("finish")
    pool = _pool(early.history(), late.history())
    assert [(t.image_index, t.is_right) for t in pool.trials] == [(0, True), (1, False)]


@pytest.mark.parametrize(
    "other",
    [
        played(16, 20, name="Another"),
        played(16, 20, fingerprint="e" * 64),
        played(16, 20, protocol="flash"),
        played(16, 20, protocol="blitz"),
        played(16, 20, presentation=Presentation(size_px=56)),
        played(16, 20, presentation=Presentation(smoothing="nearest")),
        played(16, 20, presentation=Presentation(polarity="inverted")),
        played(16, 20, is_simulated=True),
    ],
)
def test_nothing_is_pooled_across_people_data_and_conditions(other: History) -> None:
    found = pools([played(16, 20), other])
    assert sorted(pool.count for pool in found) == [20, 20]
    assert len({(p.annotator, p.fingerprint, p.condition, p.is_simulated) for p in found}) == 2


def test_the_screen_is_no_condition() -> None:
    shown = Presentation(refresh_hz=144.0, pixel_ratio=2.0)
    other = played(81, 100, first=20, started_at=LATER, presentation=shown)
    assert _pool(played(16, 20), other).count == 120


def test_practice_sealed_sessions_and_seen_images_are_in_no_pool() -> None:
    practice = played(20, 20, protocol="practice")
    sealed = played(100, 150, planned=200)
    assert pools([practice, sealed]) == ()
    seen = played(20, 20, seen=range(15))
    pool = _pool(practice, sealed, seen)
    assert (pool.count, len(pool.history)) == (5, 1)


def test_a_session_that_was_ended_early_enters_and_carries_no_verdict() -> None:
    ended = Sitting([3] * 300, protocol="solo-500")
    for _ in range(250):
        ended.answer(3)
    ended.do("finish")
    pool = _pool(ended.history())
    assert (pool.count, pool.right, pool.beside) == (250, 250, None)
    assert pool.headline[-1] == (
        "The session is incomplete: no verdict before the planned number of images."
    )
    whole = played(190, 200, first=300, started_at=LATER)
    both = _pool(ended.history(), whole)
    assert (both.count, both.right) == (450, 440)
    assert both.beside is not None
    assert (both.beside.comparison.right, both.beside.comparison.count) == (190, 200)
    assert both.headline[-1] == (
        "Over complete sessions alone: 190 of 200: 95 %, 95 % interval 91.0–97.3 %. That is "
        "higher than the published 83.5 %, which is the majority of three people."
    )


def test_the_pooled_figure_is_the_headline_and_not_the_best_session() -> None:
    pool = _pool(played(90, 100), played(70, 100, first=100, started_at=LATER))
    assert pool.headline[:2] == (
        "You agreed with Zalando's label on 160 of 200 images in 2 sessions.",
        "80 %, 95 % interval 69.5–88.3 %, which holds however often one looks and whenever one "
        "stops.",
    )
    assert "90 of" not in " ".join(pool.headline)


@pytest.mark.parametrize(
    ("right", "count", "word"),
    [(160, 199, "too few"), (170, 200, "consistent"), (193, 200, "higher"), (120, 200, "lower")],
)
def test_a_verdict_needs_200_images_and_the_interval_that_allows_for_looking(
    right: int, count: int, word: str
) -> None:
    pool = _pool(played(right, count, protocol="solo-200"))
    assert pool.beside is not None
    assert pool.beside.verdict == word
    assert pool.beside.difference == anytime_difference((right, count))
    link = {"consistent": "consistent with", "too few": "Too few"}.get(word, f"{word} than")
    assert link in pool.headline[-1]
    assert "majority of three people" in pool.headline[-1]


def test_a_verdict_that_one_look_would_give_is_withheld_from_many() -> None:
    # 179 of 200 is higher by Fisher's test, which looks once.
    pool = _pool(played(179, 200))
    assert pool.beside is not None
    assert (pool.beside.comparison.verdict, pool.beside.verdict) == ("higher", "consistent")
    assert not any("Fisher" in note for note in pool.notes)


def test_one_person_comes_before_the_majority_of_three() -> None:
    notes = _pool(played(179, 200)).notes
    assert notes[0].startswith("The reference for one person is Fashion-MNIST-H, one worker")
    assert "which holds however often one looks" in notes[1]
    assert "over 200 images of complete sessions" in notes[1]
    assert not any("The difference" in note for note in _pool(played(81, 100)).notes)


@pytest.mark.parametrize("protocol", ["flash", "tiny-matrix"])
def test_other_conditions_stand_beside_nothing_published(protocol: str) -> None:
    pool = _pool(played(190, 200, protocol=protocol))
    assert (pool.beside, pool.references) == (None, ())
    assert "condition of their own" in pool.notes[0]
    assert "published" not in " ".join((*pool.headline, *pool.notes))


def test_against_the_clock_the_rate_comes_first() -> None:
    one = Sitting([3] * 50, protocol="blitz")
    for number in range(40):
        one.answer(3 if number % 4 else 0, 1.2)
    one.do("time_out", "finish")
    pool = _pool(one.history())
    assert pool.rate is not None
    assert pool.headline[0] == "You gave 30.0 right answers a minute: 30 of 40 images in 60 s."
    assert pool.headline[1].startswith("You agreed with Zalando's label on 30 of 40 images")


def test_other_data_have_their_own_words() -> None:
    (pool,) = pools([played(190, 200, identity=None)], [ONE_WORKER])
    assert (pool.beside, pool.references) == (None, ())
    assert pool.headline[0] == "You agreed with the file's label on 190 of 200 images in 1 session."
    assert len(pool.headline) == 2


def test_the_reader_is_you_and_others_have_their_name() -> None:
    (pool,) = pools([played(16, 20, name="Mira")], reader="Jan")
    assert (pool.who, pool.headline[0][:12]) == ("Mira", "Mira agreed ")
    (pool,) = pools([played(16, 20, name="Mira")], reader="Mira")
    assert pool.who == "You"


def test_flags_are_visible_with_their_session() -> None:
    pool = _pool(played(16, 20, seen={3}), played(81, 100, first=20, started_at=LATER))
    ((session, flag),) = pool.flags
    assert (session.title, flag.key) == ("Quick 20", "seen")


def test_the_largest_pool_comes_first() -> None:
    found = pools([played(16, 20), played(81, 100, name="Ada")])
    assert [pool.count for pool in found] == [100, 20]
    assert pools([]) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(histories(), min_size=1, max_size=5), st.booleans())
def test_nothing_that_may_not_enter_an_accuracy_enters_a_pool(
    found: list[History], are_of_one: bool
) -> None:
    if are_of_one:
        one = found[0].record.annotator
        found = [replace(h, record=replace(h.record, annotator=one, id=uuid4())) for h in found]
    made = pools(found)
    for pool in made:
        assert len({trial.image_index for trial in pool.trials}) == pool.count == len(pool.trials)
        assert all(t.phase == "main" and not t.was_seen for t in pool.trials)
        assert pool.right == np.trace(pool.confusion)
        assert sum(session.entered for session in pool.history) == pool.count
    told = {session.session_id for pool in made for session in pool.history}
    by_id = {history.record.id: history for history in found}
    expected = {key for key, history in by_id.items() if _may_enter(history)}
    assert told == expected
    distinct = {
        (_group(history), entry.image_index)
        for history in by_id.values()
        if history.record.id in expected
        for entry in _first_answers(history)
        if entry.phase == "main" and not entry.was_seen
    }
    assert sum(pool.count for pool in made) == len(distinct)


def _may_enter(history: History) -> bool:
    came = outcome(history)
    return bool(came.scored) and not is_sealed(history.record, came)


def _group(history: History) -> tuple[object, ...]:
    record = history.record
    known = (record.annotator.id, record.deck.fingerprint, record.condition)
    return (*known, record.is_simulated)


def _first_answers(history: History) -> list[Answer]:
    first: dict[int, Answer] = {}
    for entry in history.entries:
        if isinstance(entry, Answer):
            first.setdefault(entry.position, entry)
    return list(first.values())


def test_two_people_of_one_name_are_two() -> None:
    one = played(16, 20)
    twin = replace(one.record, annotator=replace(one.record.annotator, id=UUID(int=99)))
    found = pools([one, History(replace(twin, id=uuid4()), one.entries)])
    assert [pool.count for pool in found] == [20, 20]
