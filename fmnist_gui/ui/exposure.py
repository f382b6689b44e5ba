"""Writes down whose labels were shown to whom."""

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.session.name import UNNAMED

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.dataset import Split
    from fmnist_gui.store.label_store import LabelStore

log = logging.getLogger(__name__)

TELL_EVERY_MS = 1000
"""Exposures are told of so often at most."""


class Ask(Protocol):
    """How the store is asked, see :meth:`fmnist_gui.ui.workspace.Workspace.ask`."""

    def __call__(
        self,
        verb: "Callable[[LabelStore], None]",
        then: Callable[[None], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Let the store do `verb`, and call `then` or `failed`."""


class Exposure(QObject):
    """Keeps exposures through `ask`; `tell` is handed the source of those that were written.

    Nothing is said when they cannot be: nothing can be played without a store either, and that
    has been said already.
    """

    def __init__(self, ask: Ask, tell: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._tell = tell
        self._sources: set[str] = set()
        self._is_stopped = False
        self._timer = QTimer(self, singleShot=True, interval=TELL_EVERY_MS)
        self._timer.timeout.connect(self._tell_all)

    def keep(self, name: str, split: "Split", indices: Collection[int], *, source: str) -> None:
        """Write down that `name` was shown the labels of these images, in the place `source`."""
        if self._is_stopped:
            # A window that is closing is painted once more, after all was handed on.
            log.info("labels shown by %s while closing are not noted", source)
            return
        keep = partial(
            _keep,
            name=name,
            split=split,
            indices=tuple(indices),
            source=source,
            at=datetime.now(UTC),
        )

        def then(_: None) -> None:
            self._sources.add(source)
            if not self._timer.isActive():
                self._timer.start()

        self._ask(keep, then, failed=_log_only)

    def hand_down(self, name: str, splits: "Iterable[Split]") -> None:
        """Let `name` have seen what nobody in particular was shown."""
        for split in splits:
            self._ask(partial(_hand_down, split=split, name=name), failed=_log_only)

    def stop(self) -> None:
        """Keep nothing and tell of nothing any more."""
        self._is_stopped = True
        self._timer.stop()

    def _tell_all(self) -> None:
        sources, self._sources = sorted(self._sources), set()
        for source in sources:
            self._tell(source)


def _keep(
    store: "LabelStore",
    *,
    name: str,
    split: "Split",
    indices: Collection[int],
    source: str,
    at: datetime,
) -> None:
    store.expose(
        store.annotator(name),
        fingerprint=split.fingerprint,
        split=split.name,
        indices=indices,
        source=source,
        at=at,
    )


def _hand_down(store: "LabelStore", *, split: "Split", name: str) -> None:
    seen = store.exposed(store.annotator(UNNAMED), split.fingerprint)
    _keep(
        store,
        name=name,
        split=split,
        indices=seen,
        source="before a name was given",
        at=datetime.now(UTC),
    )


def _log_only(error: Exception) -> None:
    if not isinstance(error, FmnistError):
        raise error
    log.warning("exposures are not kept: %s", error)
