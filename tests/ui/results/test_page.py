import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui.core.chart.scene import Cell
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.record import CANNOT_TELL, History
from fmnist_gui.core.session.summary import SessionSummary
from fmnist_gui.core.stats.percent import percent_range
from fmnist_gui.core.stats.proportion import jeffreys
from fmnist_gui.ui.card.quiet_button import OVERHANG
from fmnist_gui.ui.line_list.line import ROW_ROLE, Line
from fmnist_gui.ui.results import session_model
from fmnist_gui.ui.results.album import ImagesAsked
from fmnist_gui.ui.results.choice import SessionsChosen
from fmnist_gui.ui.results.page import ResultsPage, ResumeAsked
from fmnist_gui.ui.results.score_head import ScoreFigure
from fmnist_gui.ui.results.story_column import PictureAsked
from fmnist_gui.ui.workspace import Failure, LabelsChanged, Workspace
from tests.core.session.example import START, Sitting, played
from tests.store.sample import event
from tests.store.studying import BEN, said, sitting
from tests.ui.results.shown import chart_of, in_data, keep, place, show, words

pytestmark = pytest.mark.window


def test_the_sentence_comes_first_with_figure_and_interval(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    assert page.column.summary is not None
    told = words(page.column.summary)
    assert "You agreed with Zalando's label on 81 of 100 images." in told
    assert "81 %" in told
    assert "95 % interval 72.2–87.5 %" in told
    assert "majority of three people: it takes 200." in told
    assert set(page.column.figure_cards) >= {"comparison", "classes", "confusion", "times"}


def test_a_click_on_a_cell_asks_for_its_images(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    sitting = Sitting(
        [4, 4, 3, 4], protocol="quick-20", fingerprint=dataset.splits["test"].fingerprint
    )
    for chosen in (3, 4, 3, 3):
        sitting.answer(chosen)
    sitting.do("finish")
    keep(workspace, sitting.history())
    show(qtbot, page, sitting.history())
    chart = page.column.figure_cards["confusion"].chart
    with qtbot.waitSignal(page.images_asked) as asked:
        qtbot.mouseClick(
            chart, Qt.MouseButton.LeftButton, pos=place(chart, Cell(label=4, answer=3))
        )
    assert asked.args == [ImagesAsked("test", (0, 3), "2 of 3 Coats answered Dress")]
    bars = page.column.figure_cards["classes"].chart
    with qtbot.waitSignal(page.images_asked) as asked:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=place(bars, Cell(label=4)))
    assert asked.args == [ImagesAsked("test", (0, 1, 3), "1 of 3 Coats right")]


def test_cells_are_reached_and_opened_by_key(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    history = in_data(dataset, 20, 20)
    keep(workspace, history)
    show(qtbot, page, history)
    chart = page.column.figure_cards["confusion"].chart
    # Without a window manager nobody else gives it the keyboard.
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.images_asked) as asked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert asked.args is not None
    assert asked.args[0].title == "2 of 2 Trousers answered Trouser"


def test_images_of_other_data_are_refused_in_one_sentence(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(20, 20)
    keep(workspace, history)
    show(qtbot, page, history)
    bars = page.column.figure_cards["classes"].chart
    with qtbot.waitSignal(workspace.failed) as told, qtbot.assertNotEmitted(page.images_asked):
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=place(bars, Cell(label=1)))
    assert told.args is not None
    assert isinstance(told.args[0], Failure)
    assert "another data set" in told.args[0].sentence


def test_without_a_session_there_is_one_thing_to_do(qtbot: QtBot, page: ResultsPage) -> None:
    page.show()
    qtbot.waitUntil(lambda: page.empty.isVisible())
    assert "No sessions yet." in words(page.empty)
    with qtbot.waitSignal(page.play_asked):
        qtbot.mouseClick(page.empty.play_button, Qt.MouseButton.LeftButton)


def test_practice_is_not_scored_and_has_no_reference(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(25, 34, protocol="practice")
    keep(workspace, history)
    show(qtbot, page, history)
    told = words(page.column)
    assert "You practised on 34 images. Practice is not scored." in told
    assert set(page.column.figure_cards) == {"confusion", "times"}
    for claim in ("83.5", "95 % interval", "majority"):
        assert claim not in told


@pytest.mark.parametrize("identity", [None, "practice"])
def test_other_data_shows_no_reference(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, identity: str | None
) -> None:
    history = played(81, 100, identity=identity)
    keep(workspace, history)
    show(qtbot, page, history)
    assert "83.5" not in words(page.column)
    table = page.column.figure_cards["band"].figure.table
    assert [row[0] for row in table.rows] == ["You"]


def test_revisions_are_told_beside_the_first_answers(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    sitting = Sitting([4, 3], protocol="quick-20")
    sitting.answer(0)
    sitting.do("take_back")
    sitting.answer(4)
    sitting.answer(3)
    sitting.do("finish")
    keep(workspace, sitting.history())
    show(qtbot, page, sitting.history())
    assert page.column.summary is not None
    assert "1 of 2 by the first answer; 2 of 2 (100 %) after revisions" in words(
        page.column.summary
    )
    assert "1 answer taken back" in words(page.column)


def test_an_open_session_can_be_resumed_and_keeps_its_images_closed(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    history = in_data(dataset, 30, 37, planned=100)
    keep(workspace, history)
    show(qtbot, page, history)
    assert page.column.summary is not None
    assert "37 of 100 images answered so far" in words(page.column.summary)
    assert page.column.figure_cards == {}
    with qtbot.waitSignal(page.resume_asked) as asked:
        qtbot.mouseClick(page.column.summary.resume_button, Qt.MouseButton.LeftButton)
    assert asked.args == [ResumeAsked(history.record.id)]


@pytest.mark.parametrize("is_simulated", [False, True])
def test_finished_and_simulated_sessions_offer_no_resuming(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, is_simulated: bool
) -> None:
    history = played(8, 10, planned=20 if is_simulated else 10, is_simulated=is_simulated)
    keep(workspace, history)
    show(qtbot, page, history)
    assert page.column.summary is not None
    assert page.column.summary.resume_button.isHidden()


def test_the_list_shows_the_newest_first_and_walks_by_key(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    old, new = played(8, 10), played(9, 10, started_at=START + timedelta(days=1))
    keep(workspace, old, new)
    page.show()
    qtbot.waitUntil(lambda: page.result is not None, timeout=15_000)
    assert page.result is not None
    assert page.result.record.id == new.record.id
    qtbot.keyClick(page.panel.sessions.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.result is not None and page.result.record.id == old.record.id)
    assert page.panel.choice == SessionsChosen((old.record.id,))


def test_the_list_marks_what_is_open_and_what_no_person_answered(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    later = START + timedelta(days=1)
    keep(workspace, played(3, 7, planned=20), played(8, 10, is_simulated=True, started_at=later))
    page.show()
    qtbot.waitUntil(lambda: page.panel.sessions.model.rowCount() == 2)
    rows = [page.panel.sessions.model.index(row).data(ROW_ROLE) for row in range(2)]
    assert rows[0].detail == "Simulated, Standard 100"
    assert rows[1].detail == "Incomplete, 7 of 20, Quick 20"
    assert (rows[1].score, rows[1].interval.replace("\u00a0", " ")) == (
        "7 answered",
        "told at the end",
    )


def test_a_change_by_others_is_shown_and_an_echo_is_not_awaited(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    keep(workspace, played(8, 10))
    page.show()
    qtbot.waitUntil(lambda: page.result is not None, timeout=15_000)
    keep(workspace, played(9, 10, started_at=START + timedelta(days=1)))
    workspace.labels_changed.emit(LabelsChanged(by="results"))
    workspace.labels_changed.emit(LabelsChanged(by="explore", is_exposure=True))
    done: list[bool] = []
    workspace.ask(lambda _: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert page.panel.sessions.model.rowCount() == 1
    workspace.labels_changed.emit(LabelsChanged(by="play"))
    qtbot.waitUntil(lambda: page.panel.sessions.model.rowCount() == 2)


def test_a_hidden_page_reads_nothing_until_it_is_seen(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    keep(workspace, played(8, 10))
    workspace.labels_changed.emit(LabelsChanged(by="play"))
    done: list[bool] = []
    workspace.ask(lambda _: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert page.panel.sessions.model.rowCount() == 0
    page.show()
    qtbot.waitUntil(lambda: page.panel.sessions.model.rowCount() == 1)


def test_the_filter_appears_with_the_second_person(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    mine, hers = played(8, 10), played(9, 10, name="Mira", started_at=START + timedelta(days=1))
    keep(workspace, mine)
    show(qtbot, page, mine)
    assert page.panel.sessions.filter.isHidden()
    keep(workspace, hers)
    result = show(qtbot, page, hers)
    assert result.headline[0].startswith("Mira agreed")
    assert page.panel.sessions.filter.isVisible()
    page.panel.sessions.filter.setCurrentIndex(page.panel.sessions.filter.findText("Me"))
    page.panel.sessions.filter.activated.emit(page.panel.sessions.filter.currentIndex())
    assert page.panel.sessions.model.rowCount() == 1
    qtbot.waitUntil(lambda: page.result is not None and page.result.record.id == mine.record.id)


def test_figures_can_be_read_as_tables_and_copied(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    card = page.column.figure_cards["classes"]
    qtbot.mouseClick(card.table_button, Qt.MouseButton.LeftButton)
    assert card.table is not None
    assert card.table.isVisible()
    assert not card.chart.isVisible()
    lines = card.table.text().splitlines()
    assert lines[0].startswith("Class\tRight\tImages\tShare\t95 % interval")
    assert sum(int(line.split("\t")[1]) for line in lines[1:]) == 81
    qtbot.mouseClick(card.table_button, Qt.MouseButton.LeftButton)
    assert card.chart.isVisible()


def test_report_and_picture_are_saved(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, tmp_path: Path
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    report = tmp_path / "report.html"
    result, summary = page.result, page.column.summary
    assert result is not None
    assert summary is not None
    page.saves.save_report(result, report, summary.say_saved)
    said = f"Saved as {report}, with report.json and report.fmsession beside it."
    qtbot.waitUntil(lambda: said in words(summary))
    assert "81 of 100" in report.read_text(encoding="utf-8")
    picture = tmp_path / "comparison.png"
    page.saves.save_picture(PictureAsked(chart_of(page, "comparison").shown, "Me"), picture)
    image = QImage(str(picture))
    assert image.width() == 1600
    assert image.height() > 400


def test_a_drawing_holds_the_sentence_and_the_chart(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, tmp_path: Path
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    path = tmp_path / "classes.svg"
    page.saves.save_picture(PictureAsked(chart_of(page, "classes").shown, "Me, Standard 100"), path)
    text = path.read_text(encoding="utf-8")
    assert "Ankle boot" in text
    assert "Me, Standard 100. Made with fmnist-gui." in text
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    assert renderer.viewBoxF().width() == 800


def test_a_report_that_cannot_be_written_says_so(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, tmp_path: Path
) -> None:
    history = played(8, 10)
    keep(workspace, history)
    show(qtbot, page, history)
    with qtbot.waitSignal(workspace.failed) as told:
        assert page.result is not None
        page.saves.save_report(page.result, tmp_path / "nowhere" / "report.html", print)
    assert told.args is not None
    assert "could not be written" in told.args[0].sentence


def test_a_name_of_sixty_letters_does_not_widen_the_page(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(8, 10, name="W" * 60)
    keep(workspace, history)
    show(qtbot, page, history)
    assert page.column.horizontalScrollBar().maximum() == 0


def test_of_two_thousand_sessions_only_the_visible_ones_are_composed(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show()
    done: list[bool] = []
    workspace.ask(lambda _: True, done.append)
    qtbot.waitUntil(lambda: bool(done))
    first = played(8, 10)
    summaries: list[object] = []
    keep(workspace, first)
    workspace.ask(lambda store: store.sessions(), summaries.extend)
    qtbot.waitUntil(lambda: bool(summaries))
    many = tuple(replace(summaries[0], id=uuid4()) for _ in range(2000))  # type: ignore[type-var]
    composed: list[object] = []
    row_of = session_model.row_of

    def counting(session: SessionSummary, now: datetime) -> Line:
        composed.append(session.id)
        return row_of(session, now)

    monkeypatch.setattr(session_model, "row_of", counting)
    page.panel.show_sessions(many, (), None)  # type: ignore[arg-type]
    page.panel.grab()
    assert 0 < len(composed) < 100
    assert page.panel.sessions.model.rowCount() == 2000


def test_cards_stand_in_two_columns_when_there_is_room(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)

    def left(key: str) -> int:
        card = page.column.cards[key]
        return card.mapTo(page, QPoint(0, 0)).x()

    qtbot.waitUntil(lambda: left("classes") == left("comparison"))
    page.resize(2400, 1300)
    qtbot.waitUntil(lambda: left("classes") > left("comparison") + 600)


def test_charts_get_the_height_that_they_ask_for(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    charts = [card.chart for card in page.column.figure_cards.values()]
    qtbot.waitUntil(lambda: all(c.height() >= c.heightForWidth(c.width()) for c in charts))


def test_the_page_costs_no_scipy_until_a_session_is_computed() -> None:
    code = (
        "import sys, fmnist_gui.ui.results.page as p; "
        "bad = {'scipy', 'pyqtgraph', 'sqlalchemy'} & set(sys.modules); "
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_flags_are_shown_and_images_seen_before_are_in_no_count(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, dataset: Dataset
) -> None:
    fingerprint = dataset.splits["test"].fingerprint
    sitting = Sitting([4, 4, 4], protocol="quick-20", fingerprint=fingerprint, seen={1})
    sitting.answer(3, 31.0)
    sitting.session.lose_focus()
    sitting.answer(3)
    sitting.do("pause", "resume")
    sitting.answer(4)
    sitting.do("finish")
    keep(workspace, sitting.history())
    show(qtbot, page, sitting.history())
    assert page.column.summary is not None
    told = words(page.column.summary)
    assert "1 of 2 by the first answer" in told
    for flag in (
        "1 image had been seen before and is left out of the score.",
        "1 answer came after more than 30 s.",
        "1 answer came after a pause.",
        "The window was not in front during 1 answer.",
    ):
        assert flag in told
    index = page.panel.sessions.model.index(0)
    assert "1 of 2" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    chart = page.column.figure_cards["confusion"].chart
    with qtbot.waitSignal(page.images_asked) as asked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place(chart, Cell(4, 3)))
    assert asked.args == [ImagesAsked("test", (0,), "1 of 2 Coats answered Dress")]


def test_the_single_person_reference_stands_before_the_majority(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    result = show(qtbot, page, history)
    assert result.notes[0].startswith(
        "The reference for one person is Fashion-MNIST-H, one worker: 66.7 % over 10,000 images, "
        "95 % interval "
    )
    told = words(page.column)
    assert told.index("Fashion-MNIST-H, one worker") < told.index("The published figure is")


def test_the_buttons_of_a_card_end_where_its_contents_do(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    card = page.column.figure_cards["classes"]
    button = card.picture_button
    chart = card.chart.geometry()
    assert button.geometry().right() - OVERHANG == chart.right()
    # All of its words are there: Qt paints them from the left.
    needed = button.fontMetrics().horizontalAdvance(button.text()) + button.iconSize().width()
    assert button.width() >= needed + 2 * OVERHANG


def test_a_session_without_an_answer_has_nothing_to_report(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = Sitting([4, 4, 3, 4], protocol="quick-20").history()
    keep(workspace, history)
    show(qtbot, page, history)
    assert page.column.summary is not None
    assert page.column.summary.report_button.isHidden()
    assert not page.column.summary.resume_button.isHidden()


def test_the_other_intervals_stand_below_the_figure(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    result = show(qtbot, page, history)
    assert page.column.summary is not None
    (line,) = (
        label
        for label in page.column.summary.findChildren(QLabel)
        if "By other ways: " in label.text()
    )
    assert f"Jeffreys {percent_range(jeffreys(81, 100))}" in line.text().replace("\u00a0", " ")
    assert "Wilson" not in line.text()
    assert all(interval.note in line.toolTip() for interval in result.intervals)
    # The verdict comes first, since it is what most people want to know.
    told = [label.text() for label in page.column.summary.findChildren(QLabel)]
    assert told.index(line.text()) > next(i for i, t in enumerate(told) if "verdict" in t)


def test_the_large_figure_is_never_cut(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    keep(workspace, history)
    show(qtbot, page, history)
    card = page.column.summary
    assert card is not None
    (head,) = card.findChildren(ScoreFigure)
    metrics, text = head.figure.fontMetrics(), head.figure.text()
    lines = [label for label in head.findChildren(QLabel) if label is not head.figure]
    assert all(line.x() > head.figure.geometry().right() for line in lines)
    card.resize(250, 600)
    below = head.figure.geometry
    qtbot.waitUntil(lambda: all(line.y() >= below().bottom() for line in lines))
    assert head.figure.width() >= metrics.horizontalAdvance(text)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_a_button_shows_its_words_whole_or_its_icon_alone(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace, is_narrow: bool
) -> None:
    history = played(9, 12, planned=20)
    keep(workspace, history)
    show(qtbot, page, history)
    card = page.column.summary
    assert card is not None
    card.resize(240 if is_narrow else 700, 300)
    qtbot.waitUntil(lambda: (card.report_button.text() == "") == is_narrow)
    button = card.report_button
    assert button.accessibleName() == button.toolTip() == "Save report"
    needed = button.fontMetrics().horizontalAdvance(button.text()) + button.iconSize().width()
    assert button.width() > needed
    assert button.geometry().right() < card.width() - 20


def test_tab_leaves_a_table(qtbot: QtBot, page: ResultsPage, workspace: Workspace) -> None:
    history = played(20, 20)
    keep(workspace, history)
    show(qtbot, page, history)
    card = page.column.figure_cards["classes"]
    card.table_button.click()
    assert card.table is not None
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    card.table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(card.table.hasFocus)
    qtbot.keyClick(card.table, Qt.Key.Key_Tab)
    assert not card.table.hasFocus()


def test_labels_for_a_study_are_no_session_of_the_list(
    qtbot: QtBot, page: ResultsPage, workspace: Workspace
) -> None:
    history = played(81, 100)
    header = sitting(BEN, (1, 2))
    labels = History(header, (*said(header, (1, CANNOT_TELL)), event(header, "finished", 2)))
    keep(workspace, history, labels)
    show(qtbot, page, history)
    assert page.panel.sessions.model.count == 1
