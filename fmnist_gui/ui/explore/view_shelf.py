"""Views that a person has given a name, and what the query line offers of them."""

from collections.abc import Mapping
from dataclasses import asdict

from PySide6.QtCore import QObject

from fmnist_gui import saved_view
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.mosaic.arrangement import FIRST_SEED, Arrangement, Kind
from fmnist_gui.saved_view import View
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.query_field import QueryField
from fmnist_gui.ui.explore.toolbar import LARGEST_SEED, LARGEST_SIDE
from fmnist_gui.ui.workspace import Failure, Workspace

TINT = "tint"


class ViewShelf(QObject):
    """Saves, shows and removes views of the exhibit by name."""

    def __init__(self, workspace: Workspace, exhibit: Exhibit, field: QueryField) -> None:
        super().__init__(exhibit)
        self._workspace = workspace
        self._exhibit = exhibit
        self._field = field
        found = saved_view.read(workspace.home.views)
        if found.complaint:
            workspace.failed.emit(Failure(found.complaint))
        self._offer(found.views)
        field.view_chosen.connect(self.show_view)
        field.view_saved.connect(self.save)
        field.view_removed.connect(self.remove)

    def save(self, name: str) -> None:
        """Keep what is shown now under `name`."""
        view = {**asdict(self._exhibit.arrangement), TINT: self._exhibit.tint_key}
        view["kind"] = self._exhibit.arrangement.kind.value
        try:
            self._offer(saved_view.keep(self._workspace.home.views, name, view))
        except FmnistError as error:
            self._workspace.report(error)

    def remove(self, name: str) -> None:
        """Forget the view called `name`."""
        try:
            self._offer(saved_view.remove(self._workspace.home.views, name))
        except FmnistError as error:
            self._workspace.report(error)

    def show_view(self, name: str) -> None:
        """Show what was kept under `name`."""
        try:
            view = self._views[name]
            arrangement = arrangement_of(name, view)
            if arrangement.split:
                self._workspace.split(arrangement.split)
            self._exhibit.arrange(arrangement, tint=str(view.get(TINT, "")))
        except FmnistError as error:
            self._workspace.report(error)

    def _offer(self, views: Mapping[str, View]) -> None:
        self._views = dict(views)
        self._field.offer_views(sorted(views))


def arrangement_of(name: str, view: View) -> Arrangement:
    """Return the arrangement in a saved view.

    Raises RequestError when it was saved by a version that knew other layouts, or changed by hand.
    """
    first = asdict(Arrangement())
    kinds = {kind.value: kind for kind in Kind}
    kind = kinds.get(str(view.get("kind")))
    known = {key: view.get(key, value) for key, value in first.items() if key != "kind"}
    is_sound = all(type(known[key]) is type(first[key]) for key in known) and (
        FIRST_SEED <= known["seed"] <= LARGEST_SEED and 1 <= known["side"] <= LARGEST_SIDE
    )
    if kind is None or not is_sound:
        raise RequestError(
            f"the view {name}: expected a layout of this version, found "
            f"{view.get('kind')!r}; save it again or remove it"
        )
    return Arrangement(kind=kind, **known)
