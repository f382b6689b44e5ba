"""Asks where a file goes."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


def ask_path(
    widget: QWidget, suggested: Path, *, title: str, kinds: Mapping[str, str]
) -> Path | None:
    """Ask where a file goes, with `suggested` to begin with; None when nobody wants it any more.

    `kinds` are name filters by the ending that a name gets which has none.
    """
    dialog = QFileDialog(widget.window(), title, str(suggested.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds.values()))
    endings = {words: suffix.removeprefix(".") for suffix, words in kinds.items()}
    # So that the dialog, and not we, adds it: it asks before it replaces that very file.
    dialog.setDefaultSuffix(next(iter(endings.values())))
    dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(endings.get(words, "")))
    dialog.selectFile(suggested.name)
    is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(chosen[0]) if is_chosen and chosen else None
