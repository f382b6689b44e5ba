"""What a command prints: lines for people or one JSON object for programs."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import Report

# A path that begins so has lost a stroke.
_IN_PLACE = re.compile(r"(postgres(?:ql)?:/+[^\s:@/]*):\S*@", re.IGNORECASE)
# A name in it may be spelled with escapes.
_IN_QUERY = re.compile(r"((?:password|secret|[?&][^=&\s]*%[^=&\s]*)=)[^\s&'\"”]+", re.IGNORECASE)

DONE, USER_ERROR = 0, 2
"""Exit statuses: done, and something that the user can act on."""


@dataclass(frozen=True)
class Output:
    """Where a command's answer goes."""

    is_json: bool

    def give(self, answer: Mapping[str, object], lines: Iterable[str]) -> None:
        """Print `answer` as JSON if that was asked for, else `lines`."""
        # ASCII, so that programs read the same whatever the terminal speaks.
        text = json.dumps(answer) + "\n" if self.is_json else "".join(f"{n}\n" for n in lines)
        with _explained():
            sys.stdout.write(_printable(text))
            sys.stdout.flush()


def finish() -> None:
    """Print what argparse left unprinted, such as help."""
    # There is none for a program that was started without a terminal on Windows.
    if sys.stdout is not None:
        with _explained():
            sys.stdout.flush()


def look_away() -> None:
    """Let what cannot be printed go nowhere, or Python would try again at exit and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        look_away()
        raise RequestError(
            f"standard output: {(error.strerror or 'it cannot be written').lower()}; "
            "print to another place"
        ) from error


def _printable(text: str) -> str:
    """Return `text` with what standard output cannot encode spelled as an escape."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding, sys.stdout.errors or "strict")
    except UnicodeEncodeError:
        return text.encode(encoding, "backslashreplace").decode(encoding)
    return text


def without_passwords(sentence: str) -> str:
    """Return `sentence` with addresses of servers that are quoted in it less their passwords.

    Somebody may have written one where another word was expected.
    """
    return _IN_QUERY.sub(r"\1…", _IN_PLACE.sub(r"\1:…@", sentence))


def progress(what: str) -> Report:
    """Return a callback that shows progress on standard error, if that is a terminal."""

    def report(done: int, total: int) -> None:
        if sys.stderr.isatty():
            share = f"{100 * done // total} %" if total else "…"
            end = "\n" if total and done >= total else ""
            sys.stderr.write(f"\r{what}: {share}  {end}")
            sys.stderr.flush()

    return report
