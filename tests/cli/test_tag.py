"""``tag``: put on images and taken off."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fmnist_gui.settings import Settings
from fmnist_gui.store.database import open_database
from fmnist_gui.store.label_store import LabelStore
from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run, Told


@pytest.fixture
def home(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui"


@pytest.fixture
def tag(run: Run, data: Path, home: Path) -> Run:
    """Return what calls ``tag`` on the data as Anna."""
    Settings(home / "settings.json").change(annotator="Anna")

    def call(*arguments: object) -> Told:
        return run("tag", *arguments, "--data", data)

    return call


def _tags(home: Path) -> dict[str, list[int]]:
    path = home / "fmnist-gui.db"
    with open_database(path, backups=home / "backups", now=datetime.now(UTC)) as database:
        tags = LabelStore(database).tags(sample.split("test", TEST).fingerprint)
    return {name: indices.tolist() for name, indices in tags.items()}


def test_images_are_tagged_and_what_changed_is_told(tag: Run, home: Path) -> None:
    assert tag("Odd", "test", 5, 3, 3, "--json").content == {"tag": "odd", "changed": 2}
    assert tag("odd", "test", 3, 7, "--json").content == {"tag": "odd", "changed": 1}

    assert _tags(home) == {"odd": [3, 5, 7]}


def test_a_tag_is_taken_off_where_it_was(tag: Run, home: Path) -> None:
    tag("odd", "test", 3, 5)
    told = tag("odd", "test", 5, 6, "--off")

    assert told.out == "Taken off 1 image of test: odd\n"
    assert _tags(home) == {"odd": [3]}
    assert tag("odd", "test", 5, "--off", "--json").content["changed"] == 0


def test_a_tag_may_bear_the_name_of_a_command(tag: Run, home: Path) -> None:
    assert tag("review", "test", 1, "--json").content == {"tag": "review", "changed": 1}
    assert _tags(home) == {"review": [1]}


def test_splits_have_their_own_tags(tag: Run, home: Path) -> None:
    tag("odd", "train", 1)

    assert tag("odd", "test", 1, "--json").content["changed"] == 1


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("two words", "test", 1), "1 to 40 printable characters"),
        (("odd", "test", 1, TEST), f"there is no image {TEST} in test"),
        (("odd", "extra", 1), "no split called 'extra'"),
        (("odd", "test"), "required: INDEX"),
        (("odd", "test", "1-3"), "invalid int value: '1-3'"),
    ],
)
def test_a_wrong_wish_is_one_line_and_tags_nothing(
    tag: Run, home: Path, arguments: tuple[object, ...], found: str
) -> None:
    assert found in tag(*arguments).refusal
    assert not (home / "fmnist-gui.db").exists()


def test_somebody_must_tag(run: Run, data: Path) -> None:
    wish = ("tag", "odd", "test", 1, "--data", data)
    assert "give a name with --annotator" in run(*wish).refusal
    assert run(*wish, "--annotator", "Ben").status == 0
