"""The one list of actions: what menus show, which keys work, what the help says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar


@dataclass(frozen=True)
class Row:
    """One action: its key in the program, its menu, its words, its shortcut.

    A text of "-" draws a line in the menu. ``is_checkable`` makes it a switch.
    """

    key: str
    menu: str
    text: str
    shortcut: str = ""
    tip: str = ""
    is_checkable: bool = False


ROWS: tuple[Row, ...] = (
    Row("open_folder", "&File", "&Open a folder …", "Ctrl+O", "Open the folder of a data set"),
    Row("open_file", "&File", "Open a &file …", "Ctrl+Shift+O", "Open an IDX or CSV file"),
    Row("download", "&File", "&Get Fashion-MNIST (31 MB) …", "", "Download the official files"),
    Row("open_practice", "&File", "Open practice &images", "", "The images of the program itself"),
    Row(
        "add_scores",
        "&File",
        "Add &predictions or counts …",
        "",
        "What a model or other people say about these images",
    ),
    Row(
        "add_labels",
        "&File",
        "Add la&bels …",
        "",
        "What people said elsewhere: tables of answers or votes, tasks of Label Studio",
    ),
    Row(
        "add_sessions",
        "&File",
        "Add &sessions or databases …",
        "",
        "Answers given on other machines: exported sessions, whole databases",
    ),
    Row(
        "take_patch",
        "&File",
        "&Take in a label patch …",
        "",
        "What somebody else decided about these labels",
    ),
    Row("open_list", "&File", "Open a &list of images …", "", "A list that was exported here"),
    Row("line_1", "&File", "-"),
    Row("quit", "&File", "&Quit", "Ctrl+Q"),
    Row("show_explore", "&View", "&Explore", "Ctrl+1", "Look at the data set"),
    Row("show_play", "&View", "&Play", "Ctrl+2", "Guess labels"),
    Row("show_results", "&View", "&Results", "Ctrl+3", "See how it went"),
    Row("show_review", "&View", "Re&view", "Ctrl+4", "Decide about doubtful labels"),
    Row("show_collect", "&View", "&Collect", "Ctrl+5", "Let many people label images"),
    Row("line_2", "&View", "-"),
    Row("theme_system", "&View", "Colours of the &system", is_checkable=True),
    Row("theme_light", "&View", "&Light", is_checkable=True),
    Row("theme_dark", "&View", "&Dark", is_checkable=True),
    Row("line_3", "&View", "-"),
    Row("reduced_motion", "&View", "Reduced &motion", is_checkable=True),
    Row("fullscreen", "&View", "&Full screen", "F11", is_checkable=True),
    Row("keys", "&Help", "&Keys", "F1", "Every key of every page"),
    Row("home_folder", "&Help", "&Where things lie", "", "Database, data, log"),
    Row("about", "&Help", "&About fmnist-gui"),
)


class Actions:
    """The actions of a window, made from ROWS, by key."""

    def __init__(self, parent: QObject, slots: Mapping[str, Callable[..., object]]) -> None:
        self._made: dict[str, QAction] = {}
        for row in ROWS:
            if row.text == "-":
                continue
            action = QAction(row.text, parent)
            action.setObjectName(row.key)
            action.setCheckable(row.is_checkable)
            action.setToolTip(row.tip or row.text.replace("&", ""))
            action.triggered.connect(slots[row.key])
            self._made[row.key] = action

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def set_shortcuts(self) -> None:
        """Let the keys work; apart, because the names of all keys take 30 ms to import."""
        from PySide6.QtGui import QKeySequence

        for row in ROWS:
            if row.shortcut:
                self._made[row.key].setShortcut(QKeySequence(row.shortcut))

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        menus: dict[str, QMenu] = {}
        for row in ROWS:
            menu = menus.get(row.menu) or menus.setdefault(row.menu, bar.addMenu(row.menu))
            if row.text == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._made[row.key])
