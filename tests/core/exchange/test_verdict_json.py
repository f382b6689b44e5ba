import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.verdict_json import is_verdicts, read, text, write
from fmnist_gui.core.review.decision import Original
from fmnist_gui.core.review.review_result import review_result
from fmnist_gui.core.review.verdict import WORDS, Verdict, row_of, verdicts_of
from tests import sample
from tests.core.review.decided import decision

TEST = sample.split("test", 20)
TRAIN = sample.split("train", 30)
AT = datetime(2026, 2, 1, tzinfo=UTC)


def test_decisions_become_verdicts_and_duplicates_have_no_word() -> None:
    decisions = [
        decision(0, "keep", of=TEST),
        decision(1, "relabel", of=TEST, to_class=4),
        decision(2, "ambiguous", of=TEST, classes=(2, 4, 6)),
        decision(3, "bad", of=TEST),
        decision(4, "duplicate", of=TEST, original=Original(TRAIN.fingerprint, "train", 4)),
        decision(5, "unsure", of=TEST),
    ]
    found = verdicts_of(review_result([TEST], {TEST.fingerprint: decisions}))
    assert [(v.index, v.word, v.given, v.guessed) for v in found] == [
        (0, "given", 0, None),
        (1, "guessed", 1, 4),
        (2, "both", 2, 4),
        (3, "neither", 3, None),
    ]
    kinds = [row_of(v, AT).decision for v in found]
    assert kinds == ["keep", "relabel", "ambiguous", "bad"]
    assert [(row_of(v, AT).new, row_of(v, AT).classes) for v in found[1:3]] == [
        (4, ()),
        (2, (2, 4, 6)),
    ]


def test_verdicts_are_written_as_they_are_told(tmp_path: Path) -> None:
    verdict = Verdict("test", 6, 6, 4, "guessed", "a zip", "جون")
    write(tmp_path / "own.json", [verdict], FASHION_CLASSES)
    assert (tmp_path / "own.json").read_text(encoding="utf-8") == text([verdict], FASHION_CLASSES)
    assert read(tmp_path / "own.json", [TEST], classes=10) == (verdict,)


def test_the_layout_is_that_of_published_audits() -> None:
    verdict = Verdict("test", 6, 6, 4, "guessed", "a zip", "Anna")
    assert json.loads(text([verdict], FASHION_CLASSES)) == [
        {
            "id": "test/6",
            "given_original_label": 6,
            "given_original_label_name": "Shirt",
            "our_guessed_label": 4,
            "our_guessed_label_name": "Coat",
            "verdict": "guessed",
            "note": "a zip",
            "reviewer": "Anna",
        }
    ]


NOTES = st.text(st.characters(codec="utf-8"), max_size=9) | st.sampled_from(
    ["{", "{}", "{2 4}", "{2}", "{} {}", "{4 2} x", "\r\n"]
)


@st.composite
def any_verdict(draw: st.DrawFn) -> Verdict:
    split = draw(st.sampled_from([TEST, TRAIN]))
    index = draw(st.integers(0, len(split) - 1))
    label = int(split.labels[index])
    word = draw(st.sampled_from(WORDS))
    classes: tuple[int, ...] = ()
    guessed = (label + draw(st.integers(1, 9))) % 10 if word == "guessed" else None
    if word == "both":
        chosen = draw(st.just(set()) | st.sets(st.integers(0, 9), min_size=2))
        classes = tuple(sorted(chosen))
        guessed = next((number for number in classes if number != label), None)
    note, reviewer = draw(NOTES), draw(NOTES.filter(bool))
    return Verdict(split.name, index, label, guessed, word, note, reviewer, classes)


@given(st.lists(any_verdict(), max_size=5, unique_by=lambda v: (v.split, v.index)))
def test_any_verdicts_come_back_to_the_letter(verdicts: list[Verdict]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.json"
        path.write_bytes(text(verdicts, FASHION_CLASSES).encode())
        assert is_verdicts(path)
        assert read(path, [TEST, TRAIN], classes=10) == tuple(verdicts)


def entry(**changes: Any) -> dict[str, Any]:
    return {
        "id": "test/6",
        "given_original_label": 6,
        "verdict": "given",
        "reviewer": "A",
    } | changes


def written(tmp_path: Path, *entries: object) -> Path:
    path = tmp_path / "theirs.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def test_numbers_alone_are_images_of_the_one_split_or_the_named_one(tmp_path: Path) -> None:
    path = written(tmp_path, entry(id=6))
    assert read(path, [TEST], classes=10)[0].split == "test"
    assert read(path, [TEST, TRAIN], classes=10, split="train")[0].split == "train"
    with pytest.raises(DataError, match="6 alone, which may be of test or train in entry 1"):
        read(path, [TEST, TRAIN], classes=10)


def test_a_guess_that_is_the_given_label_contradicts_itself(tmp_path: Path) -> None:
    path = written(tmp_path, entry(verdict="guessed", our_guessed_label=6))
    with pytest.raises(DataError, match="found 6 again, as given_original_label in entry 1"):
        read(path, [TEST], classes=10)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", "a list of verdicts, found something else"),
        ("{}", "a list of verdicts, found something else"),
        ("[" + "1" * 9999, "verdicts as JSON, found something else"),
        ("[", "verdicts as JSON, found something else"),
        ("[1", "an object, found something else in entry 1"),
        ("[{}", "nothing in entry 1"),
        ("[],", "verdicts as JSON, found something else"),
        ("[]]", "verdicts as JSON, found something else"),
        ("[,]", "verdicts as JSON, found something else"),
        ("[" * 100_000, "verdicts as JSON, found something else"),
        ('[{"id": NaN}]', "verdicts as JSON, found something else"),
        ("[" + "{}," * 1_000_001 + "{}]", "far too many parts"),
    ],
)
def test_what_is_no_list_of_verdicts_is_refused(tmp_path: Path, content: str, found: str) -> None:
    path = tmp_path / "theirs.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read(path, [TEST], classes=10)
    assert found in str(refused.value)


def test_an_empty_list_and_space_around_entries_are_read(tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    path.write_text(" [ ] \n", encoding="utf-8")
    assert read(path, [TEST], classes=10) == ()
    path.write_text(f"\n[ {json.dumps(entry())} , {json.dumps(entry(reviewer='B'))} ]\n")
    assert [verdict.reviewer for verdict in read(path, [TEST], classes=10)] == ["A", "B"]


def test_both_without_a_set_means_both_labels(tmp_path: Path) -> None:
    path = written(tmp_path, entry(verdict="both", our_guessed_label=4, note="{see ticket}"))
    (found,) = read(path, [TEST], classes=10)
    assert (found.classes, found.note) == ((4, 6), "{see ticket}")


def test_who_gave_them_may_be_told_beside_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, entry(reviewer=None))
    assert read(path, [TEST], classes=10, reviewer="Bo")[0].reviewer == "Bo"
    with pytest.raises(DataError, match="a reviewer, found none, here or by --name in entry 1"):
        read(path, [TEST], classes=10)


def test_several_reviewers_may_say_different_things(tmp_path: Path) -> None:
    path = written(tmp_path, entry(), entry(reviewer="B", verdict="neither"), entry())
    assert [v.reviewer for v in read(path, [TEST], classes=10)] == ["A", "B"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"given_original_label": 4}, "test 6 to have the label 4, as the verdict says, found 6"),
        ({"given_original_label": True}, "given_original_label from 0 to 9, found True"),
        ({"given_original_label": 10}, "from 0 to 9, found 10 in entry 2"),
        ({"verdict": "maybe"}, "a verdict given, guessed, both, neither, found 'maybe'"),
        ({"verdict": "guessed"}, "our_guessed_label from 0 to 9, found nothing"),
        ({"verdict": ["given"]}, "a verdict given"),
        ({"id": "test"}, 'an id as "test/123"'),
        ({"id": "test/-6"}, 'an id as "test/123"'),
        ({"id": None}, 'an id as "test/123", found nothing'),
        ({"id": "test/20"}, "an index of test below 20, found 20"),
        ({"note": 5}, "words as note, found 5"),
        ({"note": "\ud800"}, r"words as note, found '\ud800'"),
        ({"verdict": "both", "classes": [4, 2]}, "two classes or more in their order, or an"),
        ({"verdict": "both", "classes": [2]}, "or an empty list, found [2] in entry 2"),
        ({"verdict": "both", "classes": "24"}, "or an empty list, found '24'"),
        ({"verdict": "both", "classes": [2, 10]}, "classes from 0 to 9, found 10"),
        ({"verdict": "neither"}, "another verdict of the same reviewer about test 6 in entry 2"),
    ],
)
def test_what_is_no_verdict_is_refused_by_entry(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    path = written(tmp_path, entry(), entry(**changes))
    with pytest.raises(DataError) as refused:
        read(path, [TEST], classes=10)
    assert told in str(refused.value)


def test_the_set_of_classes_is_no_part_of_the_note(tmp_path: Path) -> None:
    both = Verdict("test", 6, 6, 2, "both", "a coat?", "Anna", (2, 6))
    (told,) = json.loads(text([both], FASHION_CLASSES))
    assert (told["note"], told["classes"]) == ("a coat?", [2, 6])
    # As it was written before there was a key for it.
    path = written(tmp_path, entry(verdict="both", our_guessed_label=2, note="{2 6} a coat?"))
    (found,) = read(path, [TEST], classes=10)
    assert (found.classes, found.note) == ((2, 6), "a coat?")
