"""The words for an audit."""

from dataclasses import replace

import pytest

from fmnist_gui.core.review import audit_sentence as say
from fmnist_gui.core.review.audit_estimate import AuditEstimate
from tests.core.review.audits import drawn

DONE = AuditEstimate(
    drawn(*range(300)),
    10_000,
    looked=300,
    beyond=0,
    kept=297,
    wrong=3,
    ambiguous=0,
    bad=0,
    duplicates=0,
    unknown=0,
)


def test_the_headline_has_count_share_and_interval() -> None:
    assert say.headline(DONE) == (
        "3 of 300 labels drawn at random from test are wrong: 1 %, 95 % interval 0.3–2.9 %."
    )
    assert say.projection(DONE) == (
        "In all 10,000 that would be about 100 wrong labels, with 95 % confidence 34–290."
    )


def test_one_wrong_label_is_one() -> None:
    one = replace(DONE, wrong=1, kept=299)

    assert say.headline(one).startswith("1 of 300 labels drawn at random from test is wrong: ")


def test_what_nobody_concluded_is_told_with_both_intervals() -> None:
    open_ones = replace(DONE, kept=293, unknown=4)

    assert "3 to 7 of 300" in say.headline(open_ones)
    assert "1.0–2.3 %, 95 % interval 0.3–4.7 %" in say.headline(open_ones)
    assert say.uncertain(open_ones) == (
        "Nothing was concluded about 4 images: with all of them right the interval is 0.3–2.9 %, "
        "with all of them wrong 1.1–4.7 %; the one above holds for both."
    )


def test_ambiguous_bad_and_duplicate_images_stand_apart_from_wrong_labels() -> None:
    mixed = replace(DONE, kept=282, ambiguous=12, bad=1, duplicates=2)

    told = say.apart(mixed)

    assert told == "Apart from these 12 ambiguous, 1 bad and 2 duplicates were found."
    assert say.headline(mixed) == say.headline(DONE)


def test_before_the_end_it_says_why_the_interval_is_wide() -> None:
    half = replace(DONE, looked=120, kept=117)

    assert "120 of 300 images decided" in say.method(half)
    assert "stops because of what was found" in say.method(half)
    assert "stops because" not in say.method(DONE)


def test_from_500_images_on_it_speaks_of_exactly_this_split() -> None:
    long = replace(DONE, audit=drawn(*range(600)), looked=600, kept=597)

    assert say.method(long) == "Wilson's interval, over exactly these 10,000 images."
    assert say.method(DONE).startswith("Wilson's interval. From 500 images on")


def test_it_stands_apart_from_the_yield_of_a_queue_and_says_why() -> None:
    assert "yield of a queue does not: a queue shows first" in say.sentences(DONE)[-1]
    assert "speak for the whole split" in say.sentences(DONE)[-1]


def test_nothing_decided_claims_nothing() -> None:
    none = replace(DONE, looked=0, kept=0, wrong=0)

    assert say.sentences(none) == (
        "No image of this audit of test is decided yet.",
        say.BIAS,
    )


def test_a_gap_and_decisions_made_elsewhere_are_explained() -> None:
    odd = replace(DONE, looked=120, kept=117, beyond=7, elsewhere=5, differing=1)

    assert "Image test 120 is the first in the order drawn that is not decided" in say.gap(odd)
    assert "7 decided images after it do not count" in say.gap(odd)
    assert "5 images were decided outside of the audit too, 1 of them otherwise" in say.outside(odd)
    assert say.gap(DONE) == say.outside(DONE) == ""


def test_a_census_estimates_nothing() -> None:
    whole = replace(DONE, population=300)

    assert say.sentences(whole) == (
        "3 of 300 labels of test are wrong: 1 %, and these are all of them.",
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (300, "about 0.9–4.3 %; if 10 % are, 7.1–13.9 %."),
        (10_000, "All 10,000 images: nothing will be left to estimate."),
    ],
)
def test_an_audit_says_beforehand_what_it_will_come_to(count: int, words: str) -> None:
    assert say.expected(count, 10_000).endswith(words)


def test_it_says_how_many_images_a_width_takes() -> None:
    told = "±2 % takes 223 images and ±1 % takes 734 images, if 2 % of the labels are wrong."
    assert say.needed((0.02, 0.01), 10_000) == told


def test_one_image_without_conclusion_is_one() -> None:
    told = say.uncertain(replace(DONE, kept=296, unknown=1))
    assert told.startswith("Nothing was concluded about 1 image: if its label is right the ")
