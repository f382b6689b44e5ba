"""Files of the program's own: one JSON object each, in canonical order, small enough to be read."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import MismatchError
from fmnist_gui.core.session.deck import canonical


@dataclass(frozen=True)
class FileKind:
    """One kind of such files; ``name`` is what a sentence calls it, as "a deck".

    ``most_bytes`` bounds the file, and ``most_parts`` the commas and opening brackets in it, of
    which each may cost far more memory than its letter.
    """

    name: str
    error: type[MismatchError]
    most_bytes: int
    most_parts: int | None = None

    def read(self, path: Path) -> dict[str, Any]:
        """Return the object in the file at `path`; raises :attr:`error` for anything else.

        An object in which a key stands twice is refused, for a hash covers only one of the two,
        and so is a number with digits that say nothing.
        """
        try:
            text = self._bytes(path).decode("ascii")
            parts = sum(text.count(mark) for mark in ",[{")
            if self.most_parts is not None and parts > self.most_parts:
                raise self.refusal(path, "far too many parts", f"choose {self.name}")
            content = json.loads(
                text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_shortest
            )
        except json.JSONDecodeError as error:
            raise self._unfinished(path, error.doc) or self.refusal(path) from error
        except (ValueError, RecursionError) as error:
            raise self.refusal(path) from error
        if not isinstance(content, dict):
            raise self.refusal(path)
        return content

    def write(self, path: Path, content: dict[str, Any], *, too_long: tuple[str, str]) -> None:
        """Write `content` in canonical order to `path`, whole or not at all.

        Raises DataError when there is no place, and what :meth:`encoded` raises.
        """
        replace_all({path: self.encoded(path, content, too_long=too_long)})

    def encoded(self, path: Path, content: dict[str, Any], *, too_long: tuple[str, str]) -> bytes:
        """Return `content` in canonical order, as it is to stand in the file at `path`.

        Raises :attr:`error` when `path` is no name for a file, or with what was found and what to
        do in `too_long` when no reader would take it.
        """
        text = canonical(content) + "\n"
        parts = sum(text.count(mark) for mark in ",[{")
        is_over = self.most_parts is not None and parts > self.most_parts
        if len(text) > self.most_bytes or is_over:
            raise self.refusal(path, *too_long)
        if not path.name:
            raise self.refusal(path, "a folder", "name a file")
        return text.encode("ascii")

    def check_hash(self, path: Path, content: Mapping[str, Any]) -> None:
        """Raise :attr:`error` unless `content`, read from `path`, has the hash that it states."""
        stated = content.get("sha256")
        try:
            computed = content_sha256(content)
        except ValueError as error:
            raise self.refusal(path) from error
        if computed != stated:
            raise self.changed(path, stated=stated, computed=computed)

    def refusal(self, path: Path, found: str = "something else", remedy: str = "") -> MismatchError:
        """Return the sentence about a file that is none of this kind."""
        told = remedy or f"choose a file written as {self.name}"
        return self.error(path, expected=self.name, found=found, remedy=told)

    def changed(self, path: Path, *, stated: object, computed: str) -> MismatchError:
        """Return the sentence about a file whose content does not have the hash that it states."""
        return self.error(
            path,
            expected=f"content with SHA-256 {str(stated)[:16]!r}",
            found=repr(computed[:16]),
            remedy=f"the {self.name.removeprefix('a ')} was changed after it was written; ask for "
            "the original file",
        )

    def _unfinished(self, path: Path, text: str) -> MismatchError | None:
        """Return the sentence about a file of which only the beginning came, None for others."""
        again = "copy it again from where it came"
        if not text.strip():
            return self.refusal(path, "an empty file", again)
        if text.lstrip().startswith("{") and not text.rstrip().endswith("}"):
            return self.refusal(path, "a file that stops in the middle", again)
        return None

    def _bytes(self, path: Path) -> bytes:
        try:
            if not path.is_file():
                found = "something that is no file" if path.exists() else "no such file"
                raise self.refusal(path, found, "check the name")
            if path.stat().st_size > self.most_bytes:
                raise self.refusal(path, "a file far too large", f"choose {self.name}")
            return path.read_bytes()
        except OSError as error:
            found = (error.strerror or type(error).__name__).lower()
            raise self.refusal(path, found, "mend that or choose another") from error


def content_sha256(content: Mapping[str, Any]) -> str:
    """Return the hex SHA-256 of `content` in canonical JSON, without a hash that it states itself.

    Raises ValueError for what is nested too deeply to be written.
    """
    covered = {name: value for name, value in content.items() if name != "sha256"}
    try:
        return hashlib.sha256(canonical(covered).encode()).hexdigest()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key twice")
    return content


def _shortest(digits: str) -> float:
    """Return a number whose digits are those it is written with again."""
    number = float(digits)
    if repr(number) != digits:
        raise ValueError(f"{digits} is {number!r}")
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
