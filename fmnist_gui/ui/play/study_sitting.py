"""What a sitting of a study has beside the images: instructions, tags, and whose it may be."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout, QWidget

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.example import example_images
from fmnist_gui.ui.plain_text import isolated
from fmnist_gui.ui.play.sitting_view import SittingView
from fmnist_gui.ui.study.introduction import Introduction
from fmnist_gui.ui.workspace import LabelsChanged, Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore


class StudySitting(QObject):
    """Puts instructions into `stack` on `page`, before the image, when they are asked for.

    A sitting that is out of sight pauses by itself, and goes on when enough is read. It is left
    once its person was withdrawn, since nothing that they answer would count; one of a study that
    was paused or closed is answered to its end.
    """

    def __init__(self, workspace: Workspace, page: QWidget, *, stack: QStackedLayout) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._stack = stack
        self._attended: SittingView | None = None
        self._sitting: SittingView | None = None
        self.view: Introduction | None = None
        workspace.labels_changed.connect(self._on_labels_changed)

    def attend(self, sitting: SittingView) -> None:
        """Look after a sitting that has begun; nothing for one that is of no study."""
        deck = sitting.session.record.deck
        self._attended = sitting
        sitting.flow.left.connect(lambda _: self._let_go(sitting))
        sitting.flow.ended.connect(lambda _: self._let_go(sitting))
        if sitting.session.record.study:
            sitting.instructions_asked.connect(lambda: self._show(sitting))
            self._workspace.ask(
                lambda store: tuple(store.tags(deck.fingerprint)), sitting.asides.offer_tags
            )

    def _let_go(self, sitting: SittingView) -> None:
        if self._attended is sitting:
            self._attended = None
        if self._sitting is sitting:
            # Whoever read the instructions does not come back to them.
            view, self.view, self._sitting = self.view, None, None
            if view is not None:
                self._stack.removeWidget(view)
                view.deleteLater()

    def _on_labels_changed(self, changed: LabelsChanged) -> None:
        """Leave the sitting, and say so, if its person was withdrawn meanwhile."""
        sitting = self._attended
        if sitting is None or changed.is_exposure or not sitting.session.record.study:
            return
        header = sitting.session.record

        def verb(store: "LabelStore") -> StudyRecord:
            return store.studies.find(header.study)

        def then(record: StudyRecord) -> None:
            name = header.annotator.name
            if self._attended is sitting and record.is_withdrawn(name):
                who, study = isolated(name), record.study.title
                sitting.leave()
                self._workspace.report(
                    RequestError(
                        f"{who} was withdrawn from the study {study}, so the sitting was left"
                    )
                )

        self._workspace.ask(verb, then)

    def _show(self, sitting: SittingView) -> None:
        dataset, sha256 = self._workspace.dataset, sitting.session.record.study
        if dataset is None or self._sitting is not None:
            return
        self._sitting = sitting
        was_running = sitting.stage.is_image_visible

        def verb(store: "LabelStore") -> StudyRecord:
            return store.studies.find(sha256)

        def then(record: StudyRecord) -> None:
            if self._stack.currentWidget() is sitting:
                examples = example_images(record.study, dataset.splits)
                self._put_up(Introduction(record.study, examples, is_reading=True), was_running)
            else:
                self._sitting = None

        def failed(error: Exception) -> None:
            self._sitting = None
            self._workspace.report(error)

        self._workspace.ask(verb, then, failed=failed)

    def _put_up(self, view: Introduction, was_running: bool) -> None:
        self.view = view
        view.begun.connect(lambda _: self._take_down(was_running))
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._page.setFocusProxy(view)
        view.setFocus()

    def _take_down(self, was_running: bool) -> None:
        view, sitting = self.view, self._sitting
        self.view = self._sitting = None
        if view is None or sitting is None:
            return
        self._page.setFocusProxy(sitting)
        self._stack.setCurrentWidget(sitting)
        self._stack.removeWidget(view)
        view.deleteLater()
        sitting.setFocus()
        if was_running and sitting.session.state == "paused":
            sitting.flow.toggle_pause()
