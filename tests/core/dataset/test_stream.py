import os
import sys
import zlib
from pathlib import Path

import pytest

from fmnist_gui.core.dataset import stream as stream_module
from fmnist_gui.core.dataset.stream import DEFLATE_RATIO_MAX, MEMBERS_MAX, Stream
from fmnist_gui.core.errors import DataError
from tests.core.dataset.samples import packed


def read_all(path: Path, limit_bytes: int = 1000) -> bytes:
    with Stream(path) as stream:
        return stream.read_up_to(limit_bytes)


@pytest.mark.parametrize("name", ["x", "x.gz"])
@pytest.mark.parametrize("content", [b"abc", packed(b"abc"), packed(b"a") + packed(b"bc")])
def test_content_decides_whether_it_is_gzip_not_the_name(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert read_all(path) == b"abc"


def test_members_may_be_empty_and_zeros_may_follow_the_last(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed(b"") + packed(b"ab") + packed(b"") + packed(b"c") + b"\0" * 512)
    assert read_all(path) == b"abc"


@pytest.mark.parametrize(
    ("behind", "found"),
    [
        (b"junk", "other bytes"),
        (b"\0" * 9 + b"junk", "other bytes"),
        (b"\0" * 9 + packed(b"d"), "other bytes"),
        (b"\x1f", "early end"),
        (b"\x1fjunk", "incorrect header"),
        (b"\0" * (3 << 20), "more than 1048576 zero bytes"),
    ],
)
def test_what_follows_a_member_is_a_member_or_a_few_zeros(
    tmp_path: Path, behind: bytes, found: str
) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed(b"abc") + behind)
    with pytest.raises(DataError, match=found):
        read_all(path)


def test_nothing_is_inflated_beyond_what_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed(bytes(1 << 20)))
    with Stream(path) as stream:
        assert len(stream.read(10)) == 10
        assert len(stream.read_up_to(70_000)) == 70_000
        view = memoryview(bytearray(1000))
        assert stream.read_into(view) == 1000


def test_pieces_of_any_size_give_the_same_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = os.urandom(3000) + bytes(5000) + os.urandom(100)
    path = tmp_path / "x"
    path.write_bytes(packed(content[:4000]) + packed(content[4000:]))
    monkeypatch.setattr(stream_module, "READ_BYTES", 7)
    monkeypatch.setattr(stream_module, "_FIRST_FEED_BYTES", 3)
    for piece in (1, 11, 997):
        with Stream(path) as stream:
            pieces = iter(lambda stream=stream, piece=piece: stream.read(piece), b"")  # type: ignore[misc]
            assert b"".join(pieces) == content


def test_no_gzip_file_holds_more_than_the_ratio_allows(tmp_path: Path) -> None:
    path = tmp_path / "x"
    most = zlib.compressobj(9, zlib.DEFLATED, 31)
    path.write_bytes(most.compress(bytes(20 << 20)) + most.flush())
    with Stream(path) as stream:
        assert stream.capacity_bytes >= 20 << 20
        assert stream.capacity_bytes == path.stat().st_size * DEFLATE_RATIO_MAX


def test_endless_empty_members_are_given_up(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(packed(b"") * (MEMBERS_MAX + 2))
    with pytest.raises(DataError, match="parts"):
        read_all(path)


def test_a_folder_a_pipe_a_device_and_a_missing_file_are_refused_without_waiting(
    tmp_path: Path,
) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path, found in (
        (tmp_path, "a folder"),
        (fifo, "a named pipe"),
        (Path("/dev/zero"), "a device"),
        (tmp_path / "missing", "nothing of that name"),
        (loop, "symbolic links"),
    ):
        with pytest.raises(DataError, match=f"^{path}: .*{found}"):
            Stream(path)


@pytest.mark.skipif(
    sys.platform == "win32" or os.getuid() == 0, reason="this user may read everything"
)
def test_a_file_without_rights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.touch(mode=0)
    with pytest.raises(DataError, match="permission denied"):
        Stream(path)
