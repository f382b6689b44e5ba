"""Keeps the legend true, and filters by what is clicked in it or in headings."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from fmnist_gui.core.query import edit
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.table.column import Column
from fmnist_gui.ui.explore import palette
from fmnist_gui.ui.explore.canvas import Canvas
from fmnist_gui.ui.explore.exhibit import Exhibit
from fmnist_gui.ui.explore.legend import Legend
from fmnist_gui.ui.explore.legend_row import LegendRow
from fmnist_gui.ui.explore.overlay import Choice

CLASS = "class"


class LegendDesk(QObject):
    """Shows what the tint stands for; without a tint the classes, folded, to filter by."""

    def __init__(self, exhibit: Exhibit, canvas: Canvas, icons_folder: Path) -> None:
        super().__init__(canvas)
        self._exhibit = exhibit
        self._last_key: str | None = None
        self.legend = Legend(canvas, icons_folder)
        self.legend.chosen.connect(self._on_chosen)
        canvas.heading_clicked.connect(self._on_heading_clicked)

    @property
    def open_legends(self) -> tuple[Legend, ...]:
        """The legend, while more of it than its title is to be seen."""
        is_open = self.legend.isVisible() and not self.legend.is_folded
        return (self.legend,) if is_open else ()

    def refresh(self) -> None:
        """Say anew what the colours stand for, and how many images have each."""
        layout, tinted_by = self._exhibit.layout, self._exhibit.tint_column
        column = tinted_by or self._exhibit.table.column(CLASS)
        is_hidden = column is None or (self._exhibit.is_blind and column.tells_label)
        # Rows with their class beside them need nothing more, and would lie under it.
        is_said = tinted_by is None and layout is not None and bool(layout.row_classes)
        is_list = self._exhibit.images is not None
        if column is None or layout is None or is_hidden or is_said or is_list:
            self._last_key = None
            self.legend.show_nothing()
            return
        # Headings with the marks of the classes say the same.
        is_headed = column.is_of_classes and any(h.choice is not None for h in layout.headings)
        key = column.key if tinted_by is not None and not is_headed else ""
        if key != self._last_key:
            self._last_key = key
            self.legend.fold(is_folded=not key)
        if column.kind == "number":
            self._show_scale(column)
        else:
            self.legend.show_choices(column.title, palette.legend_rows(column, layout))
            self.legend.show_filtered(self._filtered(column))

    def _show_scale(self, column: Column) -> None:
        layout = self._exhibit.layout
        assert layout is not None
        unknown = palette.UNKNOWN if palette.unknown_count(column, layout) else ""
        limits = palette.limits(column, layout)
        low, high = ("", "") if limits is None else (f"{limit:.3g}" for limit in limits)
        self.legend.show_scale(
            f"{column.title}, by rank",
            palette.palette_of(column),
            low=low,
            high=high,
            unknown=unknown,
        )

    def _filtered(self, column: Column) -> set[str]:
        """Return which rows the query asks for by name."""
        try:
            terms = parse(self._exhibit.arrangement.query).terms
        except QueryError:
            return set()
        rows = palette.legend_rows(column, self._exhibit.layout) if self._exhibit.layout else ()
        text = self._exhibit.arrangement.query
        if not any(term.key == column.key for term in terms):
            return set()
        # A row is asked for if a click would take it away.
        return {row.value for row in rows if self._is_in(text, row, column)}

    def _is_in(self, text: str, row: LegendRow, column: Column) -> bool:
        once = edit.toggled(text, row.key, row.value, choices=column.choices)
        return len(once) < len(text)

    def _on_chosen(self, row: LegendRow) -> None:
        self._toggle(row.key, row.value)

    def _on_heading_clicked(self, choice: Choice) -> None:
        self._toggle(choice.key, choice.name)

    def _toggle(self, key: str, value: str) -> None:
        """Let the filter ask for one choice more, or less."""
        column = self._exhibit.table.column(key)
        if column is None:
            return
        arrangement = self._exhibit.arrangement
        try:
            query = edit.toggled(arrangement.query, key, value, choices=column.choices)
        except QueryError:
            query = edit.with_term("", key, value, choices=column.choices)
        self._exhibit.arrange(replace(arrangement, query=query))
