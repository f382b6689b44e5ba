"""The particulars of a session."""

from dataclasses import replace

from fmnist_gui.core.session.deck import Deck, Phase
from fmnist_gui.core.session.fact import facts
from fmnist_gui.core.session.record import Equipment, History, Latency
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.session.session import Choice
from tests.core.session.example import Sitting, played


def _facts(history: History) -> dict[str, str]:
    return {fact.name: fact.value for fact in facts(session_result(history, ()))}


def _equipped(equipment: Equipment) -> dict[str, str]:
    history = played(16, 20)
    return _facts(History(replace(history.record, equipment=equipment), history.entries))


def test_a_plain_session_tells_what_it_rests_on_and_nothing_empty() -> None:
    told = _facts(played(16, 20))
    assert told["Condition"] == "standard, 280 px, bicubic"
    assert told["First answers right"] == "16 of 20: 80 %, 95 % interval 58.4–91.9 %"
    absent = (
        *("Images", "Panel code", "Keys", "Order of the buttons", "Latency of this machine"),
        *("Late frames", "Attention checks", "Repeats", "Right a minute"),
    )
    assert not set(absent) & set(told)


def test_keys_and_buttons_are_told() -> None:
    digits = tuple("0123456789")
    assert _equipped(Equipment(keys=digits))["Keys"] == "digits by class number"
    told = _equipped(Equipment(keys=("q", "w"), button_order=(1, 0)))
    assert told["Keys"] == "0: q 1: w"
    assert told["Order of the buttons"] == "Trouser, T-shirt/top"
    assert "Order of the buttons" not in _equipped(Equipment(button_order=tuple(range(10))))


def test_what_the_machine_adds_is_told_with_its_number_of_measurements() -> None:
    told = _equipped(Equipment(latency=Latency(50, (0.041, 1.2), (3.0, 16.55))))
    assert told["Latency of this machine"] == (
        "key 0.04 ms (99 %: 1.2), image 3.0 ms (99 %: 17), median of 50"
    )


def test_late_frames_are_told_of_timed_images_even_if_there_are_none() -> None:
    flash = Sitting([3] * 3, protocol="flash")
    for late in (0, 2, 1):
        flash.answer(Choice(3, late_frames=late))
    flash.do("finish")
    assert _facts(flash.history())["Late frames"] == "3 in 2 of 3 images"
    assert _facts(played(2, 2, protocol="flash"))["Late frames"] == "0 in 0 of 2 images"


def test_source_panel_checks_and_repeats_are_told() -> None:
    phases: tuple[Phase, ...] = ("main", "main", "attention", "repeat")
    deck = Deck("quick-20", "test", "f" * 64, 7, (0, 1, 2, 0), "2.0.0", phases=phases)
    deck = replace(deck, source="class:shirt", base="ab" * 32)
    sitting = Sitting([3, 4, 5], protocol="quick-20", deck=deck)
    for chosen in (3, 4, 0, 3):
        sitting.answer(chosen)
    sitting.do("finish")
    told = _facts(sitting.history())
    assert told["Images"] == "class:shirt"
    assert told["Panel code"] == "abababab"
    assert told["Attention checks"] == "0 of 1 right"
    assert told["Repeats"] == "1 of 1 answered the same"


def test_against_the_clock_the_rate_is_told() -> None:
    sitting = Sitting([3] * 9, protocol="blitz")
    for _ in range(9):
        sitting.answer(3)
    sitting.do("time_out", "finish")
    assert _facts(sitting.history())["Right a minute"] == "9.0"


def test_a_sealed_session_tells_nothing_of_right_and_wrong() -> None:
    told = _facts(played(140, 210, planned=250))
    hidden = {"First answers right", "After revisions", "Right a minute", "Attention checks"}
    assert not told.keys() & (hidden | {"Repeats", "Seed", "Deck code", "Deck SHA-256"})
    assert told["Condition"] == "standard, 280 px, bicubic"


def test_a_score_of_a_session_that_was_ended_early_has_the_wider_interval() -> None:
    told = _facts(played(140, 210, planned=250, is_simulated=True))
    assert "which holds however often one looks" in told["First answers right"]
