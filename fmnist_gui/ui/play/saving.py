"""Gets what is written in a sitting to the disk, on the store's worker."""

from collections.abc import Callable

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.play.entry_writer import Save, Written
from fmnist_gui.ui.workspace import Workspace


def saver(workspace: Workspace) -> Save:
    """Return what writes into the store of `workspace`: tags first, which nobody waits for alone.

    What is there already is not written twice when it is tried again.
    """

    def save(written: Written, then: Callable[[], None], failed: Callable[[str], None]) -> None:
        def verb(store: LabelStore) -> None:
            if written.tags:
                store.tag(written.tags)
            store.append(written.entry)

        def on_failed(error: Exception) -> None:
            if isinstance(error, FmnistError):
                failed(str(error))
            else:
                failed("The program itself made a mistake; the log says which.")
                raise error

        workspace.ask(verb, lambda _: then(), failed=on_failed)

    return save
