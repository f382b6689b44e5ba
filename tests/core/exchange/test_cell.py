"""No text that is exported is run by a spreadsheet, wherever that parts its cells."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.exchange import (
    annotator_matrix,
    answer_csv,
    cifar10h_raw,
    crowd_csv,
    csv_text,
    index_csv,
    trial_csv,
)
from fmnist_gui.core.exchange.cell import guarded, unguarded
from fmnist_gui.core.exchange.collected import Collected, collected_of
from fmnist_gui.core.exchange.vote import Vote, votes_of
from tests import sample
from tests.core.exchange.collecting import history
from tests.store.sample import FINGERPRINT

EVIL = "=1+1;=cmd|'/c calc'!A0\t@SUM(1)\r\n+2;-3"
NAMES = (EVIL, *(f"{mark}{name}" for mark, name in zip("=+-@", FASHION_CLASSES[1:5], strict=True)))
CLASSES = (*NAMES, *FASHION_CLASSES[5:])
NUMBER = re.compile(r"-?[0-9.]+")


@given(st.text(alphabet="=+-@'\t\r\n;,\"ab 1"))
@example(EVIL)
@example("''=;'\t'=")
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="=+-@'\t\r\n;,\"ab 1"))
@example(EVIL)
def test_no_cell_of_a_guarded_text_begins_as_a_formula(text: str) -> None:
    line = csv_text.line((1, guarded(text), 2))
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(line, newline=""), delimiter=delimiter):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row), row


@given(st.lists(st.text(alphabet="=+-@'a;,\"", min_size=1), min_size=1, max_size=4, unique=True))
@example([";;"])
@example(["'=x", "=x", "''=x", "'x", "'"])
def test_names_come_back_from_every_table(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        given_votes = [Vote("test", 3, name, 1) for name in names]
        crowd_csv.write(path, given_votes)
        assert crowd_csv.read(path, {"test": 9}, FASHION_CLASSES).rows == given_votes
        annotator_matrix.write(path, given_votes)
        (row,) = annotator_matrix.read(path, split="test", images=9, classes=10).rows
        assert list(row) == given_votes
        answer_csv.write(path, collected_of([history(name, (0,)) for name in names]))
        assert [answer.annotator for answer in answer_csv.read(path, classes=10).rows] == names


def test_plain_text_stays_as_it_is() -> None:
    for text in ("Anna", "T-shirt/top", "a=b", "1 - 2", "O'Neil", ""):
        assert guarded(text) == unguarded(text) == text


def whole() -> Collected:
    """Return answers of somebody with an evil name, key, reason, and note."""
    told = collected_of([history(EVIL, (0, 1, 2)), history("-2+3", (3, 4, 0))])
    own = [
        replace(answer, label=n % 5, key="=", reason="+1", note=EVIL)
        for n, answer in enumerate(told.answers)
    ]
    return Collected(tuple(replace(s, study=EVIL) for s in told.sessions), tuple(own))


def answers(folder: Path) -> list[Path]:
    return list(answer_csv.write(folder / "own.csv", whole()))


def votes(folder: Path) -> list[Path]:
    rows = votes_of(whole().answers, {FINGERPRINT: "=te;=st"}).rows
    return [*crowd_csv.write(folder / "own.csv", rows)]


def matrix(folder: Path) -> list[Path]:
    rows = votes_of(whole().answers, {FINGERPRINT: "test"}).rows
    return [*annotator_matrix.write(folder / "own.csv", rows)]


def raw(folder: Path) -> list[Path]:
    trials = cifar10h_raw.raw_trials(whole().answers, whole().answers[:1], CLASSES)
    path = folder / "own.csv"
    path.write_text(cifar10h_raw.text(trials, index="index"), encoding="utf-8", newline="")
    return [path]


def trials(folder: Path) -> list[Path]:
    found = trial_csv.trials_of(whole().answers, whole().sessions)
    return [*trial_csv.write(folder / "=own", found, CLASSES)]


def index(folder: Path) -> list[Path]:
    split = sample.split("test", 9)
    gallery = Gallery((split,), CLASSES, split.images, split.labels)
    index_csv.write(folder / "own.csv", gallery, numbers=range(9), is_blind=False)
    return [folder / "own.csv"]


@pytest.mark.parametrize("write", [answers, votes, matrix, raw, trials, index])
def test_no_cell_of_a_table_is_a_formula(
    write: Callable[[Path], list[Path]], tmp_path: Path
) -> None:
    for path in write(tmp_path):
        content = path.read_text(encoding="utf-8")
        assert content
        for delimiter in ",;\t":
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.reader(file, delimiter=delimiter):
                    for cell in row:
                        is_number = NUMBER.fullmatch(cell.split(",")[0])
                        assert is_number or not cell.startswith(("=", "+", "-", "@")), row
