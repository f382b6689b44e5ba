"""What an answer says of its trial beyond the class: phase, block, image, confidence, clocks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.preset import CUSTOM, preset
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.record import Annotator, Answer, SessionRecord
from fmnist_gui.core.session.session import Choice, Session
from tests.core.session.test_session import LABELS, NOW, record

IMAGES = np.arange(40 * 6, dtype=np.uint8).reshape(40, 2, 3)
CHECKS = Split("train", IMAGES[::-1].copy(), LABELS[::-1].copy(), "cd" * 32)
WOVEN = Deck(
    "quick-20",
    "test",
    "f" * 64,
    7,
    (17, 3, 5, 24, 17),
    "2.0.0",
    phases=("main", "main", "attention", "main", "repeat"),
    attention_split="train",
    attention_fingerprint="cd" * 32,
)


def sitting(deck: Deck = WOVEN, *, protocol: str = "quick-20", **more: object) -> Session:
    header = replace(record(), deck=deck, protocol=protocol)
    return Session(header, LABELS, images=IMAGES, checks=CHECKS, **more)  # type: ignore[arg-type]


def said(
    session: Session,
    choice: int | Choice = 0,
    *,
    response_s: float = 1.0,
    by_wall_s: float | None = None,
) -> Answer:
    """Answer after some seconds by the monotonic clock, and as many or others by the wall clock."""
    session.shown(500, NOW)
    answered_at = NOW + timedelta(seconds=response_s if by_wall_s is None else by_wall_s)
    answer = session.answer(
        choice,
        response_ns=500 + round(response_s * 1e9),
        answered_at=answered_at,
        device="key",
        key="0",
    )
    assert answer is not None
    return answer


def test_each_answer_says_what_its_trial_was_for() -> None:
    session = sitting()
    answers = [said(session) for _ in WOVEN.indices]
    assert [answer.phase for answer in answers] == list(WOVEN.phases)
    assert [answer.split for answer in answers] == ["", "", "train", "", ""]


def test_all_of_a_practice_is_practice_but_what_is_woven_in() -> None:
    own = Protocol(CUSTOM, "Custom", "", "test", 3, is_scored=False, feedback="end")
    session = sitting(replace(WOVEN, preset=CUSTOM, rules=own), protocol=CUSTOM)
    phases = [said(session).phase for _ in WOVEN.indices]
    assert phases == ["practice", "practice", "attention", "practice", "repeat"]
    plain = sitting(replace(WOVEN, preset="practice", phases=()), protocol="practice")
    assert said(plain).phase == "practice"


def test_feedback_alone_does_not_make_a_trial_practice() -> None:
    # It is kept out of every accuracy by its rules, not by a phase that nobody planned.
    own = Protocol(CUSTOM, "Custom", "", "test", 3, is_scored=True, feedback="each")
    assert said(sitting(replace(WOVEN, preset=CUSTOM, rules=own), protocol=CUSTOM)).phase == "main"


def test_a_check_of_another_split_has_that_splits_label_and_image() -> None:
    session = sitting()
    for _ in range(2):
        said(session)
    assert session.is_of_checks
    assert session.label == CHECKS.labels[5] != LABELS[5]
    check = said(session, int(CHECKS.labels[5]))
    assert check.is_right
    assert check.image_sha256 == sha256(CHECKS.images[5].tobytes()).hexdigest()
    assert not session.is_of_checks
    assert said(session).label == LABELS[24]


def test_a_check_is_never_taken_for_an_image_met_before() -> None:
    session = sitting(seen={5, 3})
    assert [said(session).was_seen for _ in WOVEN.indices] == [False, True, False, False, False]


def test_a_check_of_the_own_split_is_of_that_split() -> None:
    own = replace(WOVEN, attention_split="", attention_fingerprint="")
    session = sitting(own)
    answers = [said(session) for _ in range(3)]
    assert answers[2].phase == "attention"
    assert (answers[2].split, answers[2].label) == ("", LABELS[5])


def test_the_hash_of_the_image_is_that_of_its_pixels() -> None:
    answer = said(sitting())
    assert answer.image_sha256 == sha256(bytes(range(17 * 6, 18 * 6))).hexdigest()
    without = Session(record(), LABELS)
    assert said(without).image_sha256 == ""


def test_blocks_are_counted_by_breaks() -> None:
    rules = Protocol(CUSTOM, "Custom", "", "test", 5, is_scored=True, break_every=2)
    deck = replace(WOVEN, preset=CUSTOM, rules=rules)
    session = sitting(deck, protocol=CUSTOM)
    assert [said(session).block for _ in deck.indices] == [0, 0, 1, 1, 2]
    assert preset("quick-20").break_every == 100


def test_a_choice_may_say_how_sure_it_is_and_what_else_it_could_be() -> None:
    session = sitting()
    answer = said(session, Choice(6, confidence=3, second=0, late_frames=2))
    assert (answer.chosen, answer.confidence, answer.second_choice) == (6, 3, 0)
    assert answer.late_frames == 2
    bare = said(session, 6)
    assert (bare.confidence, bare.second_choice, bare.late_frames) == (None, None, 0)


@pytest.mark.parametrize("choice", [Choice(10), Choice(0, second=10), Choice(0, second=-1)])
def test_a_choice_that_is_no_class_is_never_kept(choice: Choice) -> None:
    session = sitting()
    session.shown(500, NOW)
    with pytest.raises(ValueError, match="class"):
        session.answer(choice, response_ns=600, answered_at=NOW, device="key", key="0")
    assert session.answers == ()


@pytest.mark.parametrize(
    ("response_s", "by_wall_s", "has_jumped"),
    [
        (1.0, 1.0, False),
        (1.0, 1.9, False),
        (1.0, 3.0, True),
        (1.0, -3600.0, True),
        # The machine slept: the monotonic clock stood still.
        (2.0, 7200.0, True),
    ],
)
def test_two_clocks_that_disagree_are_flagged(
    response_s: float, by_wall_s: float, has_jumped: bool
) -> None:
    answer = said(sitting(), response_s=response_s, by_wall_s=by_wall_s)
    assert answer.clock_jumped == has_jumped
    assert answer.response_s == pytest.approx(response_s)


def test_the_clock_may_stop_a_trial_which_stays_without_an_answer() -> None:
    session = sitting()
    said(session)
    session.shown(500, NOW)
    stopped = session.time_out(NOW)
    assert stopped is not None
    assert (stopped.kind, stopped.position) == ("timed_out", 1)
    end = session.finish(NOW)
    assert end is not None
    assert (session.state, len(session.answers)) == ("finished", 1)
    assert session.time_out(NOW) is None
    again = Session(session.record, LABELS, entries=[*session.answers, stopped, end])
    assert (again.state, again.position) == ("finished", 1)


def test_a_change_of_screen_starts_the_clock_of_the_trial_anew_and_flags_it() -> None:
    session = sitting()
    session.shown(500, NOW)
    moved = session.change_screen(NOW)
    assert moved is not None
    assert moved.kind == "screen_changed"
    assert session.state == "waiting"
    # A key meant for the image as it was is no answer to the one not painted yet.
    assert session.answer(0, response_ns=900, answered_at=NOW, device="key", key="0") is None
    flagged = said(session)
    assert flagged.was_paused
    assert not said(session).was_paused


def test_a_change_of_screen_in_a_pause_does_not_end_it() -> None:
    session = sitting()
    session.pause(NOW)
    assert session.change_screen(NOW) is not None
    assert session.state == "paused"
    assert session.resume(NOW) is not None


def test_a_session_under_unknown_rules_asks_main_trials_of_one_block() -> None:
    session = sitting(protocol="of-later-rules")
    assert session.record.rules is None
    assert [(said(session).phase, said(session).block)] == [("main", 0)]


def test_the_condition_tells_rules_presentation_and_choice_of_images() -> None:
    deck = Deck("flash", "test", "f" * 64, 7, (1, 2), "2.0.0")
    header = SessionRecord(
        id=record().id,
        annotator=Annotator(record().id, "Me"),
        deck=deck,
        protocol="flash",
        class_names=("a", "b"),
        data_identity=None,
        started_at=datetime(2025, 3, 1, tzinfo=UTC),
        app_version="0.1",
    )
    assert header.condition == "flash 300/200/200 ms, 280 px, bicubic"
    assert not header.is_standard
    plain = replace(header, protocol="solo-200", deck=replace(deck, preset="solo-200"))
    assert plain.is_standard
    for source in ("stratified", "balanced blocks"):
        sampled = replace(plain, deck=replace(plain.deck, source=source))
        assert sampled.is_standard
        assert sampled.condition == plain.condition
    chosen = replace(plain, deck=replace(plain.deck, source="filter class:trouser"))
    assert not chosen.is_standard
    assert chosen.condition == "standard, 280 px, bicubic, filter class:trouser"
    assert replace(plain, protocol="marathon").condition == "marathon, 280 px, bicubic"
