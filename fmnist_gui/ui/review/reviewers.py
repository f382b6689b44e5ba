"""Who reviews: the names there are, and what is said of one that nobody can have."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.session.name import checked_name, in_line
from fmnist_gui.ui.name_field import NAME_CUT
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.review.mode_bar import ModeBar
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.store.label_store import LabelStore

log = logging.getLogger(__name__)


class Reviewers(QObject):
    """Takes the name that is written in `bar`, and offers those of everybody known.

    Signals:
        came(None): somebody else is here now.
        refused(str): a name was not taken, or not all of it, and why.
    """

    came = Signal()
    refused = Signal(str)

    def __init__(self, workspace: Workspace, bar: ModeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bar = bar
        bar.reviewer_named.connect(self._on_named)
        bar.name_field.cut.connect(lambda: self.refused.emit(NAME_CUT))

    def read(self) -> None:
        """Ask the store who there is, and offer their names."""

        def verb(store: "LabelStore") -> list[str]:
            return [person.name for person in store.annotators()]

        def then(names: list[str]) -> None:
            current = self._workspace.annotator_name
            others = [name for name in names if name != current]
            self._bar.offer_names([current, *others], current=current)

        self._workspace.ask(verb, then, failed=_log_only)

    def _on_named(self, name: str) -> None:
        here = self._workspace.annotator_name
        if name == here:
            return
        try:
            known = checked_name(name)
        except RequestError as error:
            empty = f"A reviewer needs a name; {in_line(here)} stays."
            self.refused.emit(spoken(error) if name else empty)
            self._bar.name_field.put_back(here)
            return
        self._workspace.choose_annotator(known)
        self.came.emit()


def _log_only(error: Exception) -> None:
    if not isinstance(error, FmnistError):
        raise error
    log.warning("the names of reviewers are not known: %s", error)
