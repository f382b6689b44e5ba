"""``bench --only neighbours``: how long the neighbours take, beside a bare product and a peer."""

from pathlib import Path

import pytest

from fmnist_gui.cli import neighbour_time
from tests.cli.console import Run

PEERS = {"neighbours_scikit_learn", "neighbours_as_scikit_learn", "neighbours_to_scikit_learn"}


@pytest.mark.usefixtures("fresh_home")
def test_neighbours_are_timed_beside_a_product_and_a_peer(run: Run, data: Path) -> None:
    content = run("bench", "--only", "neighbours", "--data", data, "--json").content
    ours, product = content["neighbours_all_images"], content["neighbours_matrix_product"]
    assert ours["unit"] == "s"
    assert ours["median"] > product["median"]
    assert set(content) >= PEERS
    # Far from all others scikit-learn's rounding may turn two of them around.
    assert content["neighbours_as_scikit_learn"]["median"] > 0.99
    assert content["neighbours_to_scikit_learn"] > 0


@pytest.mark.usefixtures("fresh_home")
def test_without_scikit_learn_the_peer_is_left_out(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbour_time, "find_spec", lambda _: None)
    content = run("bench", "--only", "neighbours", "--data", data, "--json").content
    assert "neighbours_matrix_product" in content
    assert not PEERS & set(content)
