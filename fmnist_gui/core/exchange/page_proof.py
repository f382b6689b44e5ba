"""What a report's page carries so that a change in it is found: its figures and its own hash."""

import hashlib
import json
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, NoReturn

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.deck import canonical

LARGEST_BYTES = 32 * 1024 * 1024
REPORT = "fmnist-gui-report"
PAGE = "fmnist-gui-page"

START = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="'
)
"""How every report's page begins."""

_NOT_YET = "0" * 64
_PAGE = re.compile(f'<meta name="{PAGE}" content="([0-9a-f]{{64}})">')
_REPORT = re.compile(f'<meta name="{REPORT}" content="([^"]*)">')


def marks(content: Mapping[str, Any]) -> str:
    """Return the lines for the head of a page that tell its figures; see :func:`with_hash`."""
    figures = escape(canonical(dict(content)))
    return (
        f'<meta name="{REPORT}" content="{figures}">\n<meta name="{PAGE}" content="{_NOT_YET}">\n'
    )


def with_hash(page: str) -> str:
    """Return a page that has :func:`marks` with its hash in its place."""
    return page.replace(f'content="{_NOT_YET}"', f'content="{page_sha256(page)}"', 1)


def page_sha256(page: str) -> str:
    """Return the hex SHA-256 of a page in UTF-8 with zeros in the place of its hash."""
    blank = _PAGE.sub(f'<meta name="{PAGE}" content="{_NOT_YET}">', page, count=1)
    return hashlib.sha256(blank.encode()).hexdigest()


def stated_sha256(page: str) -> str | None:
    """Return the hash that a page states, None without one."""
    found = _PAGE.search(page)
    return found[1] if found else None


def stated_content(page: str) -> dict[str, Any] | None:
    """Return the figures that a page carries, None where they cannot be read."""
    found = _REPORT.search(page)
    try:
        content = json.loads(unescape(found[1]), parse_constant=_refuse) if found else None
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def without_marks(page: str) -> str:
    """Return what is seen of a page: all but what :func:`marks` put there."""
    return _PAGE.sub("", _REPORT.sub("", page, count=1), count=1)


def read_page(path: Path) -> str:
    """Return the text of a page. Raises DataError."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _refusal(path, "a file far too large")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(path, "no text") from error
    except OSError as error:
        raise _refusal(path, (error.strerror or type(error).__name__).lower()) from error


def read_report(path: Path) -> str:
    """Return the text of a report's page, whether it tells figures or not. Raises DataError."""
    page = read_page(path)
    if not page.startswith(START):
        raise _refusal(path, "another page")
    return page


def _refusal(path: Path, found: str) -> DataError:
    return DataError(
        path, expected="the page of a report", found=found, remedy="choose one saved as a report"
    )
