"""A new study in the place of the page: the form, or what people will see of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fmnist_gui.core.study.example import example_images
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.collect.draft_desk import DraftDesk, DraftReady
from fmnist_gui.ui.collect.draft_form import DraftForm
from fmnist_gui.ui.collect.material import Material
from fmnist_gui.ui.study.introduction import Introduction
from fmnist_gui.ui.workspace import Workspace

PUT_RIGHT = "First put right what is marked below."


class DraftView(QStackedWidget):
    """Shows the form, and in its place the introduction of a study.

    Signals:
        left(None): the person goes back; what is in the form stays there.
        save_asked(Study): the study is to be kept as a file.
        start_asked(Study): the study is to start.
    """

    left = Signal()
    save_asked = Signal(object)
    start_asked = Signal(object)

    def __init__(
        self, workspace: Workspace, material: Material, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.form = DraftForm()
        self.desk = DraftDesk(self.form, workspace, material)
        self.preview: Introduction | None = None
        self.addWidget(self.form)
        self.setFocusProxy(self.form)
        self.form.bar.left.connect(self.left)
        self.form.bar.save_asked.connect(self._on_save_asked)
        self.form.bar.start_asked.connect(self._on_start_asked)
        self.form.preview_asked.connect(self._on_preview_asked)
        self.desk.checked.connect(self._on_checked)

    def open(self) -> None:
        """Show the form, with the data that are open now."""
        self._close_preview()
        self.desk.open()

    def show_preview(self, study: Study, *, is_draft: bool = False) -> None:
        """Show what people see of `study` before their first image."""
        self._close_preview()
        dataset = self._workspace.dataset
        examples = example_images(study, dataset.splits if dataset is not None else {})
        preview = Introduction(study, examples)
        # Nobody takes part by looking at it.
        preview.begin_button.hide()
        preview.back_button.setText("Back to the form" if is_draft else "Back")
        preview.left.connect(self._close_preview if is_draft else self._leave_preview)
        self.preview = preview
        self.addWidget(preview)
        self.setCurrentWidget(preview)
        preview.setFocus()

    def _close_preview(self) -> None:
        if self.preview is not None:
            self.setCurrentWidget(self.form)
            self.removeWidget(self.preview)
            self.preview.deleteLater()
            self.preview = None

    def _leave_preview(self) -> None:
        self._close_preview()
        self.left.emit()

    def _on_checked(self, ready: DraftReady) -> None:
        self.form.preview_button.setEnabled(ready.sketch is not None)
        self.form.preview_button.setToolTip(PUT_RIGHT if ready.sketch is None else "")

    def _on_preview_asked(self) -> None:
        if self.desk.sketch is not None:
            self.show_preview(self.desk.sketch, is_draft=True)

    def _on_start_asked(self) -> None:
        self.desk.check()
        if (study := self.desk.study) is not None:
            # A second click starts no second study.
            self.form.bar.say(self.form.bar.plan_label.text(), is_ready=False)
            self.start_asked.emit(study)

    def _on_save_asked(self) -> None:
        self.desk.check()
        if self.desk.study is not None:
            self.save_asked.emit(self.desk.study)
