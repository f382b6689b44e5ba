"""Lists of images: what was written is read, for these data and no others."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import index_csv
from fmnist_gui.core.progress import Cancelled
from tests import sample

GALLERY = gallery_of(sample.dataset(30, 20))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists") / "images.csv"


def named(names: tuple[str, str], class_names: tuple[str, ...]) -> Gallery:
    splits = tuple(
        replace(part, name=name) for part, name in zip(GALLERY.splits, names, strict=True)
    )
    return Gallery(splits, class_names, GALLERY.images, GALLERY.labels)


def refusal(path: Path, gallery: Gallery = GALLERY) -> str:
    with pytest.raises(DataError) as caught:
        index_csv.read(path, gallery)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert sentence.isprintable()
    return sentence


def written(path: Path, *rows: str, header: str = "split,index") -> Path:
    first = index_csv.text(GALLERY, [], is_blind=True).splitlines()[0]
    path.write_text("\n".join((first, header, *rows)) + "\n", encoding="utf-8")
    return path


# Names are printable, as the reader of class lists makes sure.
signs = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(',"=%# ')
words = st.text(signs, min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=40)
@given(
    numbers=st.lists(st.integers(0, 49), unique=True),
    names=st.tuples(words, words).filter(lambda two: two[0] != two[1]),
    classes=st.lists(words, min_size=10, max_size=10),
    is_blind=st.booleans(),
)
def test_what_was_written_is_read(
    place: Path, numbers: list[int], names: tuple[str, str], classes: list[str], is_blind: bool
) -> None:
    gallery = named(names, class_names=tuple(classes))
    index_csv.write(place, gallery, numbers=numbers, is_blind=is_blind)
    assert index_csv.read(place, gallery).tolist() == numbers


def test_the_file_says_which_data_and_which_class() -> None:
    train, test = (part.fingerprint for part in GALLERY.splits)
    assert index_csv.text(GALLERY, np.array([31, 6]), is_blind=False).splitlines() == [
        f"# fmnist-gui images 1, train={train}, test={test}",
        "split,index,label,class",
        "test,1,1,Trouser",
        "train,6,6,Shirt",
    ]


def test_no_label_is_told_while_blind() -> None:
    lines = index_csv.text(GALLERY, [31, 6], is_blind=True).splitlines()
    assert lines[1:] == ["split,index", "test,1", "train,6"]


def test_a_list_of_other_data_is_refused_with_both_fingerprints(place: Path) -> None:
    other = gallery_of(sample.dataset(30, 21))
    index_csv.write(place, other, numbers=[30 + 20], is_blind=True)
    sentence = refusal(place)
    assert other.splits[1].fingerprint[:16] in sentence
    assert GALLERY.splits[1].fingerprint[:16] in sentence


def test_what_else_was_open_when_it_was_written_does_not_matter(place: Path) -> None:
    index_csv.write(place, GALLERY, numbers=[30, 32], is_blind=True)
    alone = sample.dataset(30, 20)
    alone = replace(alone, splits={"test": alone.splits["test"]})
    assert index_csv.read(place, gallery_of(alone)).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("train,30", "'train' 30 in line 4"),
        ("train,999999999999", "in line 4"),
        ("train,-1", "'-1' in line 4"),
        ("train,1.0", "'1.0' in line 4"),
        ("train,²", "'²' in line 4"),
        ("train,", "'' in line 4"),
        ("train", "1 in line 4"),
        ("train,1,2", "3 in line 4"),
        ("all,1", "'all' 1 in line 4"),
        ("train,0", "train 0 again in line 4"),
        (f'"{"x" * 200_000}",1', "in line 4"),
    ],
)
def test_a_bad_row_is_named_by_its_line(place: Path, row: str, found: str) -> None:
    assert found in refusal(written(place, "train,0", row))


def test_a_row_after_words_of_two_lines_is_named_by_its_line(place: Path) -> None:
    bad = written(place, 'train,0,"two\nlines"', "train,x,y", header="split,index,note")
    assert "'x' in line 5" in refusal(bad)


@pytest.mark.parametrize("header", ["index,split", "label,pixel1", "", "split"])
def test_another_header_is_refused(place: Path, header: str) -> None:
    assert "split,index" in refusal(written(place, "train,0", header=header))


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"split,index\ntrain,0\n", b"\xff\xfe", b"a\0b", b"# fmnist-gui images"]
)
def test_anything_else_is_refused(place: Path, content: bytes) -> None:
    place.write_bytes(content)
    refusal(place)


@given(junk=st.binary(max_size=200))
def test_junk_is_refused(place: Path, junk: bytes) -> None:
    place.write_bytes(junk)
    refusal(place)


@given(junk=st.text(max_size=60))
def test_junk_in_place_of_rows_is_refused_or_read(place: Path, junk: str) -> None:
    start = index_csv.text(GALLERY, [], is_blind=True)
    place.write_bytes((start + junk).encode("utf-8", "replace"))
    try:
        assert set(index_csv.read(place, GALLERY)) <= set(range(50))
    except DataError:
        return


def test_a_spreadsheet_may_have_saved_it_again(place: Path) -> None:
    index_csv.write(place, GALLERY, numbers=[5, 33], is_blind=False)
    first, *rows = place.read_text(encoding="utf-8").splitlines()
    content = "\r\n".join((f"{first},,".replace(", ", ","), *rows, ""))
    place.write_bytes(b"\xef\xbb\xbf" + content.encode())
    assert index_csv.read(place, GALLERY).tolist() == [5, 33]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.csv")
    assert "no file" in refusal(tmp_path)


def test_a_cancelled_list_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "images.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(Cancelled):
        index_csv.write(path, GALLERY, numbers=[1], is_blind=True, is_cancelled=lambda: True)
    assert path.read_text(encoding="utf-8") == "before"
    assert {item.name for item in tmp_path.iterdir()} <= {"images.csv", "home"}


def test_progress_ends_at_the_number_of_images(place: Path) -> None:
    steps: list[tuple[int, int]] = []
    index_csv.write(
        place, GALLERY, numbers=range(50), is_blind=True, report=lambda *step: steps.append(step)
    )
    assert steps[-1] == (50, 50)
