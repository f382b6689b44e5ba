"""``import`` of verdicts, our own and other people's."""

import json
from pathlib import Path

import pytest

from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run

pytestmark = pytest.mark.usefixtures("fresh_home")
LABELS = sample.split("test", TEST).labels


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.json"
    entries = [
        {"id": 3, "given_original_label": 3, "our_guessed_label": 5, "verdict": "guessed"},
        {"id": 4, "given_original_label": 4, "our_guessed_label": 2, "verdict": "both"},
    ]
    path.write_text(json.dumps(entries))
    return path


def test_what_the_file_does_not_tell_is_told_beside_it(
    run: Run, data: Path, theirs: Path, tmp_path: Path
) -> None:
    assert "3 alone, which may be of" in run("import", theirs, "--data", data).refusal
    of_test = ("--split", "test", "--data", data)
    assert "a reviewer, found none" in run("import", theirs, *of_test).refusal
    counts = run("import", theirs, *of_test, "--name", "Crowd", "--json").content
    assert (counts["rows_in"], counts["rows_kept"], counts["refused"]) == (2, 2, 0)
    out = tmp_path / "own.json"
    assert run("export", "--format", "verdicts", "--out", out, "--data", data).status == 0
    told = [(v["id"], v["verdict"], v["reviewer"]) for v in json.loads(out.read_text())]
    assert told == [("test/3", "guessed", "Crowd"), ("test/4", "both", "Crowd")]


def test_labels_that_the_data_does_not_have_are_refused_and_nothing_is_kept(
    run: Run, data: Path, theirs: Path
) -> None:
    theirs.write_text(
        theirs.read_text().replace('"given_original_label": 4', '"given_original_label": 9')
    )
    wish = ("import", theirs, "--split", "test", "--name", "Crowd", "--data", data)
    assert (
        "test 4 to have the label 9, as the verdict says, found 4 in entry 2" in run(*wish).refusal
    )
    out = theirs.with_name("none.json")
    told = run("export", "--format", "verdicts", "--out", out, "--data", data, "--json")
    assert told.content["rows_in"] == 0


def test_an_older_verdict_does_not_stand_over_a_newer_decision(
    run: Run, data: Path, theirs: Path
) -> None:
    wish = ("import", theirs, "--split", "test", "--name", "Crowd", "--data", data)
    assert run(*wish).status == 0
    decide = ("review", "decide", "test", 3, "keep", "--annotator", "Crowd", "--data", data)
    assert run(*decide).status == 0
    assert run(*wish, "--json").content["already_there"] == 2
    out = theirs.with_name("own.json")
    run("export", "--format", "verdicts", "--out", out, "--data", data)
    assert json.loads(out.read_text())[0]["verdict"] == "given"


def test_verdicts_about_no_split_that_is_here_are_refused(
    run: Run, data: Path, theirs: Path
) -> None:
    theirs.write_text(theirs.read_text().replace('"id": 3', '"id": "t/1"'))
    wish = ("import", theirs, "--split", "test", "--name", "Crowd", "--data", data)
    told = run(*wish)
    assert "1 of 2 decisions kept" in told.out
    assert "1 is about splits that this data does not have." in told.out
    entry = {"id": "t/1", "given_original_label": 3, "verdict": "given", "reviewer": "Bo"}
    theirs.write_text(json.dumps([entry]))
    told = run("import", theirs, "--data", data)
    assert told.status == 2
    assert f"{theirs}: expected decisions about train and test, found only some about 't'" in (
        told.refusal
    )


def test_a_table_of_decisions_is_known_and_said_to_be_none_to_take_in(
    run: Run, data: Path, tmp_path: Path
) -> None:
    table = tmp_path / "decisions.csv"
    assert run("export", "--format", "decisions", "--out", table, "--data", data).status == 0
    told = run("import", table, "--data", data).refusal
    assert "export the same decisions as a patch or as verdicts and import that" in told
