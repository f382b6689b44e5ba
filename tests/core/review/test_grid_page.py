"""Pages of one question: which images stand there, and what deciding them says."""

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.review import grid_page
from fmnist_gui.core.review.grid_page import (
    PAGE_SIZE,
    Marked,
    PageOutcome,
    Question,
    QuestionCount,
    page_of,
)
from fmnist_gui.core.review.queue import Candidate, ReviewQueue, queue_of

COAT, PULLOVER, SHIRT, BAG = 4, 2, 6, 8


def candidate(number: int, label: int, suggested: int | None) -> Candidate:
    return Candidate(number, label, -float(number), suggested, f"why {number}")


def queue(*pairs: tuple[int, int | None]) -> ReviewQueue:
    """Return a queue of images 100, 101 ... with these labels and suggestions."""
    candidates = [candidate(100 + at, *pair) for at, pair in enumerate(pairs)]
    return queue_of("margin", "Margin", "Ranks.", candidates=candidates)


MIXED = queue(
    (SHIRT, COAT), (BAG, SHIRT), (SHIRT, PULLOVER), (SHIRT, None), (SHIRT, COAT), (COAT, SHIRT)
)
ALL_OPEN = np.ones(len(MIXED), dtype=np.bool_)
NOBODY = np.empty(0, dtype=np.uint8)


def numbers(page: tuple[Candidate, ...]) -> list[int]:
    return [candidate.number for candidate in page]


def name(number: int) -> str:
    return FASHION_CLASSES[number]


def test_a_page_holds_the_open_images_of_one_class_in_the_order_of_the_queue() -> None:
    assert numbers(page_of(MIXED, Question(SHIRT), ALL_OPEN)) == [100, 102, 103, 104]
    is_open = ALL_OPEN.copy()
    is_open[[0, 3]] = False
    assert numbers(page_of(MIXED, Question(SHIRT), is_open)) == [102, 104]


def test_a_page_of_a_pair_holds_only_what_may_be_the_other_class() -> None:
    assert numbers(page_of(MIXED, Question(SHIRT, COAT), ALL_OPEN)) == [100, 104]
    assert page_of(MIXED, Question(BAG, COAT), ALL_OPEN) == ()


def test_pages_follow_each_other_and_begin_anew_at_the_end() -> None:
    long = queue(*[(SHIRT, COAT)] * (PAGE_SIZE + 3))
    is_open = np.ones(len(long), dtype=np.bool_)
    assert numbers(page_of(long, Question(SHIRT), is_open)) == [*range(100, 100 + PAGE_SIZE)]
    second = page_of(long, Question(SHIRT), is_open, first=PAGE_SIZE)
    assert numbers(second) == [160, 161, 162]
    third = page_of(long, Question(SHIRT), is_open, first=2 * PAGE_SIZE)
    assert numbers(third)[0] == 100


def test_what_can_be_asked_is_counted_by_class_then_by_pair() -> None:
    is_open = ALL_OPEN.copy()
    is_open[0] = False
    counts = grid_page.question_counts(
        MIXED, is_open, decided_labels=np.array([SHIRT, SHIRT], dtype=np.uint8)
    )
    assert counts == (
        QuestionCount(Question(COAT), 1, 1),
        QuestionCount(Question(COAT, SHIRT), 1, 1),
        QuestionCount(Question(SHIRT), 3, 6),
        QuestionCount(Question(SHIRT, PULLOVER), 1, 1),
        QuestionCount(Question(SHIRT, COAT), 1, 2),
        QuestionCount(Question(BAG), 1, 1),
        QuestionCount(Question(BAG, SHIRT), 1, 1),
    )
    assert counts[2].done == 3


def test_the_first_question_is_about_the_class_with_most_open_images() -> None:
    counts = grid_page.question_counts(MIXED, ALL_OPEN, decided_labels=NOBODY)
    assert grid_page.first_question(counts) == Question(SHIRT)
    none_open = grid_page.question_counts(MIXED, ~ALL_OPEN, decided_labels=NOBODY)
    assert grid_page.first_question(none_open) is None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (Marked("suggested"), PageOutcome(7, "relabel", COAT)),
        (Marked("relabel", BAG), PageOutcome(7, "relabel", BAG)),
        (Marked("relabel", SHIRT), PageOutcome(7, "keep")),
        (Marked("unsure"), PageOutcome(7, "unsure")),
        (Marked("bad"), PageOutcome(7, "bad")),
    ],
)
def test_enter_keeps_what_is_unmarked_and_gives_the_rest_what_was_chosen(
    marked: Marked, expected: PageOutcome
) -> None:
    page = (candidate(5, SHIRT, COAT), candidate(7, SHIRT, COAT))
    outcomes = grid_page.page_outcomes(page, {7}, marked)
    assert outcomes == (PageOutcome(5, "keep"), expected)


def test_without_a_suggestion_a_marked_image_is_unsure() -> None:
    outcomes = grid_page.page_outcomes([candidate(7, SHIRT, None)], {7}, Marked("suggested"))
    assert outcomes == (PageOutcome(7, "unsure"),)


def test_marks_are_found_again_from_what_was_decided() -> None:
    outcomes = (PageOutcome(1, "keep"), PageOutcome(2, "relabel", COAT), PageOutcome(3, "bad"))
    assert grid_page.marks_in(outcomes) == {2, 3}


def test_it_is_said_in_a_few_words_what_enter_decides() -> None:
    outcomes = (
        PageOutcome(1, "keep"),
        PageOutcome(2, "relabel", COAT),
        PageOutcome(3, "relabel", COAT),
        PageOutcome(4, "relabel", PULLOVER),
        PageOutcome(5, "unsure"),
        PageOutcome(6, "bad"),
    )
    words = grid_page.outcome_words(outcomes, name)
    assert words == "Keep 1, 1 to Pullover, 2 to Coat, 1 unsure, 1 bad"
    assert grid_page.outcome_words(outcomes[1:3], name) == "2 to Coat"


def test_the_question_is_asked_in_words() -> None:
    assert grid_page.question_words(Question(SHIRT), name) == "Is this a Shirt?"
    asked = grid_page.question_words(Question(9, COAT), name)
    assert asked == "Is this an Ankle boot, or perhaps a Coat?"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("8", "an 8"), ("18", "an 18"), ("1", "a 1"), ("Apple", "an Apple"), ("", "a ")],
)
def test_an_article_goes_with_the_sound_of_a_name(name: str, expected: str) -> None:
    assert grid_page.with_article(name) == expected
