"""Reports of earlier versions: they still agree with their session, and still nothing is missed."""

import json
import shutil
from pathlib import Path
from uuid import UUID

import pytest

from fmnist_gui import resources
from fmnist_gui.core.exchange.earlier_report import ADDED, sentences_then
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.verification import verify
from fmnist_gui.core.session.deck import canonical
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats import references
from tests.core.session.example import played

RELEASED = Path(__file__).parent / "released"
"""Sessions as they were saved before some keys were added: of 20 images, 2 of them met, and 200."""

PUBLISHED = references.load(resources.folder() / "references.toml")


def nowhere(_: UUID) -> History | None:
    return None


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    for path in RELEASED.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path / "earlier.json"


def test_what_an_earlier_version_saved_agrees(figures: Path) -> None:
    content = json.loads(figures.read_text())
    assert not any(key in content for key in ADDED)
    # What was reworded and what was counted otherwise are both in it.
    assert content["sentences"][-1].endswith("Not even 18 right would have been enough.")
    assert content["response_time"]["n"] > content["n"]
    assert verify(figures, PUBLISHED, find=nowhere).differences == ()


def test_a_long_session_of_an_earlier_version_agrees_to_the_last_digit_that_counts(
    figures: Path,
) -> None:
    solo = figures.with_name("solo.json")
    content = json.loads(solo.read_text())
    # A fit that another way to compute its density would end a little beside.
    assert content["ex_gaussian"] is not None
    assert content["baseline"]["verdict"] != "too few"
    assert verify(solo, PUBLISHED, find=nowhere).differences == ()


@pytest.mark.parametrize("key", ["sentences", "response_time", "confusion", "correct"])
def test_a_forged_figure_of_an_earlier_version_is_found(figures: Path, key: str) -> None:
    content = json.loads(figures.read_text())
    content[key] = ["Perfect."] if key == "sentences" else 17
    content["sha256"] = content_sha256(content)
    figures.write_text(canonical(content) + "\n")
    found = verify(figures, PUBLISHED, find=nowhere).differences
    assert {one.field.split("[")[0].split(".")[0] for one in found} == {key}


@pytest.mark.parametrize(
    ("right", "count", "words"),
    [
        (81, 100, "92 right would have been enough."),
        (92, 100, "it takes 200."),
        (170, 200, "majority of three people."),
    ],
)
def test_the_words_of_then(right: int, count: int, words: str) -> None:
    history = played(right, count, protocol="solo-200" if count == 200 else "standard-100")
    assert sentences_then(session_result(history, PUBLISHED))[-1].endswith(words)
