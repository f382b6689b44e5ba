"""How a label patch is told from other tables; read without numpy, before the first paint."""

from pathlib import Path

from fmnist_gui.core.exchange.list_mark import begins_with

MARK = "# fmnist-gui label patch 1"
"""What the first line begins with."""


def is_patch(path: Path) -> bool:
    """Return whether the file at `path` begins as a label patch does."""
    return begins_with(path, MARK)
