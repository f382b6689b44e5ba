"""Small JSON files of the home folder: read with suspicion, written whole or not at all."""

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

LARGEST_BYTES = 1 << 20


def read(path: Path) -> dict[str, Any]:
    """Return the object that the file holds.

    Raises OSError for a file that is not there or cannot be read, ValueError or RecursionError
    for one that holds something else.
    """
    stored = json.loads(_text(path))
    if not isinstance(stored, dict):
        raise ValueError("not an object")
    return stored


def write(path: Path, content: dict[str, Any]) -> None:
    """Write `content` under another name and rename it, so that there is always a whole file.

    Raises OSError when that is not possible; the old file stays then.
    """
    text = json.dumps(content, indent=1, sort_keys=True)
    if len(text) > LARGEST_BYTES:
        # It could not be read again.
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    waiting = path.with_name(path.name + ".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting.write_text(text, encoding="utf-8")
    waiting.replace(path)


def put_aside(path: Path) -> Path:
    """Rename a damaged file to ``….unreadable`` and return where it is now.

    Raises OSError when it has to stay where it is.
    """
    return path.replace(path.with_name(path.name + ".unreadable"))


def _text(path: Path) -> str:
    # Reading a pipe would wait for ever, and nothing of ours is that large.
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_BYTES:
        raise ValueError("not a file of ours")
    return path.read_text(encoding="utf-8")
