"""The long table as CSV and as JSON Lines: what goes out comes back, what is wrong is told."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import answer_csv, answer_jsonl, answer_parquet, flat_row
from fmnist_gui.core.exchange.collected import Collected, collected_of
from fmnist_gui.core.session.record import CANNOT_TELL
from tests import sample
from tests.core.exchange.collecting import CLASSES, STUDY, collected, study_history
from tests.store.sample import FINGERPRINT

TABLES = pytest.mark.parametrize("table", [answer_csv, answer_jsonl, answer_parquet])


@TABLES
def test_every_field_of_every_answer_comes_back(table: ModuleType, tmp_path: Path) -> None:
    whole = collected()
    answers, sessions = table.write(tmp_path / "own.x", whole)
    found, headers = table.read(answers, classes=CLASSES), table.read_sessions(sessions)
    assert Collected(tuple(headers.rows), tuple(found.rows)) == whole
    assert (found.refused, found.rows_in, headers.refused) == (0, 9, 0)
    assert [a.retracted_at is not None for a in found.rows].count(True) == 1
    assert [a.is_simulated for a in found.rows].count(True) == 3


def test_cells_are_plain_for_every_program_and_run_in_none(tmp_path: Path) -> None:
    path, _ = answer_csv.write(tmp_path / "own.csv", collected())
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["answered_at"] == "2026-03-01T12:30:15.923456Z"
    assert (rows[0]["confidence"], rows[0]["retracted_at"]) == ("", "")
    assert rows[3]["annotator"] == '\'=HYPERLINK("x");\n'
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_missing_is_null_in_json(tmp_path: Path) -> None:
    path, _ = answer_jsonl.write(tmp_path / "own.jsonl", collected())
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert first["confidence"] is None
    assert first["was_seen"] is False


@TABLES
def test_what_does_not_fit_the_data_is_told_by_line(table: ModuleType, tmp_path: Path) -> None:
    whole = collected()
    first, second, third, fourth, *rest = whole.answers
    images = sample.split("test", 9)
    fit = [replace(a, label=int(images.labels[a.image_index])) for a in rest]
    broken = (
        replace(first, chosen=10),
        replace(second, image_index=9),
        replace(third, fingerprint="cd" * 32),
        replace(fourth, label=(int(images.labels[fourth.image_index]) + 1) % CLASSES),
        *fit,
        fit[0],
    )
    # The name in the fourth row of the CSV has a line of its own.
    path, _ = table.write(tmp_path / "own.x", Collected((), broken))
    found = table.read(path, {FINGERPRINT: images}, classes=CLASSES)
    assert (len(found.rows), found.refused, found.rows_in) == (len(fit), 5, 10)
    told = found.sentence
    unit = "row" if table is answer_parquet else "line"
    assert told.startswith(f"Kept 5 of 10 rows. Refused 5: {unit} ")
    for words in (
        "class 10 as chosen, of 10",
        "index 9 of 9 images of test",
        "data with fingerprint 'cdcdcdcdcdcdcdcd', which is not open",
        "which the file of test does not have there",
        f"the same again as in {unit}",
    ):
        assert words in told


@TABLES
def test_that_a_person_cannot_tell_comes_back(table: ModuleType, tmp_path: Path) -> None:
    first, *rest = collected().answers
    unsure = replace(
        first,
        protocol="study",
        device="batch",
        chosen=CANNOT_TELL,
        reason="not recognisable",
        note="=1+1",
    )
    path, _ = table.write(tmp_path / "own.x", Collected((), (unsure, *rest)))
    assert table.read(path, classes=CLASSES).rows[0] == unsure


@TABLES
def test_whoever_is_measured_names_a_class(table: ModuleType, tmp_path: Path) -> None:
    first, *rest = collected().answers
    path, _ = table.write(
        tmp_path / "own.x", Collected((), (replace(first, chosen=CANNOT_TELL), *rest))
    )
    assert "class -1 as chosen, of 10" in table.read(path, classes=CLASSES).sentence


def test_tables_from_before_reasons_and_studies_are_read(tmp_path: Path) -> None:
    whole = collected()
    for path in answer_csv.write(tmp_path / "own.csv", whole):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        before = [name for name in rows[0] if name not in flat_row.LATER]
        assert len(before) == len(rows[0]) - 2
        with path.open("w", encoding="utf-8", newline="") as file:
            earlier = csv.DictWriter(file, before, extrasaction="ignore")
            earlier.writeheader()
            earlier.writerows(rows)
    assert tuple(answer_csv.read(tmp_path / "own.csv", classes=CLASSES).rows) == whole.answers
    headers = answer_csv.read_sessions(tmp_path / "own-sessions.csv").rows
    assert tuple(headers) == whole.sessions


def test_lines_from_before_reasons_and_studies_are_read(tmp_path: Path) -> None:
    whole = collected()
    for path in answer_jsonl.write(tmp_path / "own.jsonl", whole):
        objects = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        lines = [{k: v for k, v in o.items() if k not in flat_row.LATER} for o in objects]
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert tuple(answer_jsonl.read(tmp_path / "own.jsonl", classes=CLASSES).rows) == whole.answers
    headers = answer_jsonl.read_sessions(tmp_path / "own-sessions.jsonl").rows
    assert tuple(headers) == whole.sessions


@TABLES
def test_sessions_say_which_study_they_are_of(table: ModuleType, tmp_path: Path) -> None:
    told = collected_of([study_history("Anna", (1, CANNOT_TELL, 2))])
    _, sessions = table.write(tmp_path / "own.x", told)
    (header,) = table.read_sessions(sessions).rows
    assert (header.study, header.study_sha256) == ("Shirts", STUDY)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    path, _ = answer_csv.write(tmp_path / "own.csv", collected())
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",key,", ",button,", "found no column key among"),
        (",key,", ",key,key,", "found the column key twice"),
        (",", ";", "with id, session_id"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        answer_csv.read(changed(tmp_path, old, new), classes=CLASSES)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Anna", "Anna,more", "line 2: another number of values than the header has"),
        (",1,1,", ",1,x,", "line 2: 'x' as chosen"),
        ("2026-03-01T12", "yesterday", "as shown_at"),
        (",false,", ",perhaps,", "'perhaps' as was_paused"),
        ("main", "minor", "'minor' as phase"),
    ],
)
def test_a_wrong_cell_costs_its_row_alone(tmp_path: Path, old: str, new: str, told: str) -> None:
    found = answer_csv.read(changed(tmp_path, old, new), classes=CLASSES)
    assert (len(found.rows), found.refused) == (8, 1)
    assert told in found.sentence


def test_only_the_first_refusals_are_named(tmp_path: Path) -> None:
    path, _ = answer_csv.write(tmp_path / "own.csv", collected())
    found = answer_csv.read(path, classes=0)
    assert found.refused == 9
    assert len(found.why) == 5
    assert found.sentence.endswith(", and so on.")


@pytest.mark.parametrize(
    ("delimiter", "encoding", "told"),
    [
        (",", "utf-8", ""),
        (";", "utf-8-sig", "Read as a table with semicolons."),
        ("\t", "utf-16", "Read as a table with tabs in UTF-16."),
        (",", "utf-16", "Read as a table in UTF-16."),
    ],
)
def test_what_spreadsheets_save_is_read_and_said(
    tmp_path: Path, delimiter: str, encoding: str, told: str
) -> None:
    whole = collected()
    path, _ = answer_csv.write(tmp_path / "own.csv", whole)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    assert answer_csv.source(path, classes=CLASSES).told == told
    assert tuple(answer_csv.read(path, classes=CLASSES).rows) == whole.answers


def test_utf_16_without_its_mark_and_emptiness_are_called_by_name(tmp_path: Path) -> None:
    path, _ = answer_csv.write(tmp_path / "own.csv", collected())
    text = path.read_text(encoding="utf-8")
    for content, told in (
        (text.encode("utf-16-le"), "found text in UTF-16 without its mark; save it as UTF-8"),
        (b"\xff\xfe" + text.encode("utf-16-le")[:-1], "found no text; save it as UTF-8"),
        (b"", "found nothing"),
    ):
        path.write_bytes(content)
        with pytest.raises(DataError, match=told):
            answer_csv.read(path, classes=CLASSES)


def test_json_lines_in_utf_16_are_called_by_name(tmp_path: Path) -> None:
    path, _ = answer_jsonl.write(tmp_path / "own.jsonl", collected())
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    with pytest.raises(DataError, match="found text in UTF-16; save it as UTF-8"):
        answer_jsonl.read(path, classes=CLASSES)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no json", "line 2: no JSON object"),
        ("[1]", "line 2: no JSON object"),
        ("{}", "line 2: no id"),
    ],
)
def test_a_line_that_is_no_answer_is_told(tmp_path: Path, line: str, told: str) -> None:
    path, _ = answer_jsonl.write(tmp_path / "own.jsonl", collected())
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([first, line, *rest]), encoding="utf-8")
    found = answer_jsonl.read(path, classes=CLASSES)
    assert (len(found.rows), found.refused) == (9, 1)
    assert told in found.sentence
    path.write_text(line, encoding="utf-8")
    with pytest.raises(DataError, match="in line 1; save it"):
        answer_jsonl.read(path, classes=CLASSES)
