"""What a command prints: lines for people or one JSON object for programs."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fmnist_gui.core.progress import Report


@dataclass(frozen=True)
class Output:
    """Where a command's answer goes."""

    is_json: bool

    def give(self, answer: Mapping[str, object], lines: Iterable[str]) -> None:
        """Print `answer` as JSON if that was asked for, else `lines`."""
        if self.is_json:
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()


def progress(what: str) -> Report:
    """Return a callback that shows progress on standard error, if that is a terminal."""

    def report(done: int, total: int) -> None:
        if sys.stderr.isatty():
            share = f"{100 * done // total} %" if total else "…"
            end = "\n" if total and done >= total else ""
            sys.stderr.write(f"\r{what}: {share}  {end}")
            sys.stderr.flush()

    return report
