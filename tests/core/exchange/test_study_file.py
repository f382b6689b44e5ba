"""Study files: what was written is read, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import study_file
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.study.study import Study
from tests.core.study.any_study import studies, study

STUDY = study()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("studies") / "a.fmstudy"


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        study_file.read(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.isprintable()
    return sentence


@settings(max_examples=20, deadline=None)  # each example waits for the disk
@given(any_one=studies())
def test_what_was_written_is_read(place: Path, any_one: Study) -> None:
    study_file.write(place, any_one)
    found = study_file.read(place)
    assert found == any_one
    assert found.sha256 == any_one.sha256


def test_a_changed_byte_is_noticed_wherever_it_stands(place: Path) -> None:
    # Without letters that JSON may write in two ways.
    study_file.write(place, replace(STUDY, class_names=("Trouser", "Bag", "Coat")))
    whole = place.read_bytes()
    # Every seventh, since a file is written for each change.
    for at in range(0, len(whole) - 1, 7):
        byte = whole[at]
        for other in {byte ^ 0x01, byte ^ 0x20, ord("9")} - {byte}:
            place.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
            refusal(place)


def test_a_changed_study_is_refused_with_both_hashes(place: Path) -> None:
    study_file.write(place, STUDY)
    place.write_text(place.read_text().replace("[3,5,8]", "[3,5,9]"), encoding="ascii")
    sentence = refusal(place)
    assert STUDY.sha256[:16] in sentence
    assert replace(STUDY, indices=(3, 5, 9)).sha256[:16] in sentence


@settings(deadline=None)
@given(junk=st.binary(max_size=200))
def test_anything_else_is_refused(place: Path, junk: bytes) -> None:
    place.write_bytes(junk)
    refusal(place)


def test_a_right_hash_does_not_make_a_study(place: Path) -> None:
    content = {**STUDY.content(), "indices": []}
    place.write_text(canonical({**content, "sha256": content_sha256(content)}), encoding="ascii")
    assert "no images" in refusal(place)


def test_a_study_that_nobody_could_take_part_in_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.fmstudy"
    with pytest.raises(RequestError, match="no images"):
        study_file.write(path, study(indices=()))
    assert not path.exists()
