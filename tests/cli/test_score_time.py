"""``bench --only score``: how long scoring takes, and what its ranking finds."""

from pathlib import Path

import numpy as np
import pytest

from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run


@pytest.mark.usefixtures("fresh_home")
def test_scoring_is_timed_and_its_ranking_held_against_people(
    run: Run, data: Path, tmp_path: Path
) -> None:
    rng = np.random.default_rng(0)
    labels = sample.split("test", TEST).labels
    counts = np.zeros((TEST, 10), dtype=int)
    counts[np.arange(TEST), labels] = 10
    for index in rng.choice(TEST, 40, replace=False):
        counts[index, labels[index]] = 1
        counts[index, (labels[index] + 1) % 10] = 9
    np.savetxt(tmp_path / "crowd.csv", counts, fmt="%d", delimiter=",")
    run("import", tmp_path / "crowd.csv", "--format", "fmh", "--data", data)
    content = run("bench", "--only", "score", "--data", data, "--json").content
    figures = {name: value for name, value in content.items() if isinstance(value, dict)}
    assert 0 < figures["score_first_ranking"]["median"] < figures["score_final_ranking"]["median"]
    assert figures["score_final_ranking"]["unit"] == "s"
    for kind in ("other", "strong"):
        for by in ("margin", "self_confidence", "entropy", "random"):
            assert 0 <= figures[f"auroc_{kind}_by_{by}"]["median"] <= 1


@pytest.mark.usefixtures("fresh_home")
def test_without_people_only_the_time_is_told(run: Run, data: Path) -> None:
    content = run("bench", "--only", "score", "--data", data, "--json").content
    assert "score_final_accuracy" in content
    assert not any(name.startswith("auroc") for name in content)
