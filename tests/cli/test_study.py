"""``study``: made, started, steered and shown from a terminal; figures and exports of its own."""

import csv
from pathlib import Path
from typing import Any

import pytest

from fmnist_gui.core.exchange import study_file
from tests.cli.console import Run, Told


@pytest.fixture
def study(run: Run, data: Path) -> Any:
    """Return a function that makes a study of twelve images with options of its own."""

    def make(*more: object, name: str = "Shirts") -> Told:
        usual: tuple[object, ...] = ("--sitting", 5, "--labels", 2, "--seed", 1, "--attention", 0)
        return run("study", "new", "--name", name, *usual, *more, "--data", data, "--json")

    return make


@pytest.fixture
def labelled(run: Run, study: Any, data: Path) -> str:
    """Return the hash of a study of twelve images that three simulated people have labelled."""
    sha256 = study("--count", 12).content["sha256"]
    told = run("simulate", "--study", "Shirts", "--annotators", 3, "--data", data, "--json")
    assert told.content["answers"] == 24
    return str(sha256)


def shown(run: Run, name: str = "Shirts") -> Any:
    return run("study", "show", name, "--json").content


def test_a_study_is_made_and_listed(run: Run, study: Any) -> None:
    assert "No studies yet" in run("study", "list").out
    made = study("--count", 12, "--certainty", 0.9, "--most", 4).content
    assert (made["images"], made["name"], made["is_new"]) == (12, "Shirts", True)
    assert made["wanted"] == {"labels": 2, "certainty": 0.9, "most": 4}
    (line,) = run("study", "list", "--json").content["studies"]
    assert line["state"] == "running"
    assert line["sha256"] == made["sha256"]
    assert (line["progress"]["given"], line["progress"]["wanted"]) == (0, 24)
    assert "Shirts" in run("study", "list").out


def test_the_same_choices_make_the_same_study_and_others_another(
    run: Run, study: Any, tmp_path: Path
) -> None:
    def hash_of(*more: object) -> str:
        file = tmp_path / "a.fmstudy"
        return str(study("--out", file, *more).content["sha256"])

    usual = hash_of("--count", 12)
    assert usual == hash_of("--count", 12)
    assert usual != hash_of("--count", 12, "--confidence", "shift")
    assert run("study", "list", "--json").content["studies"] == [], "it is only written"


def test_a_file_starts_the_study_elsewhere(run: Run, study: Any, tmp_path: Path) -> None:
    file, texts = tmp_path / "a.fmstudy", tmp_path / "text"
    texts.write_text("Say what you see.\nTake your time.\n", encoding="utf-8")
    made = study(
        "--count", 12, "--out", file, "--instructions", texts, "--consent", texts,
        "--question", "How old are you?", "--question", "Which hand? | left | right",
        "--second-choice", "--repeats", 10, "--confidence", "key",
    ).content  # fmt: skip
    written = study_file.read(file)
    assert written.sha256 == made["sha256"]
    assert written.instructions == "Say what you see.\nTake your time."
    assert [q.choices for q in written.questions] == [(), ("left", "right")]
    assert (written.has_second_choice, written.repeat_percent) == (True, 10)
    assert run("study", "start", file, "--annotator", "Anna", "--json").content["is_new"]
    assert not run("study", "start", file, "--json").content["is_new"]
    found = shown(run)
    assert found["sha256"] == made["sha256"]
    assert found["consent"] == written.instructions
    assert found["questions"][1] == {"words": "Which hand?", "choices": ["left", "right"]}


def test_images_are_chosen_in_every_way(
    run: Run, study: Any, data: Path, deck: Path, tmp_path: Path
) -> None:
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("7, 3\n5;11", encoding="utf-8")
    out = ("--out", tmp_path / "a.fmstudy")
    ways: list[tuple[tuple[object, ...], int, str]] = [
        ((), 300, "all"),
        (("--images", "all", "--split", "train"), 60, "all"),
        (("--images", numbers), 4, "list numbers.txt"),
        (("--where", "class:shirt"), 30, "filter class:shirt"),
        (("--where", "brightness>0", "--split", "train"), 60, "filter brightness>0"),
        (("--deck", deck), 20, "deck"),
        (("--count", 9), 9, "by chance"),
    ]
    for options, count, source in ways:
        made = study(*out, *options).content
        assert made["images"] == count, options
        assert source in made["source"]
    assert study_file.read(tmp_path / "a.fmstudy").split == "test"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--count", 301), "300"),
        (("--count", 0), "no images"),
        (("--where", "class:nothing"), "nothing"),
        (("--where", "index>400"), "no test image meets this filter"),
        (("--most", 3), "--certainty"),
        (("--certainty", 1.5), "certainty"),
        (("--certainty", 0.9, "--most", 1), "labels"),
        (("--labels", 0), "labels"),
        (("--sitting", 0), "sitting"),
        (("--attention", 60), "attention checks"),
        (("--seed", -1), "seed"),
        (("--split", "valid"), "no split called 'valid'"),
        (("--question", "|a|b"), "question"),
        (("--images", "missing.txt"), "no such file"),
        (("--instructions", "missing.txt"), "no such file"),
    ],
)
def test_an_impossible_study_is_one_line(
    run: Run, study: Any, options: tuple[object, ...], found: str
) -> None:
    refusal = study(*options).refusal
    assert found in refusal
    assert run("study", "list", "--json").content["studies"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 2 2", "2 a second time in line 1"),
        ("1\n300", "'300' in line 2"),
        ("1\n-3", "'-3' in line 2"),
        ("\n", "found none"),
        ("1 two", "'two'"),
    ],
)
def test_numbers_of_images_are_refused_by_line(
    study: Any, tmp_path: Path, text: str, found: str
) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text(text, encoding="utf-8")
    assert found in study("--images", path).refusal


def test_nothing_else_is_overwritten(study: Any, tmp_path: Path) -> None:
    path = tmp_path / "diary.txt"
    path.write_text("dear diary", encoding="utf-8")
    assert "it stays as it is" in study("--out", path).refusal
    assert path.read_text(encoding="utf-8") == "dear diary"


def test_a_study_is_paused_closed_and_opened_again(run: Run, study: Any, data: Path) -> None:
    study("--count", 12)
    simulate = ("simulate", "--study", "shirts", "--data", data)
    for verb, state in (("pause", "paused"), ("resume", "running"), ("close", "closed")):
        assert run("study", verb, "shirts", "--json").content["state"] == state
        again = run("study", verb, "shirts").refusal
        assert "can be" in again
        assert shown(run)["state"] == state
        if state != "running":
            assert f"is {state}" in run(*simulate).refusal
    assert run("study", "reopen", "shirts", "--json").content["state"] == "running"
    assert run(*simulate, "--json").content["answers"] == 12
    assert "there is no study “hats”" in run("study", "pause", "hats").refusal


def test_people_label_until_nothing_is_left(run: Run, labelled: str, data: Path) -> None:
    found = shown(run)
    assert found["progress"]["is_complete"]
    assert (found["progress"]["given"], found["progress"]["done"]) == (24, 12)
    assert found["progress"]["simulated"] == 24
    assert len(found["people"]) == 3
    assert sum(person["labels"] for person in found["people"]) == 24
    assert (
        "every image of the study" in run("simulate", "--study", "Shirts", "--data", data).refusal
    )
    lines = run("study", "show", labelled[:8]).out
    assert "24 of 24 labels. 12 of 12 images done." in lines
    assert "Simulated 1" in lines


def test_each_gives_so_many_labels_and_the_same_ones_by_seed(
    run: Run, study: Any, data: Path, tmp_path: Path
) -> None:
    study("--count", 12)
    said = []
    for home in ("one", "two"):
        place = ("--home", tmp_path / home, "--data", data, "--json")
        assert run("study", "new", "--name", "A", "--count", 20, "--seed", 3, *place).status == 0
        told = run("simulate", "--study", "A", "--annotators", 2, "--images", 7, *place).content
        assert told["answers"] - 14 in (0, 1, 2), "there may be hidden checks"
        out = tmp_path / f"{home}.csv"
        assert run("export", "--format", "crowd", "--study", "A", "--out", out, *place).status == 0
        said.append(out.read_text(encoding="utf-8"))
    assert said[0] == said[1]
    refusal = run("simulate", "--study", "A", "--images", 0, "--data", data).refusal
    assert "--images" in refusal


def test_withdrawn_people_leave_figures_and_exports_and_come_back(
    run: Run, labelled: str, data: Path, tmp_path: Path
) -> None:
    asked = ("--study", labelled[:8], "--data", data, "--json")
    before = run("agreement", *asked).content
    assert (before["labels"], before["study"], before["withdrawn"]) == (24, labelled, {})

    gone = run("study", "withdraw", "Shirts", "simulated 1", "--json").content
    assert (gone["person"], gone["is_withdrawn"]) == ("Simulated 1", True)

    count = gone["answers"]
    assert count > 0
    after = run("agreement", *asked).content
    assert after["labels"] == 24 - count
    assert after["withdrawn"] == {"Simulated 1": count}
    found = shown(run)
    assert found["withdrawn"] == {"Simulated 1": count}
    assert "Simulated 1" not in {person["annotator"] for person in found["people"]}
    assert f"{count} answers of Simulated 1 were withdrawn" in run("study", "show", "Shirts").out
    out = tmp_path / "consensus.csv"
    consensus = run("consensus", "--method", "plurality", "--out", out, *asked).content
    assert consensus["labels"] == 24 - count
    assert consensus["withdrawn"] == {"Simulated 1": count}
    table = tmp_path / "a.csv"
    exported = run("export", "--format", "csv", "--out", table, *asked).content
    assert exported["rows_out"] == 24 - count
    assert exported["withdrawn"] == {"Simulated 1": count}
    with table.open(encoding="utf-8") as file:
        assert {row["annotator"] for row in csv.DictReader(file)} == {"Simulated 2", "Simulated 3"}

    assert "was withdrawn already" in run("study", "withdraw", "Shirts", "Simulated 1").refusal
    assert "was not withdrawn" in run("study", "reinstate", "Shirts", "Simulated 2").refusal
    assert "nobody called Ben takes part" in run("study", "withdraw", "Shirts", "Ben").refusal
    back = run("study", "reinstate", "Shirts", "Simulated 1", "--json").content
    assert (back["answers"], back["is_withdrawn"]) == (count, False)
    assert run("agreement", *asked).content["labels"] == 24
    assert [(d["annotator"], d["is_back"], d["answers"]) for d in shown(run)["departures"]] == [
        ("Simulated 1", False, count),
        ("Simulated 1", True, count),
    ]
    again = run("study", "withdraw", "Shirts", "--annotator", " SIMULATED  1").out
    assert again == f"{count} answers of Simulated 1 were withdrawn from every figure and export.\n"
    assert run("study", "withdraw", "Shirts").status == 2


def test_a_study_that_runs_is_told_by_name_alone(
    run: Run, labelled: str, data: Path, tmp_path: Path
) -> None:
    everything = ("agreement", "--data", data, "--json")
    assert run(*everything).content["labels"] == 0
    refusal = run("export", "--format", "csv", "--out", tmp_path / "a.csv").refusal
    left_out = "answers are left out, of 5 sittings of studies that are not closed"
    assert left_out in refusal
    assert left_out in run(*everything[:-1]).out
    gone = run("study", "withdraw", "Shirts", "Simulated 1", "--json").content["answers"]
    withdrawn = f"{gone} answers of Simulated 1 were withdrawn"
    assert withdrawn in run("export", "--format", "csv", "--out", tmp_path / "a.csv").refusal
    run("study", "close", "Shirts")
    assert run(*everything).content["withdrawn"] == {"Simulated 1": gone}
    told = run("export", "--format", "csv", "--out", tmp_path / "a.csv")
    assert withdrawn in told.out
    run("study", "reinstate", "Shirts", "Simulated 1")
    found = run(*everything).content
    assert (found["labels"], found["images"], found["annotators"]) == (24, 12, 3)
    out = tmp_path / "b.csv"
    assert run("export", "--format", "csv", "--out", out, "--json").content["rows_out"] == 24


FORMATS = ("csv", "jsonl", "crowd", "fmh", "cifar10h", "cleanlab", "model-vs-human", "label-studio")


def test_every_format_takes_a_study(run: Run, labelled: str, data: Path, tmp_path: Path) -> None:
    for format in FORMATS:
        out = ("--out", tmp_path / f"{format}.csv", "--data", data, "--json")
        told = run("export", "--format", format, "--study", "Shirts", *out).content
        assert told["rows_out"] == 24, format
        assert told["study"] == labelled
        assert all(Path(file).exists() for file in told["files"])


def test_checks_stay_apart_from_votes(run: Run, study: Any, data: Path, tmp_path: Path) -> None:
    study("--count", 40, "--attention", 10, "--sitting", 40, "--labels", 1)
    run("simulate", "--study", "Shirts", "--data", data)
    asked = ("--study", "Shirts", "--out", tmp_path / "x", "--data", data, "--json")
    told = run("export", "--format", "cifar10h", *asked).content
    assert told["rows_out"] == 40
    assert told["checks"] == 1, "of random images few are clear"
    assert told["left_out"] == {"checks_and_repeats": 1}


def test_what_says_which_answers_is_said_once(run: Run, labelled: str, tmp_path: Path) -> None:
    out = ("--out", tmp_path / "a")
    both = run("export", "--format", "csv", "--study", "Shirts", "--session", "ab", *out)
    assert "--study and --session" in both.refusal
    assert (
        "--study speaks of answers"
        in run("export", "--format", "patch", "--study", "Shirts", *out).refusal
    )


def test_sessions_of_a_study_score_nobody(run: Run, labelled: str) -> None:
    lines = run("sessions", "--json").content["sessions"]
    assert {line["preset"] for line in lines} == {"study"}
    assert {line["study"] for line in lines} == {labelled}
    assert all(line["n"] == 0 for line in lines)
    ids = [line["id"] for line in lines]
    assert "holds labels for the study" in run("results", ids[0]).refusal
    assert "holds labels for the study" in run("panel", *ids[:2]).refusal
