"""Reports of panels: what they say, what they rest on, and that every change is found."""

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from fmnist_gui import resources
from fmnist_gui.core.errors import DataError, FmnistError, RequestError
from fmnist_gui.core.exchange import page_proof, panel_report_file, session_file
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.panel_report import panel_html
from fmnist_gui.core.exchange.panel_report_file import write_panel_report
from fmnist_gui.core.exchange.panel_verification import PanelVerdict, verify_panel
from fmnist_gui.core.exchange.verification import verify
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.session.panel_result import panel_result
from fmnist_gui.core.session.record import History
from fmnist_gui.core.stats import references
from tests.core.session.example import Sitting

MADE = datetime(2026, 3, 1, 10, 0, 3, tzinfo=UTC)
PUBLISHED = references.load(resources.folder() / "references.toml")
LABELS = (0, 0, 0, 0)
VOTES = {"Ada": (0, 0, 6, 0), "Ben": (0, 2, 6, 0), "<b>Cora": (6, 6, 0, 0)}
Change = Callable[[dict[str, Any]], object]


def people(*, ends: bool = True) -> list[History]:
    """Return the worked example of STATISTICS: four images of class 0, three people."""
    made = []
    for number, (name, chosen) in enumerate(VOTES.items()):
        sitting = Sitting(LABELS, protocol="quick-20", name=name * (number + 1))
        for answer in chosen:
            sitting.answer(answer)
        if ends:
            sitting.do("finish")
        made.append(sitting.history())
    return made


def saved(folder: Path) -> Path:
    return write_panel_report(folder / "panel", people(), PUBLISHED, made_at=MADE)[0]


def verdict(path: Path) -> PanelVerdict:
    return verify_panel(path, PUBLISHED)


def test_page_figures_and_sessions_lie_side_by_side_and_agree(tmp_path: Path) -> None:
    histories = people()
    files = write_panel_report(tmp_path / "panel", histories, PUBLISHED, made_at=MADE)
    assert [path.name for path in files] == [
        *("panel.html", "panel.json"),
        *(f"panel-{number}.fmsession" for number in (1, 2, 3)),
    ]
    assert [session_file.read(path) for path in files[2:]] == histories
    content = json.loads(files[1].read_text())
    assert content["majority"]["split"] == pytest.approx(0.583333, abs=1e-6)
    assert page_proof.stated_content(files[0].read_text()) == content
    for path in files[:2]:
        assert verdict(path).differences == ()
        assert verdict(path).people == 3


def test_a_disk_that_is_full_before_the_last_file_leaves_the_earlier_report_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    histories = people()
    page = write_panel_report(folder / "panel", histories, PUBLISHED, made_at=MADE)[0]
    before = {path: path.read_bytes() for path in folder.iterdir()}
    calls = iter(range(1, 100))

    def refuse(_descriptor: int) -> None:
        if next(calls) == len(before):
            raise OSError(errno.ENOSPC, "No space left on device")

    later = MADE + timedelta(days=1)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse)
        with pytest.raises(DataError, match="no space left"):
            write_panel_report(page, histories, PUBLISHED, made_at=later)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert verdict(page).agrees


def test_the_page_tells_every_rule_for_ties_and_everybody(tmp_path: Path) -> None:
    page = saved(tmp_path).read_text()
    for words in ("Ties split", "Ties wrong", "Ties left out", "Cohen's kappa", "Ada"):
        assert words.replace("'", "&#x27;") in page or words in page
    assert "<b>Cora" not in page
    assert "&lt;b&gt;Cora" in page
    for figure in ("58.3", "50", "75", "66.7"):
        assert f"{figure}\u202f%" in page or f"{figure}\u00a0%" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda c: c["majority"].update(split=0.9), "majority.split"),
        (lambda c: c["people"][1].update(correct=4), "people[1].correct"),
        (lambda c: c["panel_sessions"][2].update(sha256="0" * 64), "panel_sessions[2].sha256"),
        (lambda c: c.update(sentences=["Perfect."]), "sentences[0]"),
    ],
)
def test_a_forged_figure_is_found_though_the_hash_fits(
    tmp_path: Path, change: Change, field: str
) -> None:
    page = saved(tmp_path)
    path = page.with_suffix(".json")
    content = json.loads(path.read_text())
    change(content)
    content["sha256"] = content_sha256(content)
    path.write_text(canonical(content) + "\n")
    assert field in {found.field for found in verdict(page).differences}


@pytest.mark.parametrize(
    ("word", "other", "field"),
    [
        ("Ties wrong", "Ties right", "line "),
        ("&quot;n&quot;:4", "&quot;n&quot;:5", "n"),
    ],
)
def test_a_changed_page_is_found_though_its_hash_fits(
    tmp_path: Path, word: str, other: str, field: str
) -> None:
    page = saved(tmp_path)
    assert word in page.read_text()
    forged = page.read_text().replace(word, other, 1)
    page.write_text(
        forged.replace(str(page_proof.stated_sha256(forged)), page_proof.page_sha256(forged))
    )
    found = verdict(page).differences
    assert any(one.file == "panel.html" and one.field.startswith(field) for one in found)
    assert not any(one.field.startswith("page ") for one in found)


def test_a_session_that_is_gone_or_of_somebody_else_is_said(tmp_path: Path) -> None:
    page = saved(tmp_path)
    other = tmp_path / "panel-2.fmsession"
    other.write_bytes((tmp_path / "panel-1.fmsession").read_bytes())
    with pytest.raises(RequestError, match="make no panel: 'Ada' is in this panel twice"):
        verdict(page)
    other.unlink()
    with pytest.raises(DataError, match=r"panel-2\.fmsession.*no such file"):
        verdict(page)


def test_nothing_of_something_else_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "panel-3.fmsession").write_text("mine")
    with pytest.raises(RequestError, match="is there already and is not of this report"):
        saved(tmp_path)
    assert [path.name for path in tmp_path.glob("panel*")] == ["panel-3.fmsession"]


def test_while_somebody_can_go_on_the_page_tells_nothing_of_right_and_wrong(
    tmp_path: Path,
) -> None:
    files = write_panel_report(tmp_path / "panel", people(ends=False), PUBLISHED, made_at=MADE)
    assert [path.name for path in files] == ["panel.html"]
    page = files[0].read_text()
    for word in ("Ties wrong", "58.3", "Zalando crowd", "0.83"):
        assert word not in page
    with pytest.raises(DataError, match="the report of a panel"):
        verdict(files[0])


def test_a_page_of_a_panel_is_none_of_a_session(tmp_path: Path) -> None:
    def nowhere(_: UUID) -> History | None:
        return None

    with pytest.raises(DataError, match="found that of a panel"):
        verify(saved(tmp_path), PUBLISHED, find=nowhere)


def test_a_page_alone_needs_no_files() -> None:
    assert page_proof.stated_content(panel_html(panel_result(people()), made_at=MADE)) is None


def test_a_folder_is_no_name() -> None:
    with pytest.raises(FmnistError, match="name a file for the report"):
        panel_report_file.write_panel_report(Path(), people(), PUBLISHED, made_at=MADE)
