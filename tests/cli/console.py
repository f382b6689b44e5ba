"""The command line called in this process or in one of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True)
class Told:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def content(self) -> Any:
        """The one JSON object on standard output; nothing else may stand there."""
        assert self.status == 0, self.err
        assert self.err == ""
        assert self.out.count("\n") == 1
        assert self.out.endswith("\n")

        def refuse(constant: str) -> object:
            raise AssertionError(f"{constant} is no JSON")

        content = json.loads(self.out, parse_constant=refuse)
        assert isinstance(content, dict)
        return content

    @property
    def refusal(self) -> str:
        """The sentence of a failure that the user can mend, which is all that was printed."""
        assert self.status == 2, self
        assert self.out == ""
        assert self.err.startswith("error: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.removeprefix("error: ").rstrip()


class Run(Protocol):
    """Calls the command line with these arguments."""

    def __call__(self, *arguments: object) -> Told:
        """Return what it told."""
        ...


def environment(**variables: str) -> dict[str, str]:
    """Return this process's environment without a display and without unbuffered output."""
    left_out = (*DISPLAYS, "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | variables


def start(*arguments: object, **variables: str) -> Told:
    """Run ``python -m fmnist_gui`` in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "fmnist_gui", *map(str, arguments)],
        env=environment(**variables),
        capture_output=True,
        check=False,
        timeout=180,  # to end a run that hangs; a busy machine takes its time
    )
    return Told(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def program() -> Path:
    """Return the command that was installed beside this Python."""
    return Path(sys.executable).with_name("fmnist-gui")
