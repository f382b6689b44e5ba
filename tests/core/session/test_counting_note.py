"""What a session will count as, said before it begins."""

from typing import Any

from fmnist_gui.core.session.counting_note import counting_note
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.protocol import Protocol, Timeline
from fmnist_gui.core.session.record import Presentation


def said(rules: Protocol, **changes: Any) -> str:
    usual: dict[str, Any] = {
        "shown": Presentation(),
        "usual": Presentation(),
        "source": "",
        "identity": "fashion-mnist",
        "why_practice": "labels are shown after each answer",
    }
    return counting_note(rules, **{**usual, **changes})


def test_the_usual_is_pooled_and_a_verdict_needs_two_hundred_images() -> None:
    assert said(custom()) == (
        "Scored, and pooled with the other standard sessions over these images. "
        "No verdict under 200 images."
    )
    assert said(custom(count=200)).endswith("Long enough for a verdict.")


def test_of_data_that_nobody_published_on_no_verdict_is_spoken() -> None:
    assert "erdict" not in said(custom(), identity=None)
    assert "erdict" not in said(custom(split="train"))


def test_practice_says_why_it_is_not_scored() -> None:
    assert said(custom(feedback="each")) == "Not scored: labels are shown after each answer."


def test_a_condition_of_its_own_is_named() -> None:
    flash = said(custom(timeline=Timeline()))
    assert "never pooled" in flash
    assert "flash 300/200/200 ms" in flash
    sharp = said(custom(), shown=Presentation(smoothing="nearest"))
    assert "280 px, nearest" in sharp
    assert "filter margin<0.3" in said(custom(), source="filter margin<0.3")


def test_a_small_window_alone_makes_no_condition_apart_from_the_presets() -> None:
    small = Presentation(size_px=252)
    assert "never pooled" not in said(custom(), shown=small, usual=small)
