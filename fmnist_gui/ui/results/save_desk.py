"""Saves reports and pictures: asks where to, writes off the window's thread, says where it lies."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.report_picture import Pictures, pictured
from fmnist_gui.core.progress import CancelCheck, Report
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.ui.chart import picture_file
from fmnist_gui.ui.results import keep
from fmnist_gui.ui.results.story import PanelStory
from fmnist_gui.ui.results.story_column import PictureAsked
from fmnist_gui.ui.workspace import Workspace

SOURCE = "report"
"""Where labels were shown whose images are in a report."""


class SaveDesk(QObject):
    """What the buttons "Save report" and "Save picture" do."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._page = parent

    def ask_report(self, result: SessionResult, then: Callable[[Sequence[Path]], object]) -> None:
        """Ask where the report goes and write it."""
        if path := keep.ask_report_path(self._page, keep.session_stem(result)):
            self.save_report(result, path, then)

    def save_report(
        self, result: SessionResult, path: Path, then: Callable[[Sequence[Path]], object]
    ) -> None:
        """Write the report of a session, then call `then` with what was written."""
        session_id = result.record.id

        def on_read(history: History) -> None:
            self._write_report(result, path, history=history, then=then)

        self._workspace.ask(lambda store: store.history(session_id), on_read)

    def ask_panel_report(self, story: PanelStory, then: Callable[[Sequence[Path]], object]) -> None:
        """Ask where the report of a panel goes, write it, and call `then` with what was written."""
        result, made_at = story.result, datetime.now(UTC)
        if result is None:
            return
        path = keep.ask_report_path(self._page, keep.panel_stem(result))
        if path is None:
            return
        ids = [member.session_id for member in result.members]

        def on_read(histories: list[History]) -> None:
            def work(_report: Report, _is_cancelled: CancelCheck) -> tuple[Path, ...]:
                return keep.write_panel_report(path, histories, story.references, made_at=made_at)

            self._workspace.tasks.run(work, then, failed=self._workspace.report)

        self._workspace.ask(lambda store: [store.history(i) for i in ids], on_read)

    def _write_report(
        self,
        result: SessionResult,
        path: Path,
        *,
        history: History,
        then: Callable[[Sequence[Path]], object],
    ) -> None:
        made_at, split = datetime.now(UTC), self._split(result)
        shelf_folder = self._workspace.home.scores

        def work(_report: Report, _is_cancelled: CancelCheck) -> tuple[Path, ...]:
            pictures = _pictures(split, shelf_folder)
            return keep.write_report(
                result, path, history=history, made_at=made_at, pictures=pictures
            )

        def on_written(paths: tuple[Path, ...]) -> None:
            if split is not None:
                told = (trial.image_index for trial in pictured(result, split.images))
                self._workspace.expose(split, tuple(told), source=SOURCE)
            then(paths)

        self._workspace.tasks.run(work, on_written, failed=self._workspace.report)

    def _split(self, result: SessionResult) -> Split | None:
        """Return the images that a session is about; None while other data is open."""
        dataset, deck = self._workspace.dataset, result.record.deck
        splits = dataset.splits.values() if dataset is not None else ()
        return next((split for split in splits if split.fingerprint == deck.fingerprint), None)

    def ask_picture(self, asked: PictureAsked) -> None:
        """Ask where a chart goes and write it."""
        if path := picture_file.ask_picture_path(self._page, asked.figure):
            self.save_picture(asked, path)

    def save_picture(self, asked: PictureAsked, path: Path) -> None:
        """Write a chart as PNG or SVG, by the ending of its name."""
        try:
            picture_file.write_picture(asked.figure, f"{asked.source}. Made with fmnist-gui.", path)
        except RequestError as error:
            self._workspace.report(error)


def _pictures(split: Split | None, shelf_folder: Path) -> Pictures | None:
    """Return the images of `split` with what a crowd said about them, if it is known here."""
    if split is None:
        return None
    from fmnist_gui.store.score_shelf import ScoreShelf

    crowd = ScoreShelf(shelf_folder).kept(split.fingerprint).crowd_of(split.fingerprint)
    return Pictures(split.images, crowd.counts if crowd else None)
