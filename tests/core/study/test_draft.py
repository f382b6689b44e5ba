"""A study is put together from what is chosen, and what is impossible stands by its field."""

from dataclasses import replace

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.chosen import Chosen
from fmnist_gui.core.study.draft import Draft, problems, questions_of
from fmnist_gui.core.study.plan import Range, plan
from fmnist_gui.core.study.study import Question
from tests import sample

DATA = sample.dataset(train=30, test=40)
NAMED = Draft(name="Shirts")


def test_a_name_is_all_that_the_usual_study_needs() -> None:
    assert list(problems(Draft(), DATA)) == ["name"]
    assert problems(NAMED, DATA) == {}
    study = NAMED.study(DATA)
    assert study.indices == tuple(range(40))
    assert (study.split, study.source, study.wanted.labels) == ("test", "all", 3)
    assert study.fingerprint == DATA.splits["test"].fingerprint


def test_images_by_chance_follow_the_seed() -> None:
    some = replace(NAMED, among="random", count=7)
    first = some.study(DATA)
    assert len(first.indices) == 7
    assert first.indices == tuple(sorted(first.indices))
    assert first.source == "by chance"
    assert some.study(DATA).indices == first.indices
    assert replace(some, seed=1).study(DATA).indices != first.indices
    assert problems(replace(some, count=41), DATA) == {"count": "There are 40 test images."}


def test_chosen_images_are_taken_in_the_order_of_their_numbers() -> None:
    chosen = Chosen((9, 2, 9), "filter margin<0.3")
    study = replace(NAMED, among="filter", query="margin<0.3").study(DATA, chosen)
    assert study.indices == (2, 9)
    assert study.source == "filter margin<0.3"


def test_none_chosen_is_said_by_what_chooses() -> None:
    found = problems(replace(NAMED, among="explore"), DATA, Chosen(()))
    assert found == {"among": "It has no images; choose some."}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 61),
        ("labels", 0),
        ("sitting", 0),
        ("attention_percent", 51),
        ("repeat_percent", 51),
        ("instructions", "a\0b"),
        ("consent", "c" * 10_001),
        ("questions", "| yes | no"),
        ("seed", -1),
    ],
)
def test_what_is_impossible_is_told_by_its_field(field: str, value: object) -> None:
    wrong = replace(NAMED, **{field: value})  # type: ignore[arg-type]
    found = problems(wrong, DATA)
    assert list(found) == [field]
    assert found[field].endswith(".")
    assert "the study" not in found[field]
    with pytest.raises(RequestError):
        wrong.study(DATA)


def test_at_most_fewer_labels_than_at_least_is_told_by_the_most() -> None:
    until = replace(NAMED, is_until_certain=True, labels=3, most=2)
    assert list(problems(until, DATA)) == ["most"]
    fixed = replace(until, is_until_certain=False)
    assert problems(fixed, DATA) == {}
    assert fixed.study(DATA).wanted.most == 3


def test_an_example_that_is_asked_about_is_told_by_the_examples() -> None:
    ten = tuple((number,) for number in range(10))
    own = replace(NAMED, examples_split="test", examples=ten)
    assert list(problems(own, DATA)) == ["examples"]
    other = replace(own, examples_split="train")
    assert problems(other, DATA) == {}
    assert other.study(DATA).examples == ten


def test_without_examples_no_split_of_theirs_is_named() -> None:
    study = replace(NAMED, examples_split="train", examples=((),) * 10).study(DATA)
    assert (study.examples_split, study.examples) == ("", ())


def test_questions_are_lines_with_answers_behind_bars() -> None:
    text = "How old are you? | under 30 | 30 to 60 |\n\n  What do you do for a living?  \n"
    assert questions_of(text) == (
        Question("How old are you?", ("under 30", "30 to 60")),
        Question("What do you do for a living?"),
    )


def test_a_split_that_is_not_there_is_told() -> None:
    assert problems(replace(NAMED, split="spare"), DATA) == {
        "split": "This data has no spare images."
    }


def test_a_plan_counts_labels_people_sittings_and_hours() -> None:
    usual = replace(NAMED, attention_percent=0, sitting=30)
    found = plan(usual.study(DATA))
    assert (found.images, found.labels, found.people) == (40, Range(120, 120), 3)
    assert found.sittings == Range(4, 4)
    assert found.minutes == pytest.approx(1.5)
    assert found.hours == pytest.approx((0.1, 0.1))
    assert found.sentence == (
        "40 images, 120 labels in all by 3 people or more: about 6 min of work together at the "
        "usual 3 s an image, in 4 sittings of about 2 min."
    )


def test_checks_and_repeats_cost_time_but_are_no_labels() -> None:
    plain = plan(replace(NAMED, attention_percent=0).study(DATA))
    longer = plan(replace(NAMED, attention_percent=10, repeat_percent=15).study(DATA))
    assert longer.labels == plain.labels
    assert longer.hours[0] == pytest.approx(1.25 * plain.hours[0])


def test_until_certain_gives_a_range() -> None:
    until = replace(NAMED, is_until_certain=True, labels=2, most=6).study(DATA)
    found = plan(until)
    assert (found.labels, found.people) == (Range(80, 240), 6)
    assert "80 to 240 labels" in found.sentence
