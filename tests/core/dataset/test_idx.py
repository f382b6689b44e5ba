import struct
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.idx import (
    read_images,
    read_labels,
    read_pair,
    write_images,
    write_labels,
)
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.progress import Cancelled
from tests.core.dataset.samples import (
    images_idx,
    is_refusal,
    labels_idx,
    make_images,
    make_labels,
    packed,
    read_or_sentence,
)

SIDES = st.integers(1, 9)


def write(folder: Path, content: bytes, name: str = "train-images-idx3-ubyte") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read_any_images(path: Path) -> Images:
    return read_images(path, shape=None)


def read_any_labels(path: Path) -> Labels:
    return read_labels(path, class_count=None)


@settings(deadline=None)
@given(count=st.integers(1, 20), rows=SIDES, columns=SIDES, is_packed=st.booleans())
def test_what_is_written_is_read_back(count: int, rows: int, columns: int, is_packed: bool) -> None:
    images, labels = make_images(count, rows, columns), make_labels(count)
    suffix = ".gz" if is_packed else ""
    with tempfile.TemporaryDirectory() as folder:
        images_path, labels_path = Path(folder, f"i{suffix}"), Path(folder, f"l{suffix}")
        write_images(images_path, images)
        write_labels(labels_path, labels)
        assert (images_path.read_bytes()[:2] == b"\x1f\x8b") == is_packed
        read = read_pair(images_path, labels_path, shape=None)
        assert np.array_equal(read[0], images)
        assert np.array_equal(read[1], labels)
        assert np.array_equal(read_images(images_path, shape=(rows, columns)), images)
        assert np.array_equal(read_labels(labels_path), labels)


@settings(deadline=None)
@given(data=st.data(), is_packed=st.booleans())
def test_a_changed_file_gives_an_error_or_what_it_truly_holds(
    data: st.DataObject, is_packed: bool
) -> None:
    images = make_images(3, 5, 4)
    original = packed(images_idx(images)) if is_packed else images_idx(images)
    content = bytearray(original)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        match data.draw(st.sampled_from(["cut", "flip", "insert", "drop"])):
            case "cut":
                del content[at:]
            case "flip" if content:
                content[at] ^= data.draw(st.integers(1, 255))
            case "insert":
                content[at:at] = data.draw(st.binary(min_size=1, max_size=9))
            case _:
                del content[at : at + 3]
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), bytes(content))
        read = read_or_sentence(read_any_images, path)
        if isinstance(read, str):
            assert is_refusal(read, path)
        else:
            truth = images_idx(images) if is_packed else bytes(content)
            assert images_idx(read) == truth


@settings(deadline=None)
@given(content=st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail_otherwise(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for start in (b"", b"\x1f\x8b\x08", b"\0\0\x08\x03", b"\0\0\x08\x01"):
            path = write(Path(folder), start + content)
            for labels in (False, True):
                read = read_or_sentence(read_any_labels if labels else read_any_images, path)
                assert not isinstance(read, str) or is_refusal(read, path)


HUGE = struct.pack(">4I", 0x803, 1 << 31, 28, 28) + bytes(784)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (images_idx(make_images())[:2], "only 2 bytes"),
        (images_idx(make_images())[:9], "only 9 bytes"),
        (b"\xde\xad\xbe\xef" + bytes(99), "magic 0xDEADBEEF"),
        (b"<!DOCTYPE html>\n<html></html>", "a web page"),
        (b"\n <html></html>", "a web page"),
        (struct.pack(">4I", 0xD03, 1, 28, 28) + bytes(3136), "type float32"),
        (labels_idx(make_labels()), "IDX labels"),
        (images_idx(make_images(0)), "one or more images, found none"),
        (images_idx(make_images(5, 0, 0)), "0 × 0"),
        (struct.pack(">4I", 0x803, 1, 1, 4097) + bytes(4097), "1 × 4097"),
        (images_idx(make_images(5, 14, 56)), "14 × 56"),
        (HUGE, "expected 1683627180048 bytes for the 2147483648 images"),
        (packed(HUGE), "expected 1683627180048 bytes for the 2147483648 images"),
        (images_idx(make_images()) + b"\0", "found 23537"),
        (images_idx(make_images())[:-1], "found 23535"),
        (packed(images_idx(make_images()) + b"\0"), "found more"),
        (packed(images_idx(make_images())[:-1]), "found only 23519"),
        (packed(images_idx(make_images()))[:-9], "early end"),
        (packed(images_idx(make_images()))[:-4], "early end"),
        (packed(images_idx(make_images()))[:-4] + bytes(4), "wrong length"),
        (packed(images_idx(make_images()))[:-8] + bytes(8), "wrong checksum"),
        (packed(images_idx(make_images())) + b"junk", "other bytes after its end"),
        (packed(images_idx(make_images())) + packed(b"\0"), "found more"),
    ],
)
def test_a_wrong_images_file_is_refused_in_words(
    tmp_path: Path, content: bytes, found: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(DataError, match=found) as caught:
        read_images(path, shape=(28, 28))
    assert str(caught.value).startswith(f"{path}: expected ")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (images_idx(make_images(3)), "IDX images"),
        (labels_idx(make_labels(0)), "one or more labels, found none"),
        (labels_idx(make_labels(20, classes=11)), "label 10 at index 10"),
        (labels_idx(make_labels(20))[:-5], "found 23"),
        (struct.pack(">2I", 0x801, 0xFFFFFFFF) + bytes(9), "4294967295 labels"),
    ],
)
def test_a_wrong_labels_file_is_refused_in_words(
    tmp_path: Path, content: bytes, found: str
) -> None:
    with pytest.raises(DataError, match=found):
        read_labels(write(tmp_path, content))


def test_labels_of_another_pair_are_refused_before_any_pixel_is_read(tmp_path: Path) -> None:
    # The pixels are missing altogether, which would be said otherwise.
    start = images_idx(make_images(30))[:16] + bytes(100)
    images = write(tmp_path, packed(start))
    labels = write(tmp_path, packed(labels_idx(make_labels(29))), "labels")
    with pytest.raises(DataError, match=f"^{images}: expected 29 images, one for each label"):
        read_pair(images, labels, shape=(28, 28))


def test_any_label_is_read_when_the_classes_are_not_known(tmp_path: Path) -> None:
    labels = np.arange(256, dtype=np.uint8)
    path = write(tmp_path, labels_idx(labels))
    assert np.array_equal(read_labels(path, class_count=None), labels)
    assert np.array_equal(read_labels(path, class_count=256), labels)
    with pytest.raises(DataError, match="labels 0-254, found label 255 at index 255"):
        read_labels(path, class_count=255)


def test_members_and_padding_are_one_file(tmp_path: Path) -> None:
    content = images_idx(make_images())
    path = write(tmp_path, packed(content[:7]) + packed(content[7:5000]) + packed(content[5000:]))
    assert np.array_equal(read_images(path, shape=(28, 28)), make_images())
    path.write_bytes(path.read_bytes() + bytes(512))
    assert np.array_equal(read_images(path, shape=(28, 28)), make_images())


def test_what_was_read_cannot_be_changed(tmp_path: Path) -> None:
    images = read_images(write(tmp_path, images_idx(make_images())), shape=None)
    labels = read_labels(write(tmp_path, labels_idx(make_labels())))
    for array in (images, labels):
        assert not array.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("pack", [bytes, packed])
def test_the_pixels_are_told_in_order_while_they_come_in(tmp_path: Path, pack: type[bytes]) -> None:
    images = make_images(4000)
    path = write(tmp_path, pack(images_idx(images)))
    told: list[bytes] = []
    reported: list[tuple[int, int]] = []
    read_images(
        path,
        shape=None,
        on_filled=lambda view: told.append(bytes(view)),
        report=lambda done, total: reported.append((done, total)),
    )
    assert len(told) > 1
    assert b"".join(told) == images.tobytes()
    assert reported == sorted(reported)
    assert reported[-1] == (path.stat().st_size, path.stat().st_size)


def test_reading_stops_when_asked_to(tmp_path: Path) -> None:
    path = write(tmp_path, packed(images_idx(make_images(4000))))
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        read_images(path, shape=None, is_cancelled=lambda: next(answers))


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    write_labels(first, make_labels())
    write_labels(second, make_labels())
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes()[3:8] == bytes(5), "no name and no time inside"


def test_what_the_reader_would_refuse_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for images in (make_images(0), make_images(2, 0, 3), np.zeros((2, 3), dtype=np.uint8)):
        with pytest.raises(ValueError, match="not "):
            write_images(path, images)
    with pytest.raises(ValueError, match="uint8"):
        write_labels(path, make_labels().astype(np.int64))
    assert not list(tmp_path.glob("*x*"))
