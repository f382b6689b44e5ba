"""A line in which a query is written, with suggestions and what is wrong with it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fmnist_gui.core.query.complete import Completion, complete
from fmnist_gui.core.query.error import QueryError
from fmnist_gui.core.query.match import match
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui.query.query_line import QueryLine
from fmnist_gui.ui.query.suggestion_list import SuggestionList

PLACEHOLDER = "Filter: class:shirt margin<0.3"
APPLY_AFTER_MS = 250
COMPLAIN_AFTER_MS = 1000
"""Somebody who still writes is not told at once that it is not finished."""


class QueryEntry(QWidget):
    """A line with suggestions below it.

    A query that can be answered is asked with Enter, and by itself `apply_after_ms` after the
    last change. One that cannot is marked and, if it `is_explained` here, explained
    instead. With a `clear_icon` there is a button that empties the line.

    Signals:
        asked(str): show the images that this query means.
    """

    asked = Signal(str)

    def __init__(
        self,
        clear_icon: QIcon | None = None,
        parent: QWidget | None = None,
        *,
        apply_after_ms: int = APPLY_AFTER_MS,
        is_explained: bool = True,
    ) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._completion = Completion(0, 0)
        self._asked = self._said = ""
        self._is_saying = False
        self._is_explained = is_explained
        self.line = QueryLine(clear_icon)
        self.line.setPlaceholderText(PLACEHOLDER)
        self.line.setAccessibleName("Filter")
        self.line.installEventFilter(self)
        self.suggestions = SuggestionList(self)
        self._apply_after_ms = apply_after_ms
        self._pause = QTimer(self, singleShot=True)
        self._patience = QTimer(self, singleShot=True, interval=COMPLAIN_AFTER_MS)
        self._row = QHBoxLayout(self)
        self._compose()

    @property
    def text(self) -> str:
        """What is written."""
        return self.line.text()

    @property
    def error(self) -> str:
        """The sentence about what is wrong, empty when nothing is."""
        return self.suggestions.error.text()

    def offer(self, table: Table | None) -> None:
        """Suggest and check what can be asked of `table`."""
        self._table = table
        if self.suggestions.has_suggestions:
            self._suggest()

    def say(self, text: str) -> None:
        """Show a query that is asked already; nobody is told.

        One that was said before does not take away what somebody is just writing.
        """
        is_news = text != self._said
        self._said = text
        if text == self.text:
            self._asked = text
            if self.error:
                self._forget()
            return
        if not is_news and (self.line.hasFocus() or self.error):
            return
        self._is_saying = True
        self.line.setText(text)
        self._is_saying = False
        self._asked = text
        self._forget()

    def show_error(self, error: QueryError) -> None:
        """Mark the place that `error` means and say the sentence below."""
        self._pause.stop()
        self._patience.stop()
        self.line.mark_wrong(error.start, error.end)
        self.line.setAccessibleDescription(str(error))
        self.suggestions.offer(())
        self.suggestions.say(str(error) if self._is_explained else "")
        if self.isVisible():
            self.suggestions.hang(self.line)

    @Slot()
    def focus(self) -> None:
        """Let somebody write, over what is there."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that steer the suggestions; close these without the focus."""
        if watched is not self.line:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut:
            self._close_suggestions()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what hangs below in its place."""
        super().resizeEvent(event)
        self._hang_again()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep what hangs below in its place."""
        super().moveEvent(event)
        self._hang_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take along what hangs below."""
        super().hideEvent(event)
        self.suggestions.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Say again what is wrong."""
        super().showEvent(event)
        if self.error:
            self.suggestions.hang(self.line)

    def _hang_again(self) -> None:
        if not self.suggestions.isHidden():
            self.suggestions.hang(self.line)

    def _on_key(self, key: Qt.Key) -> bool:
        """Do what `key` does to the suggestions and return whether that was anything."""
        is_open = self.suggestions.has_suggestions
        chosen = self.suggestions.chosen if is_open else None
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if is_open:
                self.suggestions.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._suggest(is_wished=True)
        elif key == Qt.Key.Key_Tab and is_open:
            self._take(chosen or 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if chosen is None:
                self._ask()
            else:
                self._take(chosen)
        elif key == Qt.Key.Key_Escape and not self.suggestions.isHidden():
            self.suggestions.hide()
        else:
            return False
        return True

    # Writing

    def _on_changed(self, text: str) -> None:
        if self._is_saying:
            return
        self._forget()
        self._pause.start(self._apply_after_ms)
        if self.line.hasFocus():
            self._suggest()

    def _on_cursor_moved(self) -> None:
        if self.suggestions.has_suggestions:
            self._suggest()

    def _suggest(self, *, is_wished: bool = False) -> None:
        """Open the list of what can stand at the cursor, unless what is there is complete."""
        text = self.text
        if self._table is None:
            return
        found = complete(text, self.line.cursorPosition(), self._table)
        there = text[found.start : found.end]
        is_complete = bool(found.suggestions) and found.suggestions[0].text == there
        self._completion = found
        self.suggestions.offer(() if is_complete and not is_wished else found.suggestions)
        self.suggestions.hang(self.line)

    def _take(self, number: int) -> None:
        found = self._completion
        suggestion = found.suggestions[number]
        self.line.setSelection(found.start, found.end - found.start)
        self.line.insert(suggestion.text)
        # After a key comes a value; after a value the next thing is not known.
        if suggestion.text[-1:].isalnum() or suggestion.text[-1:] in ('"', "*"):
            self._close_suggestions()

    def _close_suggestions(self) -> None:
        self.suggestions.offer(())
        if not self.error:
            self.suggestions.hide()

    def _forget(self) -> None:
        """Forget what was wrong and what was suggested."""
        self._pause.stop()
        self._patience.stop()
        self.line.mark_nothing()
        self.line.setAccessibleDescription("")
        self.suggestions.say("")
        self._close_suggestions()

    # Asking

    def _wrong(self) -> QueryError | None:
        try:
            query = parse(self.text)
            if self._table is not None:
                match(query, self._table)
        except QueryError as error:
            return error
        return None

    def _ask(self) -> None:
        """Ask, or say why that is not possible."""
        error = self._wrong()
        if error is not None:
            self.show_error(error)
            return
        self._forget()
        self._asked = self.text
        self.asked.emit(self.text)

    def _on_paused(self) -> None:
        if self.text == self._asked:
            return
        if self._wrong() is None:
            self._pause.stop()
            self._asked = self.text
            self.asked.emit(self.text)
        else:
            self._patience.start()

    def _on_impatient(self) -> None:
        error = self._wrong()
        if error is not None and not self.suggestions.has_suggestions:
            self.show_error(error)

    def _compose(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_changed)
        self.line.cursorPositionChanged.connect(self._on_cursor_moved)
        self.line.cleared.connect(self._ask)
        self.suggestions.taken.connect(self._take)
        self._pause.timeout.connect(self._on_paused)
        self._patience.timeout.connect(self._on_impatient)
