"""Sessions as files, to be taken to another machine: JSON with the SHA-256 of its own content."""

from pathlib import Path

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.fields import ContentError, short
from fmnist_gui.core.exchange.own_json import FileKind, content_sha256
from fmnist_gui.core.exchange.session_content import history_of, session_content
from fmnist_gui.core.exchange.session_mark import FORMAT, LARGEST_BYTES, is_format
from fmnist_gui.core.session.record import History

KIND = FileKind("a session file", DataError, most_bytes=LARGEST_BYTES, most_parts=450_000)


def write(path: Path, history: History) -> None:
    """Write a session with all its entries to `path`, whole or not at all.

    Raises DataError when there is no place, and what :func:`encoded` raises.
    """
    replace_all({path: encoded(path, history)})


def encoded(path: Path, history: History) -> bytes:
    """Return a session with all its entries as it is to stand in the file at `path`.

    Raises DataError when `path` is no name for a file, or when the session is longer than any
    reader takes.
    """
    content = session_content(history)
    too_long = (
        f"one with {len(history.entries):,} entries",
        "export its answers as a table",
    )
    return KIND.encoded(path, {**content, "sha256": content_sha256(content)}, too_long=too_long)


def read(path: Path) -> History:
    """Return the session in `path` after checking its hash and that its parts fit each other.

    Raises DataError.
    """
    content = KIND.read(path)
    found = content.get("format")
    if "sha256" not in content or not isinstance(found, str) or not is_format(found):
        raise KIND.refusal(path)
    if found != FORMAT:
        raise KIND.refusal(path, f"one of a newer program ({short(found)})", "update this one")
    KIND.check_hash(path, content)
    del content["sha256"]
    try:
        return history_of(content)
    except ContentError as error:
        raise KIND.refusal(path, str(error), "ask for the original file") from error
