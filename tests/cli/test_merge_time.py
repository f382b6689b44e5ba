"""``bench --only merge``: how long whole databases take to come together."""

import pytest

from fmnist_gui.cli import merge_time
from tests.cli.console import Run


def test_databases_are_built_merged_and_merged_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"databases": 2, "people": 2, "sessions": 2}
    monkeypatch.setattr(merge_time.measured, "__defaults__", tuple(small.values()))
    content = run("bench", "--only", "merge", "--json").content
    assert content["merge_answers"]["median"] == 2 * 2 * 2 * merge_time.LENGTH
    for kind in ("into_empty", "again"):
        timed = content[f"merge_2_databases_{kind}"]
        assert (timed["n"], timed["unit"]) == (1, "s")
        assert 0 < timed["median"] < 60
        assert content[f"merge_2_databases_{kind}_processor"]["median"] > 0
