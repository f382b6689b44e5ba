"""The slim bar above the desk: how one reviews, by which rule, who, and what to take away."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from fmnist_gui.core.review.conclusion import Rule
from fmnist_gui.core.review.contested import Contest
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.name_field import NameField
from fmnist_gui.ui.switch import Switch

MODES = {"desk": "Desk", "grid": "Grid", "audit": "Audit"}
SHORTCUTS = {"desk": "Alt+D", "grid": "Alt+G", "audit": "Alt+A"}

WHOLE_PX = 860
"""So wide it has to be for all its words."""

NARROW_PX = 600
"""Below this width the switch would lose its words to them."""

NAME_PX, NAME_NARROW_PX = 140, 90
"""What the field of the reviewer's name needs, and what it does with."""

TWO = "Two reviewers"

RULE_TIP = (
    "A changed label counts when two reviewers agree. What others decided is hidden until you "
    "have decided too; a third reviewer sees where two disagree."
)

CONTEST_WORDS: dict[Contest, str] = {"waiting": "for a second look", "disputed": "disputed"}
CONTEST_TIPS: dict[Contest, str] = {
    "waiting": "What another reviewer decided and you have to decide too",
    "disputed": "What reviewers contradict each other about, for you to settle",
}


class ModeBar(QFrame):
    """Switch, title, rule, reviewer, and the menu of what can be taken away.

    Signals:
        mode_chosen(str): another way to review, by its key in ``MODES``.
        rule_chosen(str): another rule.
        reviewer_named(str): somebody else is here.
        contest_asked(str): images are to be shown that wait for another reviewer.
    """

    mode_chosen = Signal(str)
    rule_chosen = Signal(str)
    reviewer_named = Signal(str)
    contest_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.switch = Switch(MODES)
        for key, shortcut in SHORTCUTS.items():
            self.switch.buttons[key].setShortcut(shortcut)
            self.switch.buttons[key].setToolTip(f"{MODES[key]} ({shortcut})")
        self.title = ElidedLabel()
        self.title.setProperty("role", "hint")
        self.two_box = QCheckBox(TWO)
        self.two_box.setAccessibleName(TWO)
        self.two_box.setToolTip(RULE_TIP)
        self.contest_buttons: dict[Contest, QToolButton] = {}
        for contest, tip in CONTEST_TIPS.items():
            button = QToolButton()
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.contest_asked.emit, contest))
            button.hide()
            self.contest_buttons[contest] = button
        self.name_field = NameField()
        self.name_field.setAccessibleName("Who is reviewing")
        self.away_button = QToolButton()
        self.away_button.setText("Take away")
        self.away_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.away_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.switch)
        row.addWidget(self.title, 1)
        for button in self.contest_buttons.values():
            row.addWidget(button)
        row.addWidget(self.two_box)
        self._reviewer = QLabel("Reviewer")
        self._reviewer.setProperty("role", "hint")
        row.addWidget(self._reviewer)
        row.addWidget(self.name_field)
        row.addWidget(self.away_button)
        self.switch.chosen.connect(self.mode_chosen)
        self.two_box.toggled.connect(lambda is_on: self.rule_chosen.emit("two" if is_on else "one"))
        self.name_field.named.connect(self.reviewer_named)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words that explain themselves out where there is no room for all."""
        super().resizeEvent(event)
        self._reviewer.setVisible(self.width() >= theme.scaled_px(WHOLE_PX))
        is_narrow = self.width() < theme.scaled_px(NARROW_PX)
        # What the queue is called stands above it too.
        self.title.setVisible(not is_narrow)
        self.two_box.setText("Two" if is_narrow else TWO)
        self.name_field.setMinimumWidth(theme.scaled_px(NAME_NARROW_PX if is_narrow else NAME_PX))

    def offer_away(self, menu: QMenu) -> None:
        """Offer a menu of what can be taken away."""
        self.away_button.setMenu(menu)
        self.away_button.show()

    def show_rule(self, rule: Rule) -> None:
        """Show by which rule is reviewed."""
        with QSignalBlocker(self.two_box):
            self.two_box.setChecked(rule == "two")

    def show_contests(self, counts: Mapping[Contest, int]) -> None:
        """Show how many images wait for another reviewer."""
        for contest, button in self.contest_buttons.items():
            count = counts.get(contest, 0)
            button.setText(f"{count:,} {CONTEST_WORDS[contest]}")
            button.setVisible(count > 0)

    def offer_names(self, names: Sequence[str], *, current: str) -> None:
        """Offer the names of those who have been here."""
        self.name_field.offer(names, current=current)
