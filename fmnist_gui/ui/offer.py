"""Ways to take something away as files, as a menu offers them, and what is said afterwards."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from fmnist_gui.core.enumeration import listed
from fmnist_gui.ui.plain_text import literal


@dataclass(frozen=True)
class Offer:
    """One way: words, a name for the file, and the kinds of files, none for a folder.

    ``tip`` says in a line what it is for.
    """

    words: str
    stem: str
    kinds: dict[str, str] = field(default_factory=dict)
    tip: str = ""


def where(files: tuple[Path, ...]) -> str:
    """Return a sentence about where these files are."""
    if len(files) == 1:
        return f"Saved as {files[0]}."
    if len(files) > 2:
        return f"Saved as {files[0].name} to {files[-1].name} in {files[0].parent}."
    return f"Saved as {listed([file.name for file in files])} in {files[0].parent}."


def may_replace(there: list[Path], page: QWidget, title: str) -> bool:
    """Return whether files that are there already may be replaced, which is asked if there are any.

    They are in one folder.
    """
    if not there:
        return True
    shown = [path.name for path in there[:3]]
    names = listed(shown if len(there) <= 3 else [*shown, f"{len(there) - 3:,} more"])
    verb = "is" if len(there) == 1 else "are"
    question = literal(f"{names} {verb} in {there[0].parent} already. Replace?")
    button = QMessageBox.StandardButton
    answer = QMessageBox.question(page, title, question, button.Yes | button.Cancel)
    return answer == button.Yes
