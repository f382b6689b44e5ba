"""Saves reports and pictures: asks where to, writes off the window's thread, says where it lies."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.ui.results import keep
from fmnist_gui.ui.results.story_column import PictureAsked
from fmnist_gui.ui.workspace import Workspace


class SaveDesk(QObject):
    """What the buttons "Save report" and "Save picture" do."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = parent

    def ask_report(self, result: SessionResult, then: Callable[[Sequence[Path]], object]) -> None:
        """Ask where the report goes and write it."""
        if path := keep.ask_report_path(self._page, result):
            self.save_report(result, path, then)

    def save_report(
        self, result: SessionResult, path: Path, then: Callable[[Sequence[Path]], object]
    ) -> None:
        """Write the report of a session, then call `then` with what was written."""
        made_at = datetime.now(UTC)

        def work(_report: Report, _is_cancelled: CancelCheck) -> None:
            keep.write_report(result, path, made_at=made_at)

        self._workspace.tasks.run(work, lambda _: then([path]), failed=self._workspace.report)

    def ask_picture(self, asked: PictureAsked) -> None:
        """Ask where a chart goes and write it."""
        if path := keep.ask_picture_path(self._page, asked.figure):
            self.save_picture(asked, path)

    def save_picture(self, asked: PictureAsked, path: Path) -> None:
        """Write a chart as PNG or SVG, by the ending of its name."""
        try:
            keep.write_picture(asked.figure, f"{asked.source}. Made with fmnist-gui.", path)
        except RequestError as error:
            self._workspace.report(error)
