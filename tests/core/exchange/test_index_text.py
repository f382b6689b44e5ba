"""Numbers of images in a plain text: what anybody would write, and nothing else."""

from pathlib import Path

import pytest

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import index_text


def test_numbers_stand_in_any_order_with_anything_usual_between(tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_bytes("\ufeff9, 3;5\r\n\r\n 07\t1\n".encode())
    assert index_text.read(path, images=10) == (1, 3, 5, 7, 9)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1\n10", "'10' in line 2"),
        ("-1", "'-1' in line 1"),
        ("1.0", "'1.0' in line 1"),
        ("٣", "'٣' in line 1"),
        ("9" * 5000, "'9999"),
        ("1 2\n01", "01 a second time in line 2"),
        (" ,\n;", "none"),
    ],
)
def test_anything_else_is_refused_by_line(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        index_text.read(path, images=10)
    sentence = str(caught.value)
    assert f"{path}: expected different numbers of images from 0 to 9, found {found}" in sentence
    assert len(sentence) < len(str(path)) + 200


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        index_text.read(tmp_path / "missing.txt", images=10)
