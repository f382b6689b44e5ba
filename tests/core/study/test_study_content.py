"""What a study wrote of itself is read back, and nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.study.study import Study
from fmnist_gui.core.study.study_content import study_of
from tests.core.study.any_study import studies, study


def refusal(content: Any) -> str:
    with pytest.raises(RequestError) as caught:
        study_of(content)
    sentence = str(caught.value)
    assert sentence.isprintable()
    return sentence


@settings(max_examples=40, deadline=None)
@given(any_one=studies())
def test_what_was_written_is_read(any_one: Study) -> None:
    found = study_of(json.loads(canonical(any_one.content())))
    assert found == any_one
    assert found.sha256 == any_one.sha256


def test_a_study_without_anything_beyond_images_is_read() -> None:
    bare = study(examples=(), examples_split="", questions=(), consent="", instructions="")
    assert study_of(bare.content()) == bare


@pytest.mark.parametrize("name", sorted(study().content()))
def test_nothing_may_be_missing_or_of_another_kind(name: str) -> None:
    content = study().content()
    for value in (None, 1.5, {"a": 1}, [1.5]):
        assert refusal({**content, name: value})
    del content[name]
    assert name.split("_")[0] in refusal(content)


def test_something_unknown_is_refused() -> None:
    assert "'colour'" in refusal({**study().content(), "colour": "red"})
    assert refusal({**study().content(), "wanted": {"labels": 1, "certainty": None}})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": "fmnist-gui study 2"}, "study 2"),
        ({"indices": []}, "no images"),
        ({"indices": [5, 3]}, "in the order of the numbers"),
        ({"indices": [3, 3]}, "a list as indices"),
        ({"indices": [True]}, "a list as indices"),
        ({"fingerprint": "AB"}, "fingerprint"),
        ({"name": "two\nlines"}, "name"),
        ({"wanted": {"labels": 3, "certainty": None, "most": 2}}, "labels"),
        ({"wanted": {"labels": 3, "certainty": 1.0, "most": 4}}, "certainty"),
        ({"sitting": 0}, "a sitting"),
        ({"attention_percent": 51}, "attention checks"),
        ({"repeat_percent": 51}, "repeats"),
        ({"confidence": "often"}, "confidence"),
        ({"examples": [[1], [2]]}, "examples"),
        ({"examples": [[1], [2], [-1]]}, "examples of class 2"),
        ({"examples_split": "test", "examples": [[3], [], []]}, "an example"),
        ({"examples_split": "", "examples": [[1], [2], [3]]}, "of which split"),
        ({"class_names": ["Bag"]}, "one class"),
        ({"class_names": ["Bag", "Bag", "Shirt"]}, "two classes"),
        ({"instructions": "a\x00b"}, "instructions"),
        ({"consent": "\ud800"}, "consent"),
        ({"questions": [{"words": "", "choices": []}]}, "question"),
        ({"questions": [{"words": "Age?", "choices": [" "]}]}, "question"),
        ({"questions": [{"words": "Age?", "choices": ["one", "one"]}]}, "twice"),
    ],
)
def test_a_study_that_cannot_be_is_refused(changes: dict[str, Any], words: str) -> None:
    assert words in refusal({**study().content(), **changes})
