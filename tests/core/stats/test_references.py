"""The published results: those shipped, and files that are refused."""

import json
from pathlib import Path

import pytest

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.stats.references import KINDS, gathered, load

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "references.toml"
GOOD = 'name = "A"\naccuracy = 0.5\nn = 100\nkind = "model"\nsource = "B"\nyear = 2020\n'


def written(tmp_path: Path, *entries: str) -> Path:
    path = tmp_path / "references.toml"
    path.write_text("".join(f"[[reference]]\n{entry}\n" for entry in entries), encoding="utf-8")
    return path


def test_the_shipped_results_are_the_published_ones() -> None:
    assert [(r.name, r.accuracy, r.n, r.kind) for r in load(SHIPPED)] == [
        ("Chance", 0.1, None, "chance"),
        ("Fashion-MNIST-H, one worker", 0.6672, 10_000, "single"),
        ("Fashion-MNIST-H, majority of 3", 0.736, 10_000, "majority of 3"),
        ("Fashion-MNIST-H, plurality of about 67", 0.8216, 10_000, "plurality"),
        ("Zalando crowd", 0.835, 1000, "majority of 3"),
        ("GaussianNB", 0.511, 10_000, "model"),
        ("Decision tree", 0.798, 10_000, "model"),
        ("Linear SVC", 0.836, 10_000, "model"),
        ("k nearest neighbours", 0.854, 10_000, "model"),
        ("Random forest", 0.873, 10_000, "model"),
        ("SVC rbf", 0.897, 10_000, "model"),
        ("Two-layer CNN", 0.916, 10_000, "model"),
        ("HOG + SVM", 0.926, 10_000, "model"),
        ("DENSER", 0.953, 10_000, "model"),
        ("Fine-tuning DARTS", 0.9691, 10_000, "model"),
    ]


def test_every_shipped_result_but_chance_has_a_band_and_a_source() -> None:
    for reference in load(SHIPPED):
        assert reference.source
        assert (reference.low is None) == (reference.kind == "chance")
        if reference.low is not None and reference.high is not None:
            assert reference.low < reference.accuracy < reference.high


def test_the_crowd_is_a_band_and_not_a_line() -> None:
    by_name = {r.name: r for r in load(SHIPPED)}
    crowd = by_name["Zalando crowd"]
    assert (crowd.low, crowd.high) == pytest.approx((0.810721, 0.856715), abs=5e-7)
    assert "majority of three people" in crowd.note
    tie_rules = by_name["Fashion-MNIST-H, majority of 3"]
    assert (tie_rules.low, tie_rules.high) == (0.702, 0.803)


def test_an_entry_is_fit_for_json() -> None:
    content = json.loads(json.dumps([r.content() for r in load(SHIPPED)]))
    assert content[4]["kind"] == "majority of 3"
    assert content[0]["low"] is None


def test_an_entry_of_ones_own_gets_its_interval(tmp_path: Path) -> None:
    (reference,) = load(written(tmp_path, GOOD))
    assert (reference.low, reference.high) == tuple(wilson(50, 100))
    assert (reference.year, reference.note) == (2020, "")


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("accuracy = 0.5\n", "", "no accuracy"),
        ("0.5", "1.5", "1.5"),
        ("0.5", "nan", "nan"),
        ("0.5", "inf", "inf"),
        ("0.5", "'half'", "'half'"),
        ("0.5", "true", "True"),
        ("n = 100", "n = 0", "found 0"),
        ("n = 100", "n = 100.5", "100.5"),
        ('"model"', '"expert"', "'expert'"),
        ("n = 100", "n = 100\nlow = 0.4", "only low"),
        ("n = 100", "n = 100\nhigh = 0.6", "only high"),
        ("n = 100", "low = 0.6\nhigh = 0.7", "0.6, 0.5 and 0.7"),
        ("year", "yaer", "'yaer'"),
        ('"B"', "3", "found 3"),
        ("n = 100", f"n = {10**400}", "more than anybody has"),
        ('"A"', '" "', "a name of 1 to 80 letters"),
        ('"A"', f'"{"A" * 10_000}"', "a name of 1 to 80 letters"),
        ('"A"', '"A\\n"', "a name of 1 to 80 letters"),
    ],
)
def test_a_bad_entry_is_refused_by_its_number(
    tmp_path: Path, good: str, bad: str, complaint: str
) -> None:
    path = written(tmp_path, GOOD.replace("A", "C"), GOOD.replace(good, bad))
    with pytest.raises(DataError) as refusal:
        load(path)
    sentence = str(refusal.value)
    assert "references.toml, reference 2: expected" in sentence
    assert complaint in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "an empty file"),
        (b"title = 'x'\n", "title"),
        (b"reference = 3\n", "[[reference]] tables"),
        (b"reference = [3]\n", "expected a table, found 3"),
        (b"[[reference\n", "TOML in UTF-8"),
        (b"\xff\xfe\x00", "TOML in UTF-8"),
        (b"[[reference]]\nname = 'A'\nname = 'B'\n", "TOML in UTF-8"),
    ],
)
def test_a_file_of_something_else_is_refused(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    path = tmp_path / "references.toml"
    path.write_bytes(content)
    with pytest.raises(DataError) as refusal:
        load(path)
    assert complaint in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        load(tmp_path / "nothing.toml")


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="'A' 2 times"):
        load(written(tmp_path, GOOD, GOOD))


def test_every_kind_can_be_used(tmp_path: Path) -> None:
    entries = [GOOD.replace('"model"', f'"{k}"').replace('"A"', f'"{k}"') for k in KINDS]
    assert [r.kind for r in load(written(tmp_path, *entries))] == list(KINDS)


def test_ones_own_references_come_after_those_shipped_and_are_told_apart(tmp_path: Path) -> None:
    found, refused = gathered(SHIPPED, written(tmp_path, GOOD))
    assert refused is None
    assert found[:-1] == load(SHIPPED)
    assert (found[-1].name, found[-1].is_own) == ("A", True)
    assert not any(reference.is_own for reference in found[:-1])


def test_nobody_needs_references_of_their_own(tmp_path: Path) -> None:
    assert gathered(SHIPPED, tmp_path / "references.toml") == (load(SHIPPED), None)


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("name = 3", "the keys name"),
        (GOOD.replace('"A"', '"Random forest"'), "'Random forest'; give it another name"),
        (f"note = '{'x' * 1024 * 1024}'", "far too large"),
    ],
)
def test_a_bad_file_of_ones_own_hides_nothing_that_is_shipped(
    tmp_path: Path, entry: str, complaint: str
) -> None:
    found, refused = gathered(SHIPPED, written(tmp_path, entry))
    assert found == load(SHIPPED)
    assert complaint in str(refused)
    assert str(tmp_path) in str(refused)


def test_a_range_over_tie_rules_is_marked_and_needs_its_ends(tmp_path: Path) -> None:
    marked = [entry.name for entry in load(SHIPPED) if entry.is_tie_range]
    assert marked == ["Fashion-MNIST-H, majority of 3"]
    with pytest.raises(DataError, match="the range over the rules for ties, found neither"):
        load(written(tmp_path, GOOD + "is_tie_range = true\n"))
    with pytest.raises(DataError, match="is_tie_range as bool"):
        load(written(tmp_path, GOOD + "is_tie_range = 1\n"))
