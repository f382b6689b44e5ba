"""Files of predictions made to do harm are refused in one sentence, within a second and 50 MB."""

import io
import json
import os
import pickle
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from fmnist_gui.core.dataset.predictions import TOLERANCE, read_predictions
from fmnist_gui.core.errors import DataError
from tests.core.dataset import prediction_cost, reading_cost
from tests.core.dataset.prediction_cost import CLASSES, IMAGES

CPU_S_MAX = 1.0
EXTRA_BYTES_MAX = 50 << 20

HEADER = ",".join(map(str, range(CLASSES)))
ROW = ",".join(["0.1"] * CLASSES)
BARE = ",".join(["nan"] * CLASSES).encode() + b"\n"


def saved(array: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return file.getvalue()


def zipped(*names: str, **arrays: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=True, **arrays)
    with zipfile.ZipFile(file, "a") as archive:
        for name in names:
            archive.writestr(name, b"")
    return file.getvalue()


def claimed(header: str, content: bytes = b"", version: int = 1) -> bytes:
    """Return an array of that header, however it lies."""
    length = len(header).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + length + header.encode() + content


def shaped(shape: str, descr: str = "'<f8'") -> str:
    return f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n"


def packed(prefix: bytes, zeros_mb: int) -> bytes:
    squeeze = zlib.compressobj(1, zlib.DEFLATED, 31)
    parts = [prefix, *[bytes(1 << 20)] * zeros_mb]
    return b"".join(squeeze.compress(part) for part in parts) + squeeze.flush()


def bomb() -> bytes:
    """Return an archive in which 200 MB follow the array's header."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        header = claimed(shaped("(2621440, 10)"))
        archive.writestr("probs.npy", header + bytes(200 << 20))
    return file.getvalue()


def long_tail() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("probs.npy", saved(even()) + bytes(200 << 20))
    return file.getvalue()


def even() -> NDArray[np.float64]:
    return np.full((IMAGES, CLASSES), 1 / CLASSES)


def with_value(value: float) -> NDArray[np.float64]:
    probs = even()
    probs[-1, 3] = value
    return probs


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "200 MB in an archive": (bomb, "an array of 2621440 × 10"),
    "200 MB after the array": (long_tail, "other bytes after its end"),
    "200 MB packed": (lambda: packed(saved(even()), 200), "other bytes after its end"),
    "zeros without a line end": (lambda: packed(HEADER.encode(), 200), "one without an end"),
    "zeros packed": (lambda: packed(b"", 200), "one without an end"),
    "line ends": (lambda: b"\n" * (64 << 20), "found nothing"),
    "line ends after a header": (lambda: f"{HEADER}\n".encode() + b"\n" * (64 << 20), "more"),
    "a terabyte claimed": (lambda: claimed(shaped("(12500000000, 10)")), "12500000000 × 10"),
    "a size without end": (lambda: claimed(shaped(f"({'9' * 5000}, 10)")), "a damaged header"),
    "a header without end": (
        lambda: claimed("(" * (64 << 20), version=2),
        "a header of 67108864 bytes",
    ),
    "a header of brackets": (lambda: claimed("[" * 9000), "a damaged header"),
    "many members": (
        lambda: zipped(*map(str, range(20_000)), probs=even()),
        "one made for far more than this",
    ),
    "a large last line": (
        lambda: "\n".join([HEADER, *[ROW] * (IMAGES - 1), "9" * (64 << 20)]).encode(),
        "one without an end",
    ),
}


@pytest.mark.skipif(
    not reading_cost.RESET.exists(), reason="the peak of memory is measured as Linux tells it"
)
def test_files_made_to_fill_the_memory_are_refused_at_little_cost(tmp_path: Path) -> None:
    paths = []
    for number, (make, _) in enumerate(FILES.values()):
        path = tmp_path / f"file {number}"
        path.write_bytes(make())
        paths.append(path)
    command = [sys.executable, "-m", prediction_cost.__name__, *map(str, paths)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    costs = [reading_cost.Cost(**cost) for cost in json.loads(answer.stdout)]
    for (name, (_, found)), path, cost in zip(FILES.items(), paths, costs, strict=True):
        assert cost.sentence.startswith(f"{path}: expected "), name
        assert found in cost.sentence, name
        assert len(cost.sentence.splitlines()) == 1, name
        assert cost.cpu_s < CPU_S_MAX, name
        assert cost.extra_bytes < EXTRA_BYTES_MAX, (name, cost.extra_bytes)


def refusal(path: Path, content: bytes, *, are_logits: bool = False) -> str:
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_predictions(path, images=IMAGES, classes=CLASSES, are_logits=are_logits)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: expected ")
    assert len(sentence.splitlines()) == 1
    return sentence


class Trap:
    """Something that would act if anybody unpickled it."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"<!DOCTYPE html>\n<html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no text"),
        (pickle.dumps(even()), "found pickled objects; save the array with numpy.save"),
        (pickle.dumps(Trap(), protocol=2), "found pickled objects"),
        (saved(np.array([Trap()] * IMAGES)), "an array of pickled objects"),
        (zipped(probs=np.array([Trap()] * IMAGES)), "an array of pickled objects"),
        (saved(even())[:5], "class numbers 0 to 9 in line 1"),
        (saved(even())[:7], "something else"),
        (saved(even())[:90], "a damaged header"),
        (saved(even())[:-1], "an early end"),
        (saved(even()) + b"\0", "other bytes after its end"),
        (saved(even()[:-1]), "an array of 999 × 10"),
        (saved(even()[:, 1:]), "an array of 1000 × 9"),
        (saved(even()[..., None]), "an array of 1000 × 10 × 1"),
        (saved(np.array(1.0)), "a single number"),
        (saved(even()[0]), "an array of 10"),
        (saved(even() > 0), "an array of yes and no"),
        (saved(even().astype(complex)), "an array of complex numbers"),
        (saved(even().astype("U4")), "an array of text"),
        (saved(even().astype(np.longdouble)), "an array of something else"),
        (saved(np.zeros(IMAGES, dtype="f4,f4")), "an array of records"),
        (saved(with_value(np.nan)), "nan for class 3 of image 999"),
        (saved(with_value(np.inf)), "inf for class 3 of image 999"),
        (saved(with_value(1e300)), "inf for class 3 of image 999"),
        (saved(with_value(-0.01)), "-0.01 for class 3 of image 999"),
        (saved(with_value(0.102)), "a sum of 1.002 for image 999"),
        (saved(with_value(0.098)), "say that they are logits"),
        (saved(np.zeros(IMAGES)), "one number with a fraction for each image"),
        (saved(np.arange(IMAGES)), "class 10 for image 10"),
        (saved(np.arange(IMAGES) - 1), "class -1 for image 0"),
        (saved(np.full(IMAGES, 2**64 - 1, dtype=np.uint64)), "class -1 for image 0"),
        (zipped(other=even(), more=even()), "'other.npy', 'more.npy'"),
        (zipped(index=even()), "human counts .npy or .csv, and people's labels .csv, .jsonl"),
        (zipped(*"abcdef", x=even()), "'x.npy', 'a', 'b', 'c', 'd' and others"),
        (zipped(probs=even())[:-1], "an early end"),
        (zipped(probs=even())[:200], "an early end"),
        (zipped(probs=even()).replace(b"probs.npy", b"props.npy", 1), "a damaged one"),
        (packed(zipped(probs=even()), 0), "class numbers 0 to 9 in line 1"),
        (f"{ROW}\n".encode() * IMAGES, "found '0.1,0.1"),
        (saved(np.full((IMAGES, CLASSES), np.nan)), f"found {IMAGES:,} images without votes"),
        (saved(np.vstack((even()[1:], np.full((1, CLASSES), np.nan)))), "found 1 image without"),
        (f"{ROW}\n".encode() * 998 + BARE * 2, "2 images without votes; import the file of counts"),
        (BARE + f"{ROW}\n".encode() * 999, "expected predictions for every image, found 1 image"),
        (b"0,1,2\n" + b"0,0,1\n" * IMAGES, "found '0,1,2'"),
        (f"{HEADER}\n".encode(), "found 0"),
        (f"{HEADER}\n{ROW}\n".encode(), "expected 1000 lines after the header, found 1"),
        (f"{HEADER}\n".encode() + f"{ROW}\n".encode() * (IMAGES + 1), "found more"),
        (f"{HEADER}\n{ROW}\n\n{ROW}\n".encode(), "values in line 3, found an empty line"),
        (f"{HEADER}\n{ROW}\n{ROW},0.1\n".encode(), "10 values in line 3, found 11"),
        (f"{HEADER}\n{ROW}\n{ROW[:-3]}abc\n".encode(), "numbers in line 3, found 'abc'"),
        (f"{HEADER}\n{ROW}\n{ROW[:-3]}0_1\n".encode(), "numbers in line 3, found '0_1'"),
        (f"{HEADER}\n{ROW[:-3]}nan\n".encode() + f"{ROW}\n".encode() * 999, "nan for class 9"),
        (f"{HEADER}\n{ROW[:-3]}1e999\n".encode() + f"{ROW}\n".encode() * 999, "inf for class 9"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, content: bytes, found: str) -> None:
    assert found in refusal(tmp_path / "probs", content)


@pytest.mark.parametrize("flag", [1, 1 << 6])
def test_an_encrypted_archive_is_refused(tmp_path: Path, flag: int) -> None:
    content = bytearray(zipped(probs=even()))
    content[6] |= flag
    content[content.rindex(b"PK\x01\x02") + 8] |= flag
    assert "archive, found" in refusal(tmp_path / "probs", bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_by_a_hungry_method_is_refused(tmp_path: Path, method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("probs.npy", saved(even()))
    assert "packed in another way" in refusal(tmp_path / "probs", file.getvalue())


def test_a_list_of_members_behind_the_list_is_not_followed(tmp_path: Path) -> None:
    content = zipped(probs=even())
    locator = b"PK\x06\x07" + bytes(4) + (0).to_bytes(8, "little") + (1).to_bytes(4, "little")
    assert "far more than this" in refusal(
        tmp_path / "probs", content[:-22] + locator + content[-22:]
    )


def test_logits_must_be_finite_numbers_for_each_class(tmp_path: Path) -> None:
    path = tmp_path / "probs"
    assert "expected logits of 10" in refusal(path, saved(with_value(np.nan)), are_logits=True)
    assert "-inf" in refusal(path, saved(with_value(-np.inf)), are_logits=True)
    labels = np.zeros(IMAGES, dtype=np.int64)
    assert "an array of 1000;" in refusal(path, saved(labels), are_logits=True)


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, found in (
        ("missing", "nothing of that name"),
        (".", "a folder"),
        ("pipe", "a named pipe"),
    ):
        with pytest.raises(DataError, match=found):
            read_predictions(tmp_path / name, images=IMAGES, classes=CLASSES)


SOUND = {
    "npy": saved(even()[:5, :3] * CLASSES / 3),
    "npz": zipped(probs=even()[:5, :3] * CLASSES / 3),
    "csv": b"0,1,2\n" + b"0.25,0.25,0.5\n" * 5,
}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spoiled") / "probs"


@given(
    kind=st.sampled_from(sorted(SOUND)),
    cut=st.integers(0, 400),
    changes=st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 255)), max_size=6),
)
@example(kind="npz", cut=0, changes=[])
def test_whatever_is_spoiled_is_refused_or_read_as_probabilities(
    spoiled: Path, kind: str, cut: int, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(SOUND[kind])
    for place, value in changes:
        content[place % len(content)] = value
    spoiled.write_bytes(bytes(content[: len(content) - cut]))
    try:
        found = read_predictions(spoiled, images=5, classes=3)
    except DataError:
        return
    assert found.probs is not None
    assert (np.abs(found.probs.sum(axis=1) - 1) <= TOLERANCE * 1.001).all()
    assert (found.probs >= 0).all()
