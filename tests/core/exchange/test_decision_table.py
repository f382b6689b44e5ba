import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.decision_table import HEADER, MARK, read, text, write
from fmnist_gui.core.review.decision import DECISION_KINDS, Decision, Original
from fmnist_gui.core.review.history import Withdrawal
from tests import sample
from tests.core.review.decided import AT, decision, person

TEST = sample.split("test", 20)
TRAIN = sample.split("train", 30)
SPLITS = (TRAIN, TEST)
ELSEWHERE = Original("f" * 64, "dev set", 3)
FIRST = decision(3, "relabel", of=TEST, to_class=4, queue="margin", note="=a zip")
SECOND = replace(
    decision(3, "duplicate", of=TEST, by="Bo", original=ELSEWHERE),
    step=UUID(int=5),
    is_blind=True,
)
UNDO = Withdrawal(UUID(int=901), FIRST.id, FIRST.annotator, AT + timedelta(hours=1))
REDO = replace(UNDO, id=UUID(int=902), is_back=True)
LOGS = {
    TRAIN.fingerprint: (decision(29, "ambiguous", of=TRAIN, classes=(2, 4)),),
    TEST.fingerprint: (FIRST, SECOND, UNDO, REDO, replace(UNDO, id=UUID(int=903))),
}


def test_everything_is_written_also_what_was_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write(path, SPLITS, LOGS)
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    assert first == f"{MARK}, train={TRAIN.fingerprint}, test={TEST.fingerprint}"
    rows = list(csv.DictReader(lines))
    assert tuple(rows[0]) == HEADER
    assert [row["event"] for row in rows] == [
        "decided",
        "decided",
        "decided",
        "undone",
        "redone",
        "undone",
    ]
    told = ("split", "index", "label", "decision", "to_class", "reviewer", "queue", "note")
    assert [rows[1][name] for name in told] == (
        ["test", "3", "3", "relabel", "4", "Anna", "margin", "'=a zip"]
    )
    assert [row["stands"] for row in rows] == ["yes", "no", "yes", "", "", ""]
    assert (rows[0]["classes"], rows[2]["original_index"]) == ("2 4", "3")
    assert rows[3]["takes_back"] == str(FIRST.id)


def test_the_logs_come_back(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    write(path, SPLITS, LOGS)
    assert read(path, SPLITS, classes=10) == LOGS


WORDS = st.text(st.characters(codec="utf-8"), max_size=9) | st.sampled_from(["\r", "=x", "'", "\n"])


@st.composite
def any_log(draw: st.DrawFn) -> tuple[Decision | Withdrawal, ...]:
    log: list[Decision | Withdrawal] = []
    for number in range(draw(st.integers(0, 6))):
        made = [entry for entry in log if isinstance(entry, Decision)]
        about = draw(st.none() | st.sampled_from(made)) if made else None
        if about is not None:
            who, is_back = person(draw(WORDS)), draw(st.booleans())
            log.append(Withdrawal(UUID(int=1000 + number), about.id, who, AT, is_back))
            continue
        kind = draw(st.sampled_from(DECISION_KINDS))
        new = decision(
            draw(st.integers(0, 19)),
            kind,
            of=TEST,
            by=draw(WORDS),
            to_class=draw(st.integers(0, 9)) if kind == "relabel" else None,
            classes=(1, 7) if kind == "ambiguous" and draw(st.booleans()) else (),
            original=ELSEWHERE if kind == "duplicate" else None,
            queue=draw(WORDS),
            note=draw(WORDS),
            day=draw(st.integers(0, 9)),
        )
        step = draw(st.none() | st.uuids())
        log.append(replace(new, step=step, is_blind=draw(st.booleans())))
    return tuple(log)


@given(any_log())
def test_any_log_comes_back_to_the_letter(log: tuple[Decision | Withdrawal, ...]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.csv"
        path.write_bytes(text([TEST], {TEST.fingerprint: log}).encode())
        assert read(path, [TEST], classes=10) == {TEST.fingerprint: log}


GOOD = text([TEST], LOGS)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (TEST.fingerprint[:8], "0" * 8, "decisions about test data with fingerprint"),
        ("test=", "dev=", "decisions about dev data with fingerprint 'none'"),
        (",test,3,3,", ",test,3,4,", "the label 3 of test 3, found 4 in line 3"),
        (",test,3,3,", ",test,20,3,", "an index of test below 20, found 20 in line 3"),
        ("relabel,4", "relabel,", "a decision that is whole, found that relabel needs the class"),
        ("decided,", "thought,", "one of decided, undone, redone, found 'thought'"),
        ("undone,00000000-0000-0000-0000-000000000385", "undone,x", "an id, found 'x'"),
        (f",{FIRST.id}\n", f",{UUID(int=77)}\n", "a decision above to take back"),
        ("0000-000000000386", "0000-000000000385", "each id once"),
    ],
)
def test_what_does_not_fit_is_refused_by_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in GOOD
    path = tmp_path / "x.csv"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read(path, [TEST], classes=10)
    assert told in str(refused.value)
