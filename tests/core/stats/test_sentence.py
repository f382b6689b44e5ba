"""What is said about a score, and what must never be said."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.comparison import PUBLISHED, compare
from fmnist_gui.core.stats.proportion import anytime

MAJORITY = "the published 83.5 %, which is the majority of three people"


def told(
    right: int,
    count: int,
    *,
    planned: int | None = None,
    who: str = sentence.YOU,
    data_identity: str | None = "fashion-mnist",
    is_scored: bool = True,
) -> tuple[str, ...]:
    length = planned or count
    return sentence.headline(
        right,
        count,
        planned=length,
        who=who,
        data_identity=data_identity,
        is_scored=is_scored,
        comparison=compare(right, count, is_complete=count >= length) if count else None,
    )


def test_a_hundred_images_are_told_honestly() -> None:
    assert told(81, 100) == (
        "You agreed with Zalando's label on 81 of 100 images.",
        "81 %, 95 % interval 72.2–87.5 %.",
        f"Too few images for a verdict on {MAJORITY}: it takes 200.",
    )


@pytest.mark.parametrize("identity", [None, "practice"])
def test_no_reference_is_mentioned_for_other_images(identity: str | None) -> None:
    assert told(81, 100, data_identity=identity) == (
        "You agreed with the file's label on 81 of 100 images.",
        "81 %, 95 % interval 72.2–87.5 %.",
    )


@pytest.mark.parametrize(
    ("right", "words"),
    [(179, "higher than"), (170, "consistent with"), (154, "lower than")],
)
def test_a_verdict_uses_its_three_words(right: int, words: str) -> None:
    assert told(right, 200)[2] == f"That is {words} {MAJORITY}."


def test_an_incomplete_session_gets_no_verdict() -> None:
    assert told(199, 199, planned=200)[2:] == (
        "The session is incomplete: 199 of 200 images answered.",
    )
    assert told(400, 400, planned=1000)[2:] == (
        "The session is incomplete: 400 of 1,000 images answered.",
    )


def test_before_the_end_the_interval_is_the_one_that_allows_for_looking() -> None:
    low, high = (f"{100 * end:.1f}" for end in anytime(140, 210))
    assert told(140, 210, planned=250)[1] == (
        f"66.7 %, 95 % interval {low}–{high} %, which holds however often one looks and whenever "
        "one stops."
    )
    assert told(140, 210)[1] == "66.7 %, 95 % interval 60.0–72.7 %."


def test_nothing_answered_has_no_figure() -> None:
    assert told(0, 0, planned=20) == (
        "No image has been answered yet.",
        "The session is incomplete: 0 of 20 images answered.",
    )


def test_practice_is_told_without_accuracy() -> None:
    assert told(8, 10, is_scored=False) == ("You practised on 10 images. Practice is not scored.",)


@pytest.mark.parametrize(
    ("right", "count"), [(18, 20), (92, 100), (100, 100), (75, 100), (3, 100), (150, 199)]
)
def test_below_two_hundred_no_number_right_is_promised_a_verdict(right: int, count: int) -> None:
    assert told(right, count)[2] == f"Too few images for a verdict on {MAJORITY}: it takes 200."


def test_others_are_named() -> None:
    assert told(81, 100, who=sentence.subject("Ada"))[0].startswith("Ada agreed with")
    simulated = sentence.subject("Ada", is_simulated=True)
    assert told(81, 100, who=simulated)[0].startswith("The simulated annotator agreed with")
    assert sentence.subject() == "You"


def test_one_image_is_singular() -> None:
    assert told(1, 1)[0] == "You agreed with Zalando's label on 1 of 1 image."


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 1200), st.data())
def test_nothing_is_claimed_that_the_numbers_do_not_carry(count: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, count))
    planned = data.draw(st.sampled_from([count, count + 50]))
    text = " ".join(told(right, count, planned=planned))
    assert not re.search(r"equal|as good|human|truth|correct|significant|!", text)
    assert f"{right:,} of {count:,} image" in text
    assert "95 % interval" in text
    if "published" in text:
        assert MAJORITY in text
    if planned > count or count < 200:
        assert "That is" not in text
    if planned > count:
        assert "incomplete" in text


def test_the_difference_is_told_with_its_interval() -> None:
    assert sentence.difference(compare(800, 1000)) == (
        f"The difference from {MAJORITY}, is −3.5 points, 95 % interval −6.9 to −0.1."
    )


def test_the_tests_say_what_they_assume() -> None:
    found = compare(90, 100)
    assert sentence.fisher(found) == "Fisher's exact test against 835 of 1,000: p = 0.11."
    assert sentence.binomial(found) == (
        "If the published figure were exact: exact binomial test, p = 0.081."
    )


def test_another_baseline_is_not_called_published() -> None:
    found = compare(300, 400, baseline=(60, 100))
    every = (sentence.verdict(found), sentence.difference(found), sentence.binomial(found))
    assert sentence.verdict(found) == (
        "That is higher than the baseline of 60 %, which is 60 of 100 images."
    )
    assert not any("published" in text or "three people" in text for text in every)


def test_a_comparison_of_an_unfinished_session_says_why_it_is_silent() -> None:
    unfinished = compare(400, 500, is_complete=False)
    assert sentence.verdict(unfinished) == (
        "The session is incomplete: no verdict before the planned number of images."
    )


def test_the_notes_say_what_the_published_figure_is() -> None:
    assert sentence.published() == (
        "The published figure is 835 of 1,000 images, 83.5 %, 95 % interval 81.1–85.7 %, "
        "by the majority of three people; how ties were settled is not known."
    )
    assert sentence.majority_note() == (
        "One person is not the majority of three people: 83.5 % by majority fits single "
        "accuracies of about 70–85 %."
    )
    assert sentence.limit_note() == (
        "A true difference of 3 points can never be settled: "
        "the published figure is itself a sample of 1,000 images."
    )
    assert PUBLISHED == (835, 1000)


def test_one_line_stands_alone() -> None:
    assert sentence.score_of(81, 100) == "81 of 100: 81 %, 95 % interval 72.2–87.5 %"
    assert sentence.score_of(0, 0) == "0 of 0"


def test_a_share_need_be_no_whole_number() -> None:
    assert sentence.share(0.735967, 10_000) == "73.6 %, 95 % interval 72.7–74.5 %"


@pytest.mark.parametrize(
    ("who", "inside"),
    [
        ("You", "you"),
        ("The simulated annotator", "the simulated annotator"),
        ("Ada", "Ada"),
        ("The Ada", "The Ada"),
    ],
)
def test_a_name_keeps_its_capital_within_a_sentence(who: str, inside: str) -> None:
    assert sentence.within(who) == inside
