"""Reports and the session that they are recomputed from: whatever was changed is found."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from fmnist_gui import __version__, resources
from fmnist_gui.core.errors import DataError, FmnistError, RequestError
from fmnist_gui.core.exchange import page_proof, report, report_file, session_file
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.report_file import write_report
from fmnist_gui.core.exchange.report_picture import Pictures
from fmnist_gui.core.exchange.verification import Difference, Verdict, verify
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.session.record import Answer, History
from fmnist_gui.core.stats import references
from tests import sample
from tests.core.session.example import Sitting, played

MADE = datetime(2026, 3, 1, 10, 0, 3, tzinfo=UTC)
PUBLISHED = references.load(resources.folder() / "references.toml")
ENDINGS = (".html", ".json", ".fmsession")
PICTURES = Pictures(sample.split("test", 200).images)
Change = Callable[[dict[str, Any]], object]


def nowhere(_: UUID) -> History | None:
    return None


def saved(folder: Path, history: History, *, is_reader: bool = True) -> Path:
    """Save a report with pictures and return its page."""
    page = folder / "report.html"
    write_report(page, history, PUBLISHED, made_at=MADE, is_reader=is_reader, pictures=PICTURES)
    return page


def verdict(path: Path, found: History | None = None) -> Verdict:
    return verify(path, PUBLISHED, find=lambda i: found if found and found.record.id == i else None)


def fields(path: Path) -> set[tuple[str, str]]:
    """Return which fields of which files differ."""
    return {(found.file.removeprefix("report"), found.field) for found in verdict(path).differences}


def forged(page: Path, change: Change) -> None:
    """Change figures as somebody would who knows how hashes are made."""
    path = page.with_suffix(".json")
    content = json.loads(path.read_text())
    change(content)
    proof = content["certificate"]
    proof["sha256"] = content_sha256(proof)
    content["sha256"] = content_sha256(content)
    path.write_text(canonical(content) + "\n")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("is_reader", [True, False])
@pytest.mark.parametrize(
    "history",
    [
        played(81, 100, name="Ada"),
        played(6, 20, name="n" * 10_000),
        played(17, 20, identity=None, name="עדה"),
        played(8, 30, protocol="practice"),
        played(3, 9, planned=20, is_simulated=True),
        played(14, 20, seen={3, 4}),
        played(150, 200, protocol="replicate-zalando"),
    ],
    ids=["scored", "long name", "other data", "practice", "simulated", "seen", "panel"],
)
def test_what_was_saved_agrees(
    tmp_path: Path, history: History, *, is_reader: bool, ending: str
) -> None:
    page = saved(tmp_path, history, is_reader=is_reader)
    assert verdict(page.with_suffix(ending)).differences == ()
    assert verdict(page.with_suffix(ending)).history == history


def test_three_files_lie_side_by_side(tmp_path: Path) -> None:
    history = played(81, 100)
    files = write_report(tmp_path / "mine", history, PUBLISHED, made_at=MADE)
    assert [path.name for path in files] == ["mine.html", "mine.json", "mine.fmsession"]
    assert session_file.read(files[2]) == history
    content = json.loads(files[1].read_text())
    assert (content["n"], content["correct"]) == (100, 81)
    assert content["certificate"]["deck_code"] == history.record.deck.code
    assert content["certificate"]["program_version"] == __version__
    assert page_proof.stated_content(files[0].read_text()) == content


@pytest.mark.parametrize(
    ("ending", "asked"),
    [
        (ending, asked)
        for asked in ENDINGS
        for ending in ENDINGS
        # A session that is named itself is looked at alone.
        if ending == asked or asked != ".fmsession"
    ],
)
def test_a_changed_digit_is_found_wherever_it_is(tmp_path: Path, ending: str, asked: str) -> None:
    page = saved(tmp_path, played(16, 20, name="Ada"))
    path = page.with_suffix(ending)
    text = path.read_text(encoding="utf-8")
    places = [at for at, letter in enumerate(text) if letter in "0123456789"]
    chance = random.Random(f"{ending} {asked}")
    for at in chance.sample(places, 12):
        changed = str((int(text[at]) + 1) % 10)
        path.write_text(text[:at] + changed + text[at + 1 :], encoding="utf-8")
        try:
            agrees = verdict(page.with_suffix(asked)).agrees
        except DataError:
            # So changed that it cannot be read is found as well.
            continue
        assert not agrees, text[at - 40 : at + 40]


def test_a_changed_figure_is_named(tmp_path: Path) -> None:
    page = saved(tmp_path, played(16, 20, name="Ada"))
    path = page.with_suffix(".json")
    path.write_text(
        path.read_text().replace(
            '"correct":16,"correct_at_last"', '"correct":19,"correct_at_last"', 1
        )
    )
    assert Difference("report.json", "certificate.correct", 19, 16) in verdict(page).differences
    assert fields(page) == {
        (".json", "certificate.correct"),
        (".json", "certificate.sha256"),
        (".json", "sha256"),
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda c: c.update(correct=19), "correct"),
        (lambda c: c["wilson"].__setitem__(0, 0.7), "wilson[0]"),
        (lambda c: c["per_class"][3].update(n=9), "per_class[3].n"),
        (lambda c: c["confusion"][0].append(1), "confusion[0][10]"),
        (lambda c: c["certificate"].update(annotator="Eve"), "certificate.annotator"),
        (lambda c: c["certificate"].update(session_sha256="0" * 64), "certificate.session_sha256"),
        (lambda c: c["certificate"].update(is_simulated=True), "certificate.is_simulated"),
        (lambda c: c["certificate"].update(flags=["fast"]), "certificate.flags[0]"),
        (lambda c: c.update(grade="A"), "grade"),
        (lambda c: c.pop("confusion"), "confusion"),
        (lambda c: c.update(sentences=["You are the best."]), "sentences[0]"),
        (lambda c: c["references"][4].update(accuracy=0.5), "references[4].accuracy"),
    ],
)
def test_a_figure_forged_with_all_its_hashes_is_found(
    tmp_path: Path, change: Change, field: str
) -> None:
    page = saved(tmp_path, played(80, 100, name="Ada"))
    forged(page, change)
    found = fields(page)
    assert (".json", field) in found
    assert not any(name.endswith("sha256") and name != field for _, name in found)


def test_a_page_forged_with_its_hash_is_found_line_by_line(tmp_path: Path) -> None:
    page = saved(tmp_path, played(16, 20, name="Ada"))
    text = page.read_text(encoding="utf-8")
    better = text.replace("on 16 of 20 images.</h1>", "on 19 of 20 images.</h1>")
    page.write_text(
        better.replace(page_proof.stated_sha256(text) or "", page_proof.page_sha256(better))
    )
    (found,) = verdict(page).differences
    assert found.field.startswith("line ")
    assert "on 19 of 20" in str(found.stated)
    assert "on 16 of 20" in str(found.recomputed)


def test_another_picture_is_found(tmp_path: Path) -> None:
    page = saved(tmp_path, played(16, 20, name="Ada"))
    text = page.read_text(encoding="utf-8")
    begin = text.index("data:image/png;base64,") + 60
    page.write_text(text[:begin] + "AAAA" + text[begin + 4 :], encoding="utf-8")
    assert fields(page) == {(".html", "page sha256")}


def test_rounding_on_another_machine_is_no_difference(tmp_path: Path) -> None:
    page = saved(tmp_path, played(16, 20, name="Ada"))
    forged(page, lambda c: c["wilson"].__setitem__(0, c["wilson"][0] + 1e-15))
    assert verdict(page).agrees


def test_a_changed_session_file_is_found_and_the_database_asked(tmp_path: Path) -> None:
    history = played(16, 20, name="Ada")
    page = saved(tmp_path, history)
    path = page.with_suffix(".fmsession")
    path.write_text(path.read_text().replace('"chosen":', '"chosen":1', 1))
    (alone,) = verdict(page).differences
    assert (alone.file, alone.field) == ("report.fmsession", "sha256")
    # Found in the database, it shows that nothing else was changed.
    assert verdict(page, history).differences == (alone,)
    assert verdict(path, history).differences == (alone,)
    assert verdict(page, history).history == history


def test_the_session_of_somebody_else_is_found(tmp_path: Path) -> None:
    page = saved(tmp_path, played(16, 20, name="Ada"))
    session_file.write(page.with_suffix(".fmsession"), played(12, 20, name="Bo", seed=4))
    found = fields(page)
    assert {
        (".json", "certificate.session_id"),
        (".json", "n"),
        (".html", "annotator"),
    } - found == {(".json", "n")}


def test_a_session_that_went_on_is_found(tmp_path: Path) -> None:
    history = played(16, 20, name="Ada")
    page = saved(tmp_path, history)
    page.with_suffix(".fmsession").unlink()
    last = history.entries[-2]
    assert isinstance(last, Answer)
    changed = (*history.entries[:-2], replace(last, response_ns=last.response_ns + 1000))
    found = verdict(page, History(history.record, (*changed, history.entries[-1]))).differences
    assert "certificate.session_sha256" in {difference.field for difference in found}


def test_the_session_is_looked_for_in_the_database(tmp_path: Path) -> None:
    history = played(16, 20)
    page = saved(tmp_path, history)
    page.with_suffix(".fmsession").unlink()
    for ending in (".html", ".json"):
        assert verdict(page.with_suffix(ending), history).agrees
    with pytest.raises(RequestError, match="neither beside it nor in this database"):
        verdict(page)


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_file_alone_is_enough_with_the_database(tmp_path: Path, ending: str) -> None:
    history = played(16, 20)
    page = saved(tmp_path, history)
    for other in set(ENDINGS) - {ending}:
        page.with_suffix(other).unlink()
    assert verdict(page.with_suffix(ending), history).agrees
    assert verdict(page.with_suffix(ending), history).files == (page.with_suffix(ending),)


def test_own_references_are_taken_as_they_are(tmp_path: Path) -> None:
    own = replace(PUBLISHED[-1], name="My net", accuracy=0.93, is_own=True)
    page = tmp_path / "report.html"
    write_report(page, played(81, 100), (*PUBLISHED, own), made_at=MADE)
    assert "My net" in page.read_text(encoding="utf-8")
    assert verdict(page).agrees


def test_a_report_of_another_version_is_judged_by_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(report_file, "__version__", "0.0.1")
        other.setattr(report, "_READING", ("Other words.",))
        page = saved(tmp_path, played(16, 20))
    assert verdict(page).agrees
    forged(page, lambda c: c.update(correct=19))
    assert fields(page) == {(".json", "correct")}


def test_a_session_that_can_be_gone_on_with_has_a_page_only(tmp_path: Path) -> None:
    history = played(9, 9, planned=20)
    assert write_report(tmp_path / "a.html", history, PUBLISHED, made_at=MADE) == (
        tmp_path / "a.html",
    )
    assert not list(tmp_path.glob("a.[!h]*"))
    assert "Certificate" not in (tmp_path / "a.html").read_text(encoding="utf-8")
    with pytest.raises(DataError, match="expected a report with a certificate, found none"):
        verdict(tmp_path / "a.html")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.html", "<html></html>", "expected a report with a certificate"),
        ("a.html", b"\xff\xfe", "expected the page of a report, found no text"),
        ("a.json", "{}", "expected a report with a certificate"),
        ("a.json", "[1]", "expected a report's figures"),
        ("a.json", '{"n":NaN}', "expected a report's figures"),
        ("a.fmsession", "{}", "expected a session file"),
        ("a.txt", "hello", "expected a report (.html or .json) or a session file"),
        ("a.json", None, "no such file"),
    ],
)
def test_what_is_no_report_is_refused(
    tmp_path: Path, name: str, content: str | bytes | None, told: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError) as caught:
        verdict(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_files_of_something_else_are_not_written_over(tmp_path: Path) -> None:
    history = played(16, 20)
    saved(tmp_path, history)
    saved(tmp_path, history)
    for ending, content in ((".json", '{"mine":1}'), (".json", "notes"), (".fmsession", "notes")):
        path = tmp_path / f"report{ending}"
        before = path.read_text()
        path.write_text(content)
        with pytest.raises(RequestError, match="is there already and is not of this report"):
            saved(tmp_path, history)
        assert path.read_text() == content
        path.write_text(before)
    with pytest.raises(RequestError, match="is there already"):
        saved(tmp_path, played(16, 20))


@pytest.mark.parametrize("name", ["", "."])
def test_a_folder_is_no_name_for_a_report(name: str) -> None:
    with pytest.raises(FmnistError):
        write_report(Path(name), played(16, 20), PUBLISHED, made_at=MADE)


def test_steps_back_are_recomputed_too(tmp_path: Path) -> None:
    sitting = Sitting([4, 3], protocol="quick-20")
    sitting.answer(0)
    sitting.do("take_back")
    sitting.answer(4)
    sitting.answer(3)
    sitting.do("finish")
    page = saved(tmp_path, sitting.history())
    assert verdict(page).agrees
    forged(page, lambda c: c["certificate"].update(accuracy_at_last=0.5))
    assert fields(page) == {(".json", "certificate.accuracy_at_last")}
