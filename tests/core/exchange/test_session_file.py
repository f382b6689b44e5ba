"""Session files: what was written is read, and nothing else."""

import hashlib
import json
import os
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.session_content import session_content, session_sha256
from fmnist_gui.core.exchange.session_mark import FORMAT, LARGEST_BYTES, is_session
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import Deck, Phase, canonical
from fmnist_gui.core.session.record import CANNOT_TELL, Answer, History
from tests.core.session.any_session import histories
from tests.core.session.example import Sitting, played
from tests.store.studying import BEN, said, sitting, started

MB = 1024 * 1024
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sessions") / "a.fmsession"


def with_everything(protocol: str = "standard-100") -> History:
    """Return a session with answers, a step back and events."""
    sitting = Sitting([0, 1, 2, 3], protocol=protocol)
    sitting.answer(0)
    sitting.do("pause", "resume")
    sitting.answer(5)
    sitting.do("take_back")
    sitting.answer(1)
    return sitting.history()


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        session_file.read(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.isprintable()
    assert len(sentence) < len(str(path)) + 300
    return sentence


def written(path: Path, content: dict[str, Any]) -> Path:
    """Write any content with a hash that fits it, as somebody who knows the format could."""
    digest = hashlib.sha256(canonical(content).encode()).hexdigest()
    path.write_text(canonical({**content, "sha256": digest}), encoding="utf-8")
    return path


@settings(max_examples=60)
@given(history=histories())
def test_what_was_written_is_read(place: Path, history: History) -> None:
    session_file.write(place, history)
    read = session_file.read(place)
    assert read == history
    assert read.record.deck.sha256 == history.record.deck.sha256
    first = place.read_bytes()
    session_file.write(place, read)
    assert place.read_bytes() == first


@settings(max_examples=30)
@given(history=histories())
def test_the_hash_is_that_of_the_content_whoever_computes_it(place: Path, history: History) -> None:
    session_file.write(place, history)
    content = json.loads(place.read_bytes())
    stated = content.pop("sha256")
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(plain.encode()).hexdigest() == stated == session_sha256(history)


def other_value(answer: Answer, name: str) -> object:
    """Return another value than is usual for one of an answer's fields."""
    fitting = {
        "phase": "practice",
        "split": "test",
        "image_sha256": "ab" * 32,
        "confidence": 0,
        "second_choice": 0,
        "reason": "not recognisable",
        "note": "a\nbag?",
    }
    usual = getattr(answer, name)
    return fitting.get(name, (not usual) if isinstance(usual, bool) else 1)


@pytest.mark.parametrize("name", [f.name for f in fields(Answer) if f.default is not MISSING])
def test_every_field_of_an_answer_travels(place: Path, name: str) -> None:
    history = with_everything("standard-100" if name != "phase" else "practice")
    first = history.entries[0]
    assert isinstance(first, Answer)
    if name == "phase":
        first = replace(first, phase="main")
    changed = replace(first, **{name: other_value(first, name)})  # type: ignore[arg-type]
    assert changed != first
    sent = History(history.record, (changed, *history.entries[1:]))
    session_file.write(place, sent)
    assert session_file.read(place) == sent


def test_a_session_is_canonical_json_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.fmsession"
    session_file.write(path, with_everything())
    text = path.read_text(encoding="ascii")
    content = json.loads(text)
    assert text == json.dumps(content, sort_keys=True, separators=(",", ":")) + "\n"
    assert content["format"] == FORMAT == "fmnist-gui session 1"
    assert content["deck"] == with_everything().record.deck.content()
    assert [e["kind"] for e in content["entries"]] == [
        "answer",
        "paused",
        "resumed",
        "answer",
        "retraction",
        "answer",
    ]
    assert {item.name for item in tmp_path.iterdir()} == {"a.fmsession", "home"}


def test_every_changed_byte_is_noticed(place: Path) -> None:
    history = with_everything()
    session_file.write(place, history)
    whole = place.read_bytes()
    # The line end alone carries nothing.
    for at, byte in enumerate(whole[:-1]):
        other = byte ^ 0x01 if at % 2 else byte ^ 0x20
        place.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
        refusal(place)


def test_every_cut_file_is_refused(place: Path) -> None:
    session_file.write(place, with_everything())
    whole = place.read_bytes()
    for length in range(0, len(whole) - 1, 7):
        place.write_bytes(whole[:length])
        refusal(place)


@pytest.mark.parametrize(
    ("share", "found"),
    [(0, "found an empty file"), (0.5, "found a file that stops in the middle")],
)
def test_a_copy_that_broke_off_is_said_to_be_one(place: Path, share: float, found: str) -> None:
    session_file.write(place, with_everything())
    whole = place.read_bytes()
    place.write_bytes(whole[: int(share * len(whole))])
    assert f"{found}; copy it again from where it came" in refusal(place)


@given(junk=st.binary(max_size=200))
def test_anything_else_is_refused(place: Path, junk: bytes) -> None:
    place.write_bytes(junk)
    refusal(place)


def test_a_changed_answer_is_refused_with_both_hashes(place: Path) -> None:
    history = with_everything()
    session_file.write(place, history)
    changed = json.loads(place.read_text())
    assert changed["entries"][3]["chosen"] == 5
    changed["entries"][3]["chosen"] = 1
    place.write_text(json.dumps(changed), encoding="ascii")
    sentence = refusal(place)
    assert session_sha256(history)[:16] in sentence
    assert content_sha256(changed)[:16] in sentence
    assert "the session file was changed after it was written" in sentence


def test_spaces_between_do_not_matter(place: Path) -> None:
    history = with_everything()
    session_file.write(place, history)
    place.write_text(json.dumps(json.loads(place.read_text()), indent=2) + "\r\n", encoding="ascii")
    assert session_file.read(place) == history


END_OF_TIME = "9999-12-31T23:59:59.999999+00:00"
"""A moment without a local time east of Greenwich: whoever listed it would fail."""


def put(*path: str | int, value: object) -> Change:
    """Return a change of one value."""

    def change(content: Any) -> None:
        for name in path[:-1]:
            content = content[name]
        content[path[-1]] = value

    return change


def drop(*path: str | int) -> Change:
    """Return the taking away of one value."""

    def change(content: Any) -> None:
        for name in path[:-1]:
            content = content[name]
        del content[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (put("note", value="easy ones"), "something unknown, 'note', in the session"),
        (put("annotator", "age", value=3), "something unknown, 'age', in its annotator"),
        (put("annotator", "name", value=""), "'' as name of its annotator"),
        (put("annotator", "name", value="\u200c"), "as name of its annotator"),
        (put("annotator", "name", value="a\x1b[2Jb"), "as name of its annotator"),
        (put("annotator", "name", value="\ud800"), "as name of its annotator"),
        (put("annotator", "id", value="1"), "'1' as id of its annotator"),
        (put("annotator", value=[]), "a list as annotator of the session"),
        (drop("annotator", "name"), "no name in its annotator"),
        (put("id", value="{00000000-0000-0000-0000-000000000001}"), "as id of the session"),
        (put("started_at", value="2025-03-01T09:30:00"), "as moment of the start of the session"),
        (put("started_at", value="2025-03-01T09:30:00Z"), "as moment of the start of the session"),
        (
            put("started_at", value="2025-03-01T10:30:00+01:00"),
            "as moment of the start of the session",
        ),
        (put("started_at", value=5), "5 as moment of the start of the session"),
        (put("started_at", value="0001-01-01T00:00:00+00:00"), "as moment of the start of the"),
        (put("entries", 0, "shown_at", value=END_OF_TIME), "as moment of the image of entry 1"),
        (put("entries", 0, "answered_at", value=END_OF_TIME), "as moment of the answer of entry 1"),
        (put("class_names", value=[]), "a list as class names of the session"),
        (put("class_names", value=["a", 1]), "as class names of the session"),
        (put("class_names", value=["a"] * 257), "as class names of the session"),
        (put("class_names", value=["a"] * 5), "5 as answer of entry 4"),
        (put("is_simulated", value=0), "0 as mark of simulated people of the session"),
        (put("data_identity", value=3), "3 as data identity of the session"),
        (put("presentation", "size_px", value=280.0), "280.0 as size of its presentation"),
        (put("presentation", "smoothing", value="x"), "'x' as smoothing of its presentation"),
        (put("presentation", "pixel_ratio", value=1), "1 as pixel ratio of its presentation"),
        (put("presentation", "refresh_hz", value=-1.0), "-1.0 as refresh rate of its presentation"),
        (put("equipment", value={"keys": []}), "no button order in its equipment"),
        (
            put("equipment", value={"keys": [], "button_order": [], "latency": None}),
            "as equipment of the session",
        ),
        (put("deck", "indices", 0, value=-1), "something else as its deck"),
        (put("deck", "note", value=1), "something else as its deck"),
        (put("deck", "indices", value=[0]), "1 as position of entry 4"),
        (put("entries", value={}), "a table as entries of the session"),
        (put("entries", 0, value=None), "something else as entry 1"),
        (put("entries", 0, "kind", value="cheated"), "'cheated' as kind of entry 1"),
        (put("entries", 0, "position", value=4), "4 as position of entry 1"),
        (put("entries", 0, "position", value=True), "yes as position of entry 1"),
        (put("entries", 0, "position", value=-1), "-1 as position of entry 1"),
        (put("entries", 0, "image_index", value=3), "3 as image of entry 1"),
        (put("entries", 0, "label", value=10), "10 as label of entry 1"),
        (put("entries", 0, "chosen", value=10), "10 as answer of entry 1"),
        (put("entries", 0, "response_ns", value=-1), "-1 as time of the answer of entry 1"),
        (put("entries", 0, "onset_ns", value=2**63), "as time of the image of entry 1"),
        (
            put("entries", 0, "onset_ns", value=2 * 10**9),
            "00 as time of the answer of entry 1",
        ),
        (put("entries", 0, "device", value="thought"), "'thought' as device of entry 1"),
        (put("entries", 0, "key", value="\ud800"), "as key of entry 1"),
        (put("entries", 0, "phase", value="main"), "'main' as phase of entry 1"),
        (put("entries", 0, "phase", value="repeat"), "'repeat' as phase of entry 1"),
        (put("entries", 0, "split", value="train"), "'train' as split of entry 1"),
        (put("entries", 0, "confidence", value=4), "4 as confidence of entry 1"),
        (put("entries", 0, "second_choice", value=10), "10 as second choice of entry 1"),
        (put("entries", 0, "image_sha256", value="ab"), "'ab' as hash of the image of entry 1"),
        (
            put("entries", 0, "was_seen", value=False),
            "no as mark of an image met before of",
        ),
        (put("entries", 0, "was_seen", value=1), "1 as mark of an image met before of entry 1"),
        (put("entries", 0, "mood", value="good"), "something unknown, 'mood', in entry 1"),
        (put("entries", 1, "position", value=5), "5 as position of entry 2"),
        (put("entries", 4, "answer_id", value=str(UUID(int=1))), "no answer to be taken back by"),
        (drop("entries", 3), "no answer to be taken back by entry 4"),
        (drop("entries"), "no entries in the session"),
        (lambda c: c["entries"].append(c["entries"][0]), "the id of entry 7 twice"),
    ],
)
def test_what_does_not_fit_is_said_though_the_hash_fits(
    place: Path, change: Change, found: str
) -> None:
    content = session_content(with_everything())
    change(content)
    assert found in refusal(written(place, content))


@pytest.mark.parametrize("planned", ["repeat", "attention", "practice"])
def test_no_trial_of_another_phase_can_be_made_one_that_counts(place: Path, planned: Phase) -> None:
    indices = (0, 1, 2, 0 if planned == "repeat" else 3)
    deck = Deck("standard-100", "test", "f" * 64, 7, indices, "2.0.0")
    deck = replace(deck, phases=("main", "main", "main", planned))
    sitting = Sitting([0, 1, 2, 3], deck=deck)
    for label in indices:
        sitting.answer(label)
    content = session_content(sitting.history())
    session_file.read(written(place, content))
    del content["entries"][3]["phase"]
    assert "'main' as phase of entry 4" in refusal(written(place, content))


@pytest.mark.parametrize("planned", [(), ("main",) * 4])
def test_no_wrong_answer_can_be_made_practice_where_answers_are_scored(
    place: Path, planned: tuple[Phase, ...]
) -> None:
    history = with_everything()
    deck = replace(history.record.deck, phases=planned)
    content = session_content(replace(history, record=replace(history.record, deck=deck)))
    content["entries"][0]["phase"] = "practice"
    assert "'practice' as phase of entry 1" in refusal(written(place, content))


def test_a_deck_whose_parts_do_not_fit_is_said(place: Path) -> None:
    content = session_content(with_everything())
    content["deck"] |= {"format": "fmnist-gui deck 2", "phases": ["main"]}
    assert "a deck with 1 in place of 4 phases" in refusal(written(place, content))


def test_rules_with_a_class_that_the_session_does_not_have_are_refused(place: Path) -> None:
    history = with_everything()
    names = history.record.class_names
    own = custom(count=None, is_scored=False, classes=(0, len(names)), class_count=len(names) + 2)
    deck = replace(history.record.deck, preset="custom", rules=own)
    session_file.write(place, History(replace(history.record, deck=deck, protocol="custom"), ()))
    told = f"a deck with class {len(names)} in place of classes from 0 to {len(names) - 1}"
    assert told in refusal(place)


@pytest.mark.parametrize("name", ["format", "sha256"])
def test_a_missing_key_is_refused(place: Path, name: str) -> None:
    session_file.write(place, with_everything())
    content = json.loads(place.read_text())
    del content[name]
    place.write_text(json.dumps(content), encoding="ascii")
    assert "expected a session file" in refusal(place)


def test_one_of_a_newer_program_says_so(place: Path) -> None:
    content = session_content(with_everything()) | {"format": "fmnist-gui session 2"}
    assert "found one of a newer program" in refusal(written(place, content))


def test_a_deck_is_no_session(place: Path) -> None:
    deck = with_everything().record.deck
    assert "expected a session file, found something else" in refusal(
        written(place, deck.content())
    )


def test_a_key_said_twice_is_refused(place: Path) -> None:
    session_file.write(place, with_everything())
    twice = place.read_text().replace('"chosen":5', '"chosen":1,"chosen":5')
    assert twice.count('"chosen":1,') == 2
    place.write_text(twice, encoding="ascii")
    assert "found something else" in refusal(place)


def test_a_digit_that_says_nothing_is_refused(place: Path) -> None:
    content = session_content(with_everything())
    content["presentation"]["refresh_hz"] = 0.30000000000000004
    session = written(place, content)
    session_file.read(session)
    text = place.read_text().replace("0.30000000000000004", "0.30000000000000005")
    assert json.loads(text)["presentation"]["refresh_hz"] == 0.30000000000000004
    place.write_text(text, encoding="ascii")
    refusal(place)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_what_is_no_number_is_refused(place: Path, number: str) -> None:
    content = session_content(with_everything())
    text = canonical({**content, "sha256": "0" * 64})
    place.write_text(text.replace('"refresh_hz":0.0', f'"refresh_hz":{number}'), encoding="ascii")
    refusal(place)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" + "[]," * 2_700_000 + "[]]",
        '{"format":"fmnist-gui session 1","sha256":"","a":[' + '"ab",' * 590_000 + '""]}',
        '{"format":"fmnist-gui session 1","sha256":"","a":' + "[" * 900 + "]" * 900 + "}",
        "1" * 5000,
        "{}",
        "[]",
        "",
    ],
)
def test_a_file_made_to_exhaust_the_reader_is_refused_at_once(place: Path, text: str) -> None:
    place.write_text(text, encoding="ascii")
    tracemalloc.start()
    began = time.monotonic()
    refusal(place)
    # Ten times what it takes by itself: tracing is slow, and so may the machine be.
    assert time.monotonic() - began < 5.0
    assert tracemalloc.get_traced_memory()[1] < 100 * MB
    tracemalloc.stop()


def test_a_file_far_too_large_is_not_read(place: Path) -> None:
    place.write_bytes(b"")
    os.truncate(place, LARGEST_BYTES + 1)
    assert "far too large" in refusal(place)
    os.truncate(place, 0)


def test_a_thousand_answers_are_read_at_once_and_in_little_memory(place: Path) -> None:
    history = played(810, 1000)
    session_file.write(place, history)
    began = time.monotonic()
    assert session_file.read(place) == history
    assert time.monotonic() - began < 1.0
    tracemalloc.start()
    session_file.read(place)
    assert tracemalloc.get_traced_memory()[1] < 10 * MB
    tracemalloc.stop()


def test_the_whole_test_split_fits_and_what_no_reader_takes_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "long.fmsession"
    history = played(10_000, 10_000, planned=10_000)
    session_file.write(path, history)
    assert path.stat().st_size < LARGEST_BYTES
    four = tuple(e for e in history.entries if isinstance(e, Answer)) * 4
    with pytest.raises(DataError, match="one with 40,000 entries; export its answers as a table"):
        session_file.write(tmp_path / "longer.fmsession", History(history.record, four))
    assert not (tmp_path / "longer.fmsession").exists()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nothing.fmsession")


def test_a_folder_or_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        assert "something that is no file" in refusal(path)
    assert not is_session(pipe)


@pytest.mark.parametrize("name", ["", ".", "/", "/nowhere/at/all/x.fmsession"])
def test_a_place_that_takes_no_file_is_refused(name: str) -> None:
    with pytest.raises(DataError):
        session_file.write(Path(name), with_everything())


def test_a_session_is_told_by_its_content_or_its_name(tmp_path: Path) -> None:
    session_file.write(tmp_path / "a", with_everything())
    assert is_session(tmp_path / "a")
    content = json.loads((tmp_path / "a").read_text())
    (tmp_path / "spaced").write_text(json.dumps(content, indent=2))
    assert is_session(tmp_path / "spaced")
    assert is_session(tmp_path / "not there.FMSESSION")
    (tmp_path / "deck").write_text(canonical(with_everything().record.deck.content()))
    (tmp_path / "csv").write_text("label,pixel1\n")
    # A name may hold the mark, but not its quotation marks.
    named = {"annotator": {"name": '"format":"fmnist-gui session 1"'}}
    (tmp_path / "named").write_text(json.dumps(named))
    for name in ("deck", "csv", "named", "nothing", "home"):
        assert not is_session(tmp_path / name), name


def of_study() -> History:
    """Return a sitting of a study, with the study beside it."""
    header = sitting(BEN, (1, 2))
    return History(header, said(header, (1, CANNOT_TELL)), started())


def test_a_study_stands_beside_its_answers(tmp_path: Path) -> None:
    history = of_study()
    session_file.write(tmp_path / "a.fmsession", history)
    found = session_file.read(tmp_path / "a.fmsession")
    assert found == history
    assert found.start == history.start
    session_file.write(tmp_path / "b.fmsession", replace(history, start=None))
    assert session_file.read(tmp_path / "b.fmsession").start is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda study: study.update(content={}), "a study that is none"),
        (lambda study: study["content"].update(seed=7), "beside answers to the study"),
        (lambda study: study.update(more=1), "something unknown"),
        (lambda study: study.pop("annotator"), "no annotator"),
    ],
)
def test_another_study_beside_the_answers_is_refused(
    tmp_path: Path, change: Change, words: str
) -> None:
    content = session_content(of_study())
    change(content["study"])
    assert words in refusal(written(tmp_path / "a.fmsession", content))
