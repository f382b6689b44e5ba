"""Deck files: what was written is read, and nothing else."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError, DeckError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.deck import FORMAT, LATER_FORMAT, Deck, canonical
from tests.core.session import any_deck

DECK = Deck("quick-20", "test", "ab" * 32, 7, (3, 1, 2), "2.1.0", excluded=4)

printable = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)
decks = st.builds(
    Deck,
    preset=printable,
    split=printable,
    fingerprint=st.text("0123456789abcdef", min_size=64, max_size=64),
    seed=st.integers(0, 2**200),
    indices=st.lists(st.integers(0, 70_000), min_size=1, max_size=50, unique=True).map(tuple),
    numpy_version=printable,
    excluded=st.integers(0, 70_000),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("decks") / "deck.fmdeck"


def refusal(path: Path) -> str:
    with pytest.raises(DeckError) as caught:
        deck_file.read(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.isprintable()
    return sentence


def written(path: Path, content: dict[str, Any]) -> Path:
    """Write any content with a hash that fits it, as somebody who knows the format could."""
    digest = hashlib.sha256(canonical(content).encode()).hexdigest()
    path.write_text(canonical({**content, "sha256": digest}), encoding="utf-8")
    return path


@settings(max_examples=30, deadline=None)  # each example waits for the disk
@given(deck=decks | any_deck.decks())
def test_what_was_written_is_read(place: Path, deck: Deck) -> None:
    deck_file.write(place, deck)
    assert deck_file.read(place) == deck


@settings(max_examples=20, deadline=None)
@given(deck=decks | any_deck.decks())
def test_the_same_deck_is_the_same_bytes(place: Path, deck: Deck) -> None:
    deck_file.write(place, deck)
    first = place.read_bytes()
    deck_file.write(place, deck_file.read(place))
    assert place.read_bytes() == first


def test_a_deck_is_canonical_json_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.fmdeck"
    deck_file.write(path, DECK)
    text = path.read_text(encoding="ascii")
    content = json.loads(text)
    assert text == json.dumps(content, sort_keys=True, separators=(",", ":")) + "\n"
    assert content == {**DECK.content(), "sha256": DECK.sha256}
    assert {item.name for item in tmp_path.iterdir()} == {"a.fmdeck", "home"}


def test_every_changed_byte_is_noticed(place: Path) -> None:
    deck_file.write(place, DECK)
    whole = place.read_bytes()
    read_all_the_same = []
    for at, byte in enumerate(whole):
        for other in {byte ^ 0x01, byte ^ 0x20, byte ^ 0x80, ord("9")} - {byte}:
            place.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
            try:
                assert deck_file.read(place) == DECK
            except DeckError:
                continue
            read_all_the_same.append(at)
    # The line end alone carries nothing: it may become a space.
    assert set(read_all_the_same) <= {len(whole) - 1}


def test_every_cut_file_is_refused(place: Path) -> None:
    deck_file.write(place, DECK)
    whole = place.read_bytes()
    for length in range(len(whole) - 1):
        place.write_bytes(whole[:length])
        refusal(place)


@settings(deadline=None)
@given(junk=st.binary(max_size=200))
def test_anything_else_is_refused(place: Path, junk: bytes) -> None:
    place.write_bytes(junk)
    refusal(place)


def test_a_changed_image_is_refused_with_both_hashes(place: Path) -> None:
    deck_file.write(place, DECK)
    place.write_text(place.read_text().replace("[3,1,2]", "[3,1,5]"), encoding="ascii")
    sentence = refusal(place)
    assert DECK.sha256[:16] in sentence
    assert replace(DECK, indices=(3, 1, 5)).sha256[:16] in sentence


def test_spaces_between_do_not_matter(place: Path) -> None:
    content = {**DECK.content(), "sha256": DECK.sha256}
    place.write_text(json.dumps(content, indent=2) + "\r\n", encoding="ascii")
    assert deck_file.read(place) == DECK


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "fmnist-gui deck 2"),
        ("preset", 3),
        ("preset", "quick\x1b[2J"),
        ("split", "te\nst"),
        ("numpy_version", "\ud800"),
        ("fingerprint", None),
        ("seed", -1),
        ("seed", 7.0),
        ("seed", True),
        ("excluded", -1),
        ("excluded", 2**70),
        ("indices", []),
        ("indices", [1, 1]),
        ("indices", [0, -1]),
        ("indices", [0, True]),
        ("indices", [0.0]),
        ("indices", "12"),
        ("indices", None),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_though_its_hash_fits(
    place: Path, name: str, value: object
) -> None:
    assert "expected a deck" in refusal(written(place, {**DECK.content(), name: value}))


@pytest.mark.parametrize("name", ["format", "indices", "seed", "sha256"])
def test_a_missing_key_is_refused(place: Path, name: str) -> None:
    content = {**DECK.content(), "sha256": DECK.sha256}
    del content[name]
    place.write_text(canonical(content), encoding="ascii")
    assert "expected a deck" in refusal(place)


def test_a_key_that_the_hash_does_not_cover_is_refused(place: Path) -> None:
    content = {**DECK.content(), "sha256": DECK.sha256, "note": "easy ones only"}
    place.write_text(canonical(content), encoding="ascii")
    assert "expected a deck" in refusal(place)


def test_a_key_said_twice_is_refused(place: Path) -> None:
    deck_file.write(place, DECK)
    twice = place.read_text().replace('"seed":7', '"seed":8,"seed":7')
    place.write_text(twice, encoding="ascii")
    assert "expected a deck" in refusal(place)


@pytest.mark.parametrize("value", [None, 3, "x", "a" * 64, "\x1b]0;title\x07"])
def test_a_hash_that_is_none_is_refused(place: Path, value: object) -> None:
    content = {**DECK.content(), "sha256": value}
    place.write_text(json.dumps(content), encoding="ascii")
    refusal(place)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, "[" + "[]," * 690_000 + "[]]", "1" * 5000, "{}", "[]"],
)
def test_a_file_made_to_exhaust_the_reader_is_refused_at_once(place: Path, text: str) -> None:
    place.write_text(text, encoding="ascii")
    assert "expected a deck" in refusal(place)


def test_a_file_far_too_large_is_not_read(place: Path) -> None:
    place.write_bytes(b"")
    os.truncate(place, deck_file.LARGEST_BYTES + 1)
    assert "far too large" in refusal(place)
    os.truncate(place, 0)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nothing.fmdeck")


def test_a_folder_or_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        assert "something that is no file" in refusal(path)


@pytest.mark.parametrize("name", ["", ".", "/", "/nowhere/at/all/x.fmdeck"])
def test_a_place_that_takes_no_file_is_refused(name: str) -> None:
    with pytest.raises((DeckError, DataError)):
        deck_file.write(Path(name), DECK)


def test_a_deck_that_no_reader_takes_is_not_written(tmp_path: Path) -> None:
    long = replace(DECK, indices=tuple(range(10**6, 10**6 + 270_000)))
    with pytest.raises(DeckError, match="draw fewer images"):
        deck_file.write(tmp_path / "long.fmdeck", long)
    assert not (tmp_path / "long.fmdeck").exists()


def test_a_folder_in_the_way_stays(tmp_path: Path) -> None:
    target = tmp_path / "deck.fmdeck"
    target.mkdir()
    with pytest.raises(DataError):
        deck_file.write(target, DECK)
    assert [item.name for item in tmp_path.iterdir() if item.name != "home"] == ["deck.fmdeck"]
    assert target.is_dir()


def test_the_format_is_named_in_the_file() -> None:
    assert DECK.content()["format"] == FORMAT == "fmnist-gui deck 1"


WOVEN = replace(
    DECK,
    indices=(3, 1, 9, 2, 3),
    source="stratified",
    phases=("main", "main", "attention", "main", "repeat"),
    attention_split="train",
    attention_fingerprint="cd" * 32,
)
OWN = replace(DECK, preset="custom", rules=custom(count=3, grid=(2, 2)), matrix=(3, 1, 2, 9))


def test_a_deck_that_says_more_is_of_the_second_format(place: Path) -> None:
    deck_file.write(place, WOVEN)
    assert json.loads(place.read_text())["format"] == LATER_FORMAT == "fmnist-gui deck 2"
    # Pinned: a deck must keep its hash in every later version.
    assert WOVEN.sha256 == "410ccd9646badddacad253abcf92c9ac9411d7ffee8fce3a9dd9e994e4e6c1a2"
    assert OWN.sha256 == "41600ae8ec12f219e651dd3239058c9afc8eb1de38a8a3bcd76d0943f5e0a35c"


@pytest.mark.parametrize("deck", [WOVEN, OWN], ids=["phases", "rules"])
def test_every_changed_byte_of_the_second_format_is_noticed(place: Path, deck: Deck) -> None:
    deck_file.write(place, deck)
    whole = place.read_bytes()
    for at, byte in enumerate(whole[:-1]):
        place.write_bytes(whole[:at] + bytes([byte ^ 0x01]) + whole[at + 1 :])
        refusal(place)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("source", "sifted"),
        ("phases", ["main", "main", "attention", "repeat", "main"]),
        ("attention_split", "validation"),
        ("attention_fingerprint", "dc" * 32),
        ("base", "ef" * 32),
    ],
)
def test_more_that_was_changed_is_refused_with_both_hashes(
    place: Path, name: str, value: Any
) -> None:
    content = {**WOVEN.content(), name: value, "sha256": WOVEN.sha256}
    place.write_text(canonical(content), encoding="ascii")
    sentence = refusal(place)
    assert WOVEN.sha256[:16] in sentence
    assert "the deck was changed after it was written" in sentence


def test_changed_rules_are_refused(place: Path) -> None:
    deck_file.write(place, OWN)
    place.write_text(place.read_text().replace('"is_scored":true', '"is_scored":false'))
    assert "the deck was changed after it was written" in refusal(place)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", FORMAT),
        ("source", ""),
        ("source", 3),
        ("source", "a\x1b[2J"),
        ("phases", "main"),
        ("phases", {}),
        ("attention_split", ""),
        ("rules", []),
        ("rules", {"key": "custom"}),
        ("rules", {**OWN.rules.content(), "timeline": [300, 200, 200]}),  # type: ignore[union-attr]
        ("rules", {**OWN.rules.content(), "time_limit_s": "60"}),  # type: ignore[union-attr]
        ("rules", {**OWN.rules.content(), "count": 0}),  # type: ignore[union-attr]
        ("rules", {**OWN.rules.content(), "note": "easy"}),  # type: ignore[union-attr]
        ("base", None),
        ("matrix", "3129"),
    ],
)
def test_more_of_the_wrong_kind_is_refused_though_its_hash_fits(
    place: Path, name: str, value: Any
) -> None:
    assert "expected a deck" in refusal(written(place, {**OWN.content(), name: value}))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("phases", ["main"] * 4, "expected 5 phases, found 4"),
        ("phases", ["main", "main", "bonus", "main", "repeat"], "expected phases of this program"),
        ("phases", ["repeat", "main", "attention", "main", "main"], "repeats of images that came"),
        ("indices", [3, 1, 9, 2, 4], "expected repeats of images that came before"),
        ("attention_split", "test", "expected attention checks of another split"),
    ],
)
def test_parts_that_contradict_each_other_are_refused_though_the_hash_fits(
    place: Path, name: str, value: Any, expected: str
) -> None:
    sentence = refusal(written(place, {**WOVEN.content(), name: value}))
    assert expected in sentence


def test_a_matrix_without_its_images_is_refused_though_the_hash_fits(place: Path) -> None:
    for matrix in ([3, 1, 2], [3, 1, 8, 9], [3, 3, 1, 2]):
        refusal(written(place, {**OWN.content(), "matrix": matrix}))


def test_rules_under_another_name_are_refused_though_the_hash_fits(place: Path) -> None:
    # Named as practice, a scored session would tell right and wrong before its end.
    sentence = refusal(written(place, {**OWN.content(), "preset": "practice"}))
    assert "expected the rules 'practice', found 'custom'" in sentence
