"""``bench --only consensus``: how long labels from many people take, and how good they are."""

import pytest

from fmnist_gui.cli import consensus_time
from tests.cli.console import Run


def test_both_models_are_timed_and_held_against_the_plurality(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consensus_time, "IMAGES", 300)
    monkeypatch.setattr(consensus_time, "PEOPLE", 10)
    content = run("bench", "--only", "consensus", "--json").content
    for kind in ("clear", "hard"):
        right = {}
        for name in ("dawid_skene", "one_coin"):
            timed = content[f"consensus_{name}_{kind}"]
            assert (timed["n"], timed["unit"]) == (5, "ms")
            assert timed["median"] > 0
            assert content[f"consensus_{name}_{kind}_processor"]["unit"] == "ms"
            assert 1 < content[f"consensus_{name}_{kind}_rounds"]["median"] <= 200
            right[name] = content[f"consensus_{name}_{kind}_accuracy"]["median"]
        votes = content[f"consensus_plurality_{kind}_accuracy"]["median"]
        assert votes <= right["one_coin"] <= 1
    assert content["consensus_dawid_skene_clear_accuracy"]["median"] > 0.9
    for name in ("krippendorff", "kappas_of_pairs", "figures_of_people"):
        assert (content[f"study_{name}"]["n"], content[f"study_{name}"]["unit"]) == (5, "ms")
    for name in ("krippendorff_bootstrap", "one_more_label"):
        assert content[f"study_{name}"]["n"] == 1
        assert content[f"study_{name}_processor"]["median"] > 0
