"""Files written whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from fmnist_gui.core.errors import DataError

_ROOM = "free some space or choose another folder"
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.ENOENT: "make the folder first or choose another",
    errno.EACCES: "choose a folder that you may write to",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.EROFS: "choose a folder that you may write to",
}


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a new file in `path`'s folder that takes its place when the block ends well.

    When the block fails, what was at `path` stays and the new file is removed. The content is on
    disk before the name is. Raises DataError when the system refuses.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise DataError(
            path,
            expected="a place to write to",
            found=(error.strerror or type(error).__name__).lower(),
            remedy=_REMEDIES.get(error.errno or 0, "choose another folder"),
        ) from None


def replace_all(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together, each with its content: all of them or none.

    None takes its place before all are on the disk and each place can be taken. Raises DataError
    when the system refuses.
    """
    for path in contents:
        # Path.is_dir raises for a name that is too long; who writes refuses it in words.
        if os.path.isdir(path):  # noqa: PTH112
            raise DataError(
                path,
                expected="a place for a file",
                found="a folder",
                remedy="choose another or move the folder away",
            )
    with ExitStack() as waiting:
        for path, content in contents.items():
            file = waiting.enter_context(replacing(path))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
