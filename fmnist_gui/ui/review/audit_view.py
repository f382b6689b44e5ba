"""What audits say about the open images, and where a new one is drawn."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from fmnist_gui.core.chart import audit_chart
from fmnist_gui.core.chart.figure import Figure, figure
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.review import audit_sentence
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.audit_estimate import AuditEstimate
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words
from fmnist_gui.ui.chart import picture_file
from fmnist_gui.ui.chart.figure_card import FigureCard
from fmnist_gui.ui.review.audit_card import AuditCard, about
from fmnist_gui.ui.review.audit_desk import AuditDesk
from fmnist_gui.ui.review.audit_start import AuditAsked, AuditStart
from fmnist_gui.ui.workspace import Workspace

MEASURE, MARGIN, GAP = 760, 24, 16
"""Widest measure and what lies around and between the cards, in pixels at 100 %."""


class AuditView(QScrollArea):
    """Shows the newest audit, the card from which audits are drawn, and below it all others.

    The newest one shows its chart; the others do when they are asked.

    Signals:
        queue_asked(ReviewQueue): the images of an audit are to be decided at the desk.
    """

    queue_asked = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        desk: AuditDesk,
        icons_folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.desk = desk
        self._icons_folder = icons_folder
        self._charted: dict[UUID, bool] = {}
        self.start = AuditStart()
        self.start.asked.connect(self._on_asked)
        self.cards: list[AuditCard] = []
        self.charts: list[FigureCard] = []
        self._compose()
        desk.changed.connect(self.follow)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what has been decided in the meantime."""
        super().showEvent(event)
        self.tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cards as narrow as one can read."""
        super().resizeEvent(event)
        margin, width = theme.scaled_px(MARGIN), self.viewport().width()
        side = max(margin, (width - theme.scaled_px(MEASURE)) // 2)
        self._column.setContentsMargins(side, margin, side, margin)

    def tell(self) -> None:
        """Show all audits as they stand now, scrolled to where it was."""
        before = self.verticalScrollBar().value()
        self.start.offer(self.desk.splits, is_ready=self.desk.is_ready)
        for card in (*self.cards, *self.charts):
            card.hide()
            # Not at once: what was pressed to come here may be on it.
            card.deleteLater()
        self.cards, self.charts = [], []
        for place, found in enumerate(self.desk.estimates()):
            self._add(found, is_newest=place == 0)
            if place == 0:
                # Whoever comes back has an audit to go on with first of all.
                self._column.removeWidget(self.start)
                self._put(self.start)
        # Now, since there is nothing to scroll to before the new cards have their places.
        QCoreApplication.sendPostedEvents(self.widget(), QEvent.Type.LayoutRequest.value)
        self.verticalScrollBar().setValue(before)

    def follow(self) -> None:
        """Show what has changed, where anybody sees it; else it is shown with the view."""
        if self.isVisible():
            self.tell()

    def _compose(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setSpacing(GAP)
        self._column.addWidget(words("How many labels are wrong?", "title"))
        self._column.addWidget(words(audit_sentence.BIAS, "hint"))
        self._column.addWidget(self.start)
        self._column.addStretch(1)
        self.setWidget(body)

    def _add(self, found: AuditEstimate, *, is_newest: bool) -> None:
        has_chart = bool(found.looked) and self._charted.get(found.audit.id, is_newest)
        card = AuditCard(found, self._icons_folder, has_chart=has_chart)
        card.continued.connect(self._on_continued)
        card.chart_asked.connect(lambda is_on: self._show_chart(found, is_on))
        self.cards.append(card)
        self._put(card)
        if has_chart:
            self._put(self._chart(found))

    def _put(self, card: QWidget) -> None:
        # Before the stretch that keeps all cards at the top.
        self._column.insertWidget(self._column.count() - 1, card)
        # The layout would show it later, and give it its place only then.
        card.show()

    def _chart(self, found: AuditEstimate) -> FigureCard:
        shown = figure("audit", "Audit", audit_chart, found)
        made = FigureCard(shown, self._icons_folder, kicker=about(found))
        made.picture_asked.connect(lambda drawn: self._save_picture(drawn, about(found)))
        self.charts.append(made)
        return made

    def _show_chart(self, found: AuditEstimate, is_on: bool) -> None:
        self._charted[found.audit.id] = is_on
        self.tell()

    def _save_picture(self, drawn: Figure, source: str) -> None:
        path = picture_file.ask_picture_path(self, drawn)
        if path is None:
            return
        try:
            picture_file.write_picture(drawn, f"{source}. Made with fmnist-gui.", path)
        except FmnistError as error:
            self._workspace.report(error)

    def _on_asked(self, asked: AuditAsked) -> None:
        self.desk.draw(asked.split, count=asked.count, seed=asked.seed)

    def _on_continued(self, audit: Audit) -> None:
        try:
            queue = self.desk.queue_of(audit)
        except FmnistError as error:
            self._workspace.report(error)
            return
        self.queue_asked.emit(queue)
