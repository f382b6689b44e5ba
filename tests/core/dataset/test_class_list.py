from pathlib import Path

import pytest

from fmnist_gui.core.dataset.class_list import read_class_list
from fmnist_gui.core.errors import DataError


def write(folder: Path, content: bytes) -> Path:
    path = folder / "classes.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "cat\ndog\nété 夏\n".encode(),
        "\ufeffcat\r\n dog \r\nété 夏".encode(),
        "cat\ndog\nété 夏\n\n \n".encode(),
    ],
)
def test_names_are_read_line_by_line(tmp_path: Path, content: bytes) -> None:
    assert read_class_list(write(tmp_path, content)) == ("cat", "dog", "été 夏")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "0 names"),
        (b"\n\n", "0 names"),
        (b"cat\n\ndog", "nothing in line 2"),
        (b"cat\ndog\ncat", "cat again in line 3"),
        (b"cat\nd\x07g", "unprintable signs in line 2"),
        (b"caf\xe9", "not UTF-8"),
        (b"\n".join(b"%d" % i for i in range(257)), "257 names"),
        (b"x" * 70_000, "more than 65536 bytes"),
    ],
)
def test_a_list_that_does_not_tell_classes_apart_is_refused(
    tmp_path: Path, content: bytes, found: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(DataError, match=f"^{path}: .*{found}"):
        read_class_list(path)


def test_as_many_classes_as_a_byte_can_tell_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, b"\n".join(b"%d" % i for i in range(256)))
    assert len(read_class_list(path)) == 256
