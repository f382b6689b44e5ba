"""One audit: how many labels are wrong, how far one has come, and the way on."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.review import audit_sentence
from fmnist_gui.core.review.audit_estimate import AuditEstimate
from fmnist_gui.core.review.audit_queue import UNAIDED
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats.percent import images
from fmnist_gui.ui.card.label import icon_size, words
from fmnist_gui.ui.icon import Tint, icon

ON_ACCENT = Tint(QPalette.ColorRole.HighlightedText)


class AuditCard(QFrame):
    """Tells one audit in sentences.

    Signals:
        continued(Audit): it is to be gone on with at the desk.
        chart_asked(bool): its chart is to be shown below, or hidden.
    """

    continued = Signal(object)
    chart_asked = Signal(bool)

    def __init__(
        self,
        found: AuditEstimate,
        icons_folder: Path,
        parent: QWidget | None = None,
        *,
        has_chart: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.found = found
        self.button = self._way_on(icons_folder)
        self.chart_button = QPushButton("Chart")
        self.chart_button.setProperty("role", "quiet")
        self.chart_button.setIcon(icon("results", icons_folder))
        self.chart_button.setIconSize(icon_size())
        self.chart_button.setCheckable(True)
        self.chart_button.setChecked(has_chart)
        self.chart_button.setVisible(bool(found.looked))
        self.chart_button.toggled.connect(self.chart_asked)
        self.bar = QProgressBar()
        self.bar.setRange(0, found.planned)
        self.bar.setValue(found.looked + found.beyond)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_progress(found))
        self._compose()

    def _compose(self) -> None:
        found = self.found
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(8)
        column.addWidget(words(about(found), "small"))
        column.addWidget(words(audit_sentence.headline(found), "title"))
        if projection := audit_sentence.projection(found):
            column.addWidget(words(projection, "lead"))
        column.addSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(words(_progress(found), "small"))
        for sentence in audit_sentence.details(found):
            column.addWidget(words(sentence, "hint"))
        if not found.looked:
            column.addWidget(words(UNAIDED, "hint"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.chart_button)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)

    def _way_on(self, icons_folder: Path) -> QPushButton:
        found = self.found
        made = QPushButton("Look again" if found.is_complete else _way(found))
        if not found.is_complete:
            made.setProperty("role", "primary")
            made.setIcon(icon("play", icons_folder, tint=ON_ACCENT))
            made.setIconSize(icon_size())
        made.clicked.connect(lambda: self.continued.emit(found.audit))
        return made


def about(found: AuditEstimate) -> str:
    """Return what was drawn, when, by whom and from which seed."""
    audit = found.audit
    when = audit.at.astimezone().strftime("%Y-%m-%d")
    who = in_line(audit.annotator.name)
    return (
        f"{images(found.planned)} of {audit.split}  ·  drawn {when} by {who}  ·  seed {audit.seed}"
    )


def _progress(found: AuditEstimate) -> str:
    """Return how many are decided, as the desk counts them, and how many of these count."""
    told = f"{found.looked + found.beyond:,} of {images(found.planned)} decided"
    by = audit_sentence.by(found).removeprefix("Decided ").removesuffix(".")
    gap = f"; only the first {found.looked:,}, without a gap, count yet" if found.beyond else ""
    return f"{told} {by}{gap}." if by else f"{told}{gap}."


def _way(found: AuditEstimate) -> str:
    return "Continue" if found.looked or found.beyond else "Begin"
