"""Ways to look at the data that somebody gave a name, kept between two starts."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fmnist_gui import json_file
from fmnist_gui.core.errors import RequestError

log = logging.getLogger(__name__)

View = Mapping[str, str | int | bool]
"""What is needed to look in this way again: plain values by name."""

Views = dict[str, View]
"""Views by their names."""

LONGEST_NAME = 60


@dataclass(frozen=True)
class Found:
    """The saved views, and one sentence about a file that could not be read, if there was one."""

    views: Views = field(default_factory=dict)
    complaint: str = ""


def read(path: Path) -> Found:
    """Return the views saved in the file `path`.

    A file that does not hold exactly views is put aside, and the complaint says where it is:
    losing some views costs less than guessing at them.
    """
    try:
        return Found(_checked(json_file.read(path)))
    except (FileNotFoundError, NotADirectoryError):
        return Found()
    except (OSError, ValueError, RecursionError) as error:
        log.warning("saved views cannot be read: %s", error)
        return Found(complaint=_put_aside(path))


def keep(path: Path, name: str, view: View) -> Views:
    """Save `view` as `name`, in place of one of that name, and return all views.

    Raises RequestError for a name that cannot be one, and when nothing can be written.
    """
    name = named(name)
    return _written(path, {**read(path).views, name: dict(view)})


def remove(path: Path, name: str) -> Views:
    """Forget the view called `name` and return the others.

    Raises RequestError when nothing can be written.
    """
    views = read(path).views
    if name not in views:
        return views
    return _written(path, {other: view for other, view in views.items() if other != name})


def named(name: str) -> str:
    """Return `name` without needless spaces.

    Raises RequestError when nothing is left, or too much.
    """
    plain = " ".join(name.split())
    if not _is_name(plain):
        raise RequestError(
            f"the name of a view: expected 1 to {LONGEST_NAME} signs that can be read, "
            f"found {len(plain)}; choose another name"
        )
    return plain


def _is_name(name: str) -> bool:
    return 0 < len(name) <= LONGEST_NAME and name.isprintable()


def _written(path: Path, views: Views) -> Views:
    try:
        json_file.write(path, views)
    except OSError as error:
        raise RequestError(
            f"{path}: the saved views cannot be written ({error.strerror}); "
            "make room or choose another home folder with --home"
        ) from error
    return views


def _checked(stored: dict[str, Any]) -> Views:
    """Return what is stored as views. Raises ValueError unless all of it is."""
    for name, view in stored.items():
        if not _is_name(name) or not isinstance(view, dict):
            raise ValueError(f"{name!r} is not a view")
        for key, value in view.items():
            if not isinstance(value, str | int):
                raise ValueError(f"{key!r} of {name!r} is neither text nor a whole number")
    return stored


def _put_aside(path: Path) -> str:
    try:
        moved = json_file.put_aside(path)
    except OSError as error:
        log.warning("and stay where they are: %s", error)
        return f"{path}: expected saved views, found something else; move this file away"
    return f"{path}: expected saved views, found something else; it is kept as {moved.name}"
