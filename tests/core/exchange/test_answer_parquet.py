"""The long table as Parquet: types, tables of others, and what is said without pyarrow."""

import sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import answer_parquet
from fmnist_gui.core.exchange.collected import Collected
from tests.core.exchange.collecting import CLASSES, collected


def written(tmp_path: Path) -> Path:
    path, _ = answer_parquet.write(tmp_path / "own.parquet", collected())
    return path


def test_columns_have_types(tmp_path: Path) -> None:
    path, beside = answer_parquet.write(tmp_path / "own.parquet", collected())
    schema = parquet.read_schema(path)
    assert {name: str(schema.field(name).type) for name in schema.names} == {
        "id": "string",
        "session_id": "string",
        "position": "int64",
        "image_index": "int64",
        "label": "int64",
        "chosen": "int64",
        "onset_ns": "int64",
        "response_ns": "int64",
        "shown_at": "timestamp[us, tz=UTC]",
        "answered_at": "timestamp[us, tz=UTC]",
        "device": "string",
        "key": "string",
        "was_paused": "bool",
        "lost_focus": "bool",
        "was_seen": "bool",
        "phase": "string",
        "split": "string",
        "block": "int64",
        "image_sha256": "string",
        "confidence": "int64",
        "second_choice": "int64",
        "late_frames": "int64",
        "clock_jumped": "bool",
        "reason": "string",
        "note": "string",
        "annotator_id": "string",
        "annotator": "string",
        "protocol": "string",
        "deck_split": "string",
        "fingerprint": "string",
        "revision": "int64",
        "retracted_at": "timestamp[us, tz=UTC]",
        "is_simulated": "bool",
    }
    nullable = [name for name in schema.names if schema.field(name).nullable]
    assert nullable == ["confidence", "second_choice", "retracted_at"]
    assert str(parquet.read_schema(beside).field("refresh_hz").type) == "double"


def test_more_rows_than_one_batch_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_parquet, "_BATCH", 4)
    whole = collected()
    found = answer_parquet.read(written(tmp_path), classes=CLASSES)
    assert (len(found.rows), found.refused) == (len(whole.answers), 0)


def test_a_table_from_before_reasons_is_read(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = parquet.read_table(path).drop_columns(["reason", "note"])
    parquet.write_table(before, path)
    found = answer_parquet.read(path, classes=CLASSES)
    assert (len(found.rows), found.refused) == (9, 0)


def test_times_of_other_programs_are_in_utc(tmp_path: Path) -> None:
    whole = collected()
    path, _ = answer_parquet.write(tmp_path / "own.parquet", whole)
    table = parquet.read_table(path)
    place = table.schema.get_field_index("answered_at")
    local = table.column(place).cast(pa.timestamp("ns", tz="Asia/Tokyo"))
    bare = table.column(place).cast(pa.timestamp("us"))
    for column in (local, bare):
        parquet.write_table(table.set_column(place, "answered_at", column), path)
        assert tuple(answer_parquet.read(path, classes=CLASSES).rows) == whole.answers


def test_a_wrong_value_costs_its_row_alone(tmp_path: Path) -> None:
    path = written(tmp_path)
    table = parquet.read_table(path)
    place = table.schema.get_field_index("device")
    devices = pa.array(["pen", *table.column(place).to_pylist()[1:]])
    parquet.write_table(table.set_column(place, "device", devices), path)
    found = answer_parquet.read(path, classes=CLASSES)
    assert (len(found.rows), found.refused) == (8, 1)
    assert "row 1: 'pen' as device" in found.sentence


def test_other_tables_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.parquet"
    answers = parquet.read_table(written(tmp_path))
    lists = pa.array([[1]] * len(answers))
    for table, told in (
        (answers.drop_columns(["key"]), "found no column key among"),
        (answers.append_column("note", lists), "found the column note twice"),
        (answers.drop_columns(["note"]).append_column("note", lists), "no single value as note"),
    ):
        parquet.write_table(table, path)
        with pytest.raises(DataError, match=told):
            answer_parquet.source(path, classes=CLASSES)


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.parquet"
    with pytest.raises(DataError, match="found no such file"):
        answer_parquet.source(path, classes=CLASSES)
    for content in (b"", b"id,session_id\n", b"PAR1" + bytes(30) + b"PAR1"):
        path.write_bytes(content)
        with pytest.raises(DataError, match="found no Parquet; choose a table that was exported"):
            answer_parquet.source(path, classes=CLASSES)


def test_damage_is_told_with_its_place(tmp_path: Path) -> None:
    whole = collected()
    many = tuple(replace(whole.answers[0], note=str(n) * 50) for n in range(200))
    path, _ = answer_parquet.write(tmp_path / "own.parquet", Collected((), many))
    content = bytearray(path.read_bytes())
    content[4:1500] = bytes(1496)
    path.write_bytes(content)
    with pytest.raises(DataError, match="found damage behind row 0"):
        answer_parquet.read(path, classes=CLASSES)


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RequestError, match=r"pip install 'fmnist-gui\[parquet\]', or take csv"):
        answer_parquet.write(tmp_path / "own.parquet", collected())
    with pytest.raises(RequestError, match="Parquet needs pyarrow"):
        answer_parquet.source(tmp_path / "own.parquet", classes=CLASSES)
    assert list(tmp_path.glob("own*")) == []
