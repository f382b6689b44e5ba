"""Tasks of Label Studio: what goes out comes back, what others write is read or told by task."""

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import label_studio, label_studio_source
from fmnist_gui.core.exchange.collected import Collected, collected_of
from fmnist_gui.core.exchange.image_name import image_name, image_named
from fmnist_gui.core.exchange.label_studio import Opinion
from fmnist_gui.core.exchange.vote import Vote, Votes, votes_of
from fmnist_gui.core.session.record import CANNOT_TELL
from tests import sample
from tests.core.exchange.collecting import history, study_history

IMAGES = sample.split("test", 9)
SPLITS = {"test": IMAGES}


def votes() -> Votes:
    """Return what three people said: one could not tell, one labelled a batch, one has a note."""
    anna = study_history("Anna", (1, CANNOT_TELL, 9), begun=0)
    people = [anna, history("=Ben", (2, 2, 2), begun=1)]
    whole: Collected = collected_of(people)
    answers = [replace(answer, fingerprint=IMAGES.fingerprint) for answer in whole.answers]
    answers[0] = replace(answers[0], note="a sleeve")
    answers[1] = replace(answers[1], reason="not recognisable", note="blurred")
    answers[3] = replace(answers[3], device="batch")
    return votes_of(answers, {IMAGES.fingerprint: "test"})


def written(tmp_path: Path, opinions: tuple[Opinion, ...] = ()) -> Path:
    path, _ = label_studio.write(
        tmp_path / "tasks.json", votes(), SPLITS, FASHION_CLASSES, opinions=opinions
    )
    return path


def test_labels_come_back_with_who_gave_them_and_how_long_it_took(tmp_path: Path) -> None:
    found = label_studio_source.read(written(tmp_path), SPLITS, FASHION_CLASSES)
    assert found.refused == 0
    assert {row.vote for row in found.rows} == {
        *votes().rows,
        Vote("test", 3, "Anna", CANNOT_TELL),
    }
    by_place = {(row.vote.worker, row.vote.image_index): row for row in found.rows}
    assert by_place["Anna", 5].words == ("a sleeve",)
    assert by_place["Anna", 3].words == ("not recognisable", "blurred")
    assert by_place["Anna", 5].lead_s == 0.8
    assert by_place["=Ben", 5].lead_s is None
    moments = [row.created_at for row in found.rows]
    assert sorted(filter(None, moments)) == sorted(
        answer.answered_at for answer in (*votes().answers, *votes().unsure)
    )


def test_a_task_holds_its_picture_and_says_what_label_studio_asks_for(tmp_path: Path) -> None:
    tasks = json.loads(written(tmp_path).read_text(encoding="utf-8"))
    assert [task["data"]["name"] for task in tasks] == [
        "test-00003.png",
        "test-00005.png",
        "test-00008.png",
    ]
    first = tasks[1]
    head, picture = first["data"]["image"].split(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(picture).startswith(b"\x89PNG")
    anna = first["annotations"][0]
    assert anna["result"][0] == {
        "from_name": "label",
        "to_name": "image",
        "type": "choices",
        "value": {"choices": ["Trouser"]},
    }
    assert (anna["was_cancelled"], anna["ground_truth"]) == (False, False)
    # People whom a server does not know would have the whole file refused.
    assert "completed_by" not in anna
    skipped = [a["was_cancelled"] for a in tasks[0]["annotations"]]
    assert sorted(skipped) == [False, True]


def test_models_say_their_class_and_how_sure_they_are(tmp_path: Path) -> None:
    sure = np.linspace(0.1, 0.9, 9)
    has_any = np.arange(9) != 3
    forest = Opinion("forest", "test", np.full(9, 4), np.ones(9, dtype=bool), sure)
    crowd = Opinion("people", "test", np.full(9, 6), has_any)
    elsewhere = Opinion("other", "train", np.full(9, 6), has_any)
    path = written(tmp_path, (forest, crowd, elsewhere))
    first, second, _ = json.loads(path.read_text(encoding="utf-8"))
    assert [p["model_version"] for p in first["predictions"]] == ["forest"]
    assert second["predictions"][0]["score"] == pytest.approx(sure[5])
    assert second["predictions"][0]["result"][0]["value"] == {"choices": ["Coat"]}
    assert second["predictions"][1]["model_version"] == "people"
    assert "score" not in second["predictions"][1]


def test_counts_are_an_opinion_where_most_agree() -> None:
    counts = np.array([[0, 3, 1], [2, 2, 0], [0, 0, 0], [5, 0, 0]])
    found = label_studio.opinion_of_counts("people", "test", counts)
    assert found.has_any.tolist() == [True, False, False, True]
    assert found.labels[found.has_any].tolist() == [1, 0]
    assert found.scores is not None
    assert found.scores[found.has_any].tolist() == [0.75, 1.0]


def test_the_page_names_every_class_whatever_it_is_called(tmp_path: Path) -> None:
    names = ("T-shirt/top", 'a "b" <c> & d', *map(str, range(2, 12)))
    page = ElementTree.fromstring(label_studio.config(names))
    choices = page.find("Choices")
    assert choices is not None
    assert [choice.get("value") for choice in choices] == list(names)
    assert [choice.get("hotkey") for choice in choices][9:] == ["9", None, None]
    named = {part.get("name"): part.tag for part in page}
    assert named == {
        "image": "Image",
        "label": "Choices",
        "note": "TextArea",
        "labelled_by": "TextArea",
    }
    assert {part.get("toName") for part in page} == {None, "image"}


def task(name: str, *annotations: object, **more: object) -> dict[str, object]:
    return {"data": {"image": name, **more}, "annotations": list(annotations)}


def said(*names: str, **more: object) -> dict[str, object]:
    value = {"choices": list(names)}
    part = {"from_name": "sort", "to_name": "img", "type": "choices", "value": value}
    return {"result": [part], **more}


def test_what_others_write_is_read_or_told_by_task(tmp_path: Path) -> None:
    own = "/data/upload/3/ab12cd34-test-00005.png"
    tasks: list[Any] = [
        task(own, said("coat", completed_by=7), said("3", completed_by={"email": "a@b.c"})),
        task("/data/local-files/?d=set/test/8.jpg", said("Bag", lead_time=2.5)),
        task(own),
        {"data": {"image": own}},
        task(own, said("Hat", completed_by=7)),
        task("test-00009.png", said("Bag")),
        task("photo.png", said("Bag")),
        task("test-00001.png", {"result": []}, said("Bag", "Coat")),
        task(own, said("Coat", completed_by=7)),
        "nothing",
        task("x", said("Bag"), split="test", index=2, fingerprint="cd" * 32),
        {"data": {"image": "test-00002.png"}, "completions": [said("Bag")]},
    ]
    path = tmp_path / "theirs.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    found = label_studio_source.read(path, SPLITS, FASHION_CLASSES)
    assert [row.vote for row in found.rows] == [
        Vote("test", 5, "annotator 7", 4),
        Vote("test", 5, "a@b.c", 3),
        Vote("test", 8, "unknown", 8),
        Vote("test", 2, "unknown", 8),
    ]
    assert found.rows[2].lead_s == 2.5
    assert found.refused == 10
    assert found.why == [
        (3, "no annotation"),
        (4, "no annotation"),
        (5, "unknown class 'Hat'"),
        (6, "no image 'test' 9 in this data"),
        (7, "no name of an image such as test-00123.png"),
    ]
    assert "Refused 10: task 3: no annotation; task 4:" in found.sentence
    rest = [str(row) for _, row in label_studio_source.source(path, SPLITS, FASHION_CLASSES)]
    for words in (
        "no class chosen",
        "2 classes chosen",
        "no data of an image",
        "data with fingerprint 'cdcdcdcdcdcdcdcd', which is not open",
    ):
        assert words in rest


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{}", "found no list"),
        (b"[1, 2]", "found a list of something else"),
        (b"[" * 100_000, "found no JSON"),
        (b"\xff\xfe[\0]\0", "found text in UTF-16"),
    ],
)
def test_what_are_no_tasks_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "theirs.json"
    path.write_bytes(content)
    with pytest.raises(DataError, match=told):
        label_studio_source.read(path, SPLITS, FASHION_CLASSES)


@pytest.mark.parametrize("path", ["test-00003.png", "0001_test-3.png", "a/test_00003.JPG".lower()])
def test_an_image_is_known_by_the_end_of_its_name(path: str) -> None:
    assert image_named(path) == ("test", 3)


def test_names_come_back_and_others_say_nothing() -> None:
    assert image_named(image_name("train", 59_999)) == ("train", 59_999)
    assert image_named("photo.png") is None
    assert image_named("0001_0002.png") is None
