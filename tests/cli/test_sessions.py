"""``sessions``: what may be told of a session that a person can still go on with."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.session import Session
from fmnist_gui.store.database import open_database
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin
from tests import sample
from tests.cli.console import Run

NOW = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


def played(
    home: Path, key: str, *, is_ended: bool, is_simulated: bool = False, name: str = "נועה"
) -> Session:
    """Store a session of three answers."""
    folder = home / "fmnist-gui"
    with open_database(folder / "fmnist-gui.db", backups=folder / "backups", now=NOW) as database:
        store = LabelStore(database)
        start = Start(preset(key), name, 1, "0.1", day=NOW.date())
        wish = replace(start, is_simulated=is_simulated)
        session = begin(store, sample.dataset(), wish, now=NOW)
        for _ in range(3):
            session.shown(0, NOW)
            answer = session.answer(
                session.label, response_ns=10**9, answered_at=NOW, device="key", key="0"
            )
            assert answer is not None
            store.append(answer)
        if is_ended:
            end = session.finish(NOW)
            assert end is not None
            store.append(end)
    return session


@pytest.mark.parametrize(
    ("key", "is_ended", "is_simulated", "told"),
    [
        ("quick-20", False, False, "3 answered"),
        ("quick-20", True, False, "3 of 3"),
        ("quick-20", False, True, "3 of 3"),
        ("daily", False, False, "3 answered"),
        ("practice", False, False, "3 answered"),
        ("practice", True, False, "3 answered"),
    ],
)
def test_right_and_wrong_are_told_once_nobody_can_go_on(
    run: Run, fresh_home: Path, key: str, is_ended: bool, is_simulated: bool, told: str
) -> None:
    session = played(fresh_home, key, is_ended=is_ended, is_simulated=is_simulated)
    words = run("sessions").out
    assert words.startswith(str(session.record.id)[:8])
    assert told in words
    assert ("of 3" in words) == (told == "3 of 3")
    assert "נועה" in words


def test_json_tells_no_right_and_wrong_while_a_person_can_go_on(run: Run, fresh_home: Path) -> None:
    ids = [
        str(played(fresh_home, "quick-20", is_ended=False, name=name).record.id)
        for name in ("Al", "Ben")
    ]
    for line in run("sessions", "--json").content["sessions"]:
        assert (line["n"], line["correct"], line["is_sealed"]) == (3, None, True)
    one = run("results", ids[0], "--json").content
    assert (one["n"], one["answered"], one["is_sealed"]) == (3, 3, True)
    for key in ("correct", "accuracy", "wilson", "confusion", "per_class", "baseline"):
        assert one[key] is None
    panel = run("panel", *ids, "--json").content
    assert (panel["n"], panel["is_sealed"], panel["single"]) == (3, True, [None, None])
    assert set(panel["majority"].values()) == set(panel["majority_intervals"].values()) == {None}
    assert panel["krippendorff_alpha"] is panel["fleiss_kappa"] is panel["baseline"] is None
    for person in panel["people"]:
        assert (person["answered"], person["correct"], person["wilson"]) == (3, None, None)


def test_json_of_simulated_sessions_tells_everything_at_once(run: Run, fresh_home: Path) -> None:
    session = played(fresh_home, "quick-20", is_ended=False, is_simulated=True)
    (line,) = run("sessions", "--json").content["sessions"]
    assert (line["correct"], line["is_sealed"]) == (3, False)
    content = run("results", session.record.id, "--json").content
    assert (content["correct"], content["is_sealed"]) == (3, False)
