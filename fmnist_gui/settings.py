"""What the person chose, kept between two starts."""

import logging
from dataclasses import dataclass, field, fields
from dataclasses import replace as replaced
from pathlib import Path
from typing import Any

from fmnist_gui import json_file

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Choices:
    """Every setting with its default; all values are plain JSON.

    ``keys`` holds by the names of annotators how they answer, ``custom`` the rules that somebody
    put together last, ``review_queue`` the key of the queue that was chosen last; whoever uses
    them checks what is in them.
    """

    last_folder: str = ""
    annotator: str = ""
    theme: str = "system"
    last_look: str = "dark"
    geometry: str = ""
    is_blind: bool = False
    has_reduced_motion: bool = False
    colour_map: str = "Grey"
    keys: dict[str, Any] = field(default_factory=dict)
    custom: dict[str, Any] = field(default_factory=dict)
    review_rule: str = "one"
    review_queue: str = ""


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
        try:
            json_file.write(self._path, vars(chosen))
        except OSError as error:
            # A full or read-only disk must not stop a sitting because of a window's geometry.
            log.warning("settings are not kept: %s", error)


def _read(path: Path) -> Choices:
    try:
        stored = json_file.read(path)
    except (FileNotFoundError, NotADirectoryError):
        return Choices()
    except (OSError, ValueError, RecursionError) as error:
        log.warning("settings are put aside: %s", error)
        _put_aside(path)
        return Choices()
    return _checked(stored)


def _put_aside(path: Path) -> None:
    try:
        json_file.put_aside(path)
    except OSError as error:
        log.warning("and stay where they are: %s", error)


def _checked(stored: dict[str, Any]) -> Choices:
    defaults = Choices()
    known: dict[str, Any] = {}
    for known_field in fields(Choices):
        name = known_field.name
        value = stored.get(name)
        if type(value) is type(getattr(defaults, name)) and _may_be_named(value):
            known[name] = value
    return Choices(**known)


def _may_be_named(value: object) -> bool:
    """Whether the system takes `value` as the name of a file, if it is text."""
    try:
        return b"\0" not in str(value).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
