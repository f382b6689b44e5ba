"""From the wish to share or join a study to its being shared."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.ui.plain_text import isolated, spoken
from fmnist_gui.ui.share.link_start import LinkStart
from fmnist_gui.ui.share.server_link import ServerLink
from fmnist_gui.ui.share.share_dialog import ShareDialog
from fmnist_gui.ui.workspace import Workspace


class ShareDesk(QObject):
    """Asks one thing at a time.

    Signals:
        shared(str): the study with this hash is shared from here now, or was joined.
        told(str): a sentence about what was done.
    """

    shared = Signal(str)
    told = Signal(str)

    def __init__(self, workspace: Workspace, link: ServerLink, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._link = link
        self._start = LinkStart(workspace, link.add)
        self._window = window
        self.dialog: ShareDialog | None = None

    def share(self, record: StudyRecord) -> None:
        """Ask where a study is to be shared; of one that is, for its address once more."""
        state = self._link.state(record.study.sha256)
        title = f"“{isolated(record.study.name)}”"
        dialog = self._open(ShareDialog(title, server=state.server if state else ""))

        def ask(url: str, _name: str) -> None:
            done = self._done(dialog, f"{title} is shared. Whoever joins it there can label.")
            self._start.create(url, record, done, self._failed(dialog))

        dialog.asked.connect(ask)

    def join(self) -> None:
        """Ask which study of which server is to be joined."""
        dialog = self._open(ShareDialog())

        def ask(url: str, name: str) -> None:
            done = self._done(dialog, "The study was joined; its answers come in the background.")
            self._start.join(url, name, done, self._failed(dialog))

        dialog.asked.connect(ask)

    def _open(self, dialog: ShareDialog) -> ShareDialog:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.reject()
        dialog.setParent(self._window, Qt.WindowType.Dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()
        return dialog

    def _done(self, dialog: ShareDialog, sentence: str) -> Callable[[str], None]:
        def done(sha256: str) -> None:
            if isValid(dialog):
                dialog.accept()
            self.told.emit(sentence)
            self.shared.emit(sha256)

        return done

    def _failed(self, dialog: ShareDialog) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if isValid(dialog):
                self._workspace.report(error, instead=lambda known: dialog.refuse(spoken(known)))
            else:
                self._workspace.report(error)

        return failed
