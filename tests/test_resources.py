"""What comes with the program is where the program looks for it."""

import tomllib

from fmnist_gui import resources


def test_the_checkout_holds_what_the_program_needs() -> None:
    folder = resources.folder()
    assert (folder / "icons").is_dir()
    assert (folder / "theme").is_dir()
    for name in ("datasets.toml", "references.toml", "suspects.toml"):
        assert tomllib.loads((folder / name).read_text(encoding="utf-8"))
