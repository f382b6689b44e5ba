"""What is on the screen at which frame, and which frames came late."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.session.protocol import Timeline
from fmnist_gui.core.session.timeline import FramePlan, Painted, Show, frame_plan

PLAN = FramePlan(100.0, fixation=3, image=2, mask=2)
"""Frames of 10 ms."""

MS = 1_000_000


def at(*times_ms: float) -> list[Painted]:
    """Return one frame after the other at these times."""
    return [Painted(frame, round(time * MS)) for frame, time in enumerate(times_ms)]


@pytest.mark.parametrize(
    ("hz", "frames"),
    [(60.0, (18, 12, 12)), (144.0, (43, 29, 29)), (59.94, (18, 12, 12)), (0.0, (18, 12, 12))],
)
def test_a_timeline_becomes_whole_frames_of_the_screen(
    hz: float, frames: tuple[int, int, int]
) -> None:
    plan = frame_plan(Timeline(), hz)
    assert (plan.fixation, plan.image, plan.mask) == frames
    assert frame_plan(Timeline(0, 1, 0), hz).image == 1


def test_fixation_image_and_mask_follow_each_other() -> None:
    shown: list[Show] = [PLAN.shown_at(frame) for frame in range(9)]
    assert shown == [*["fixation"] * 3, *["image"] * 2, *["mask"] * 2, *["nothing"] * 2]


def test_the_next_frame_is_due_one_frame_later() -> None:
    assert PLAN.due_ns([]) == 0
    assert PLAN.due_ns(at(5)) == 15 * MS
    # The image came 4 ms late and is on for its full time nevertheless.
    assert PLAN.due_ns(at(5, 15, 25, 39)) == 49 * MS
    assert PLAN.due_ns(at(5, 15, 25, 39, 49)) == 59 * MS


def test_what_was_missed_is_left_out_but_nothing_altogether() -> None:
    assert PLAN.next_frame([], 0) == 0
    assert PLAN.next_frame(at(0), 10 * MS) == 1
    assert PLAN.next_frame(at(0), 22 * MS) == 2
    assert PLAN.next_frame(at(0), 400 * MS) == 3
    assert PLAN.next_frame(at(0, 10, 20, 30), 900 * MS) == 5
    assert PLAN.next_frame(at(0), 1 * MS) == 1


def test_frames_in_time_are_not_late() -> None:
    assert PLAN.late_frames([]) == 0
    assert PLAN.late_frames(at(0, 10, 20, 30, 40, 50, 60, 70)) == 0
    assert PLAN.late_frames(at(0, 14, 20, 34, 43, 54, 60, 74)) == 0


def test_an_interval_of_more_than_one_and_a_half_frames_is_a_late_frame() -> None:
    assert PLAN.late_frames(at(0, 16, 26, 36, 46, 56)) == 1
    assert PLAN.late_frames(at(0, 16, 26, 36, 52, 62, 78)) == 3


def test_an_image_on_for_too_long_is_late_even_if_no_single_frame_was() -> None:
    assert PLAN.late_frames(at(0, 10, 20, 30, 43, 56)) == 1
    assert PLAN.late_frames(at(0, 10, 20, 30, 42, 54)) == 0
    # One late frame within the image is one, not two.
    assert PLAN.late_frames(at(0, 10, 20, 30, 60, 70)) == 1


def test_without_a_fixation_mark_the_image_comes_first() -> None:
    plan = frame_plan(Timeline(0, 20, 0), 100)
    assert [plan.shown_at(frame) for frame in range(3)] == ["image", "image", "nothing"]


@given(st.lists(st.floats(0.1, 80), min_size=40, max_size=40))
def test_however_late_everything_comes_in_order_and_the_image_at_least_as_long_as_it_should(
    delays_ms: list[float],
) -> None:
    painted: list[Painted] = []
    now = 0.0
    for delay in delays_ms:
        now = max(now, PLAN.due_ns(painted)) + delay * MS
        frame = PLAN.next_frame(painted, round(now))
        painted.append(Painted(frame, round(now)))
    frames = [p.frame for p in painted]
    assert frames == sorted(set(frames))
    firsts = {show: next(p for p in painted if PLAN.shown_at(p.frame) == show) for show in SHOWS}
    assert [p.frame for p in firsts.values()] == [0, 3, 5, 7]
    on_ns = firsts["mask"].at_ns - firsts["image"].at_ns
    assert on_ns >= (PLAN.image - 0.5) * PLAN.frame_ns


SHOWS: tuple[Show, ...] = ("fixation", "image", "mask", "nothing")
