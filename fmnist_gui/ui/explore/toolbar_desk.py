"""Lets the toolbar say what is shown, and the exhibit show what the toolbar asks for."""

from dataclasses import replace

from PySide6.QtCore import QObject

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.mosaic.arrangement import Arrangement, split_meant
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.stats import percent
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.colour_map import ColourMap, named
from fmnist_gui.ui.explore.exhibit import Exhibit, Refused
from fmnist_gui.ui.explore.palette import offered
from fmnist_gui.ui.explore.toolbar import Toolbar
from fmnist_gui.ui.workspace import Workspace


class ToolbarDesk(QObject):
    """Joins toolbar and exhibit; a query that cannot be met is explained where it is written."""

    def __init__(
        self, workspace: Workspace, toolbar: Toolbar, *, exhibit: Exhibit, canvas: Canvas
    ) -> None:
        super().__init__(toolbar)
        self._workspace = workspace
        self._toolbar = toolbar
        self._exhibit = exhibit
        self._canvas = canvas
        toolbar.arranged.connect(self.arrange)
        toolbar.tint_chosen.connect(exhibit.colour_by)
        toolbar.colours_chosen.connect(self.choose_colours)
        toolbar.query_field.asked.connect(self._on_query_asked)
        toolbar.chip.close_button.clicked.connect(exhibit.close_list)
        toolbar.back_button.clicked.connect(exhibit.go_back)
        toolbar.forward_button.clicked.connect(exhibit.go_forward)
        exhibit.refused.connect(self._on_refused)
        # The keys are the canvas's again once something was chosen with the mouse.
        for chooser in toolbar.choosers:
            chooser.closed.connect(canvas.setFocus)
        self.choose_colours(named(workspace.settings.choices.colour_map))

    def arrange(self, arrangement: Arrangement) -> None:
        """Show other images, or the same in another way; or let the choosers go back."""
        if not self._exhibit.arrange(arrangement):
            self.show_choice()

    def choose_colours(self, colour_map: ColourMap) -> None:
        """Show grey values in other colours, now and at the next start."""
        self._workspace.settings.change(colour_map=colour_map.value)
        self._canvas.show_colours(colour_map)
        self._toolbar.show_colours(colour_map)

    def offer_splits(self, dataset: Dataset | None) -> None:
        """Offer the splits of the data that is open."""
        splits = {} if dataset is None else dataset.splits
        self._toolbar.offer_splits({name: len(split) for name, split in splits.items()})

    def offer_columns(self) -> None:
        """Offer what is known of the images; while blind nothing that tells labels."""
        table, is_blind = self._exhibit.table, self._exhibit.is_blind
        self._toolbar.offer_columns(table, offered(table, is_blind=is_blind))
        self._toolbar.query_field.offer(table.untelling() if is_blind else table)
        self.show_choice()

    def show_choice(self) -> None:
        """Say what is shown."""
        exhibit, toolbar = self._exhibit, self._toolbar
        toolbar.set_blind(exhibit.is_blind)
        shown = exhibit.arrangement
        toolbar.show_arrangement(replace(shown, split=split_meant(shown)))
        column, history = exhibit.tint_column, exhibit.history
        toolbar.show_tint("" if column is None else column.key)
        toolbar.show_history(can_go_back=history.can_go_back, can_go_forward=history.can_go_forward)
        images = exhibit.images
        if images is not None:
            plain = percent.images(len(images.numbers))
            toolbar.show_list(images.split, plain if exhibit.is_blind else images.title)

    def _on_query_asked(self, query: str) -> None:
        if self._exhibit.arrange(replace(self._exhibit.arrangement, query=query)):
            self._toolbar.query_field.say(query)

    def _on_refused(self, refused: Refused) -> None:
        if isinstance(refused.error, QueryError):
            self._toolbar.query_field.show_error(refused.error)
        else:
            self._workspace.report(refused.error)
