"""What the person chose, kept between two starts."""

import json
import logging
import stat
from dataclasses import asdict, dataclass, fields
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

LARGEST_BYTES = 1 << 20


@dataclass(frozen=True)
class Choices:
    """Every setting with its default; all values are plain JSON."""

    last_folder: str = ""
    annotator: str = ""
    theme: str = "system"
    last_look: str = "dark"
    geometry: str = ""
    is_blind: bool = False
    has_reduced_motion: bool = False


class Settings:
    """The choices of this home folder; a change is written at once.

    A settings file that cannot be read is put aside as ``settings.json.unreadable``, because
    losing it costs little and refusing to start would cost much; single settings of another
    kind count as not there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.choices = _read(path)

    def change(self, **changes: Any) -> None:
        """Change some choices, by name, and write them all."""
        chosen = replaced(self.choices, **changes)
        if chosen == self.choices:
            return
        self.choices = chosen
        text = json.dumps(asdict(chosen), indent=1, sort_keys=True)
        waiting = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            waiting.write_text(text, encoding="utf-8")
            waiting.replace(self._path)
        except OSError as error:
            # A full or read-only disk must not stop a sitting because of a window's geometry.
            log.warning("settings are not kept: %s", error)


def _read(path: Path) -> Choices:
    try:
        stored = json.loads(_text(path))
        if not isinstance(stored, dict):
            raise ValueError("not an object")
    except (FileNotFoundError, NotADirectoryError):
        return Choices()
    except (OSError, ValueError, RecursionError) as error:
        log.warning("settings are put aside: %s", error)
        _put_aside(path)
        return Choices()
    return _checked(stored)


def _text(path: Path) -> str:
    # Reading a pipe would wait for ever, and nothing but settings is that large.
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_BYTES:
        raise ValueError("not a settings file")
    return path.read_text(encoding="utf-8")


def _put_aside(path: Path) -> None:
    try:
        path.replace(path.with_name(path.name + ".unreadable"))
    except OSError as error:
        log.warning("and stay where they are: %s", error)


def _checked(stored: dict[str, Any]) -> Choices:
    defaults = Choices()
    known: dict[str, Any] = {}
    for field in fields(Choices):
        value = stored.get(field.name)
        if type(value) is type(getattr(defaults, field.name)) and _may_be_named(value):
            known[field.name] = value
    return Choices(**known)


def _may_be_named(value: object) -> bool:
    """Whether the system takes `value` as the name of a file, if it is text."""
    try:
        return b"\0" not in str(value).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
