"""When the start of the program reached what, for the benchmark that asks."""

import os
import time
from pathlib import Path

FILE = "FMNIST_GUI_MILESTONES"
"""Environment variable: the file to which milestones are added, one "name ns" a line."""

UNTIL = "FMNIST_GUI_QUIT_AFTER"
"""Environment variable: the milestone after which the program closes its window."""


def note(name: str) -> bool:
    """Write down that `name` was reached; True when the program should close now."""
    asked = os.environ.get(FILE)
    if not asked:
        return False
    with Path(asked).open("a", encoding="utf-8") as lines:
        lines.write(f"{name} {time.monotonic_ns()}\n")
    return os.environ.get(UNTIL) == name
