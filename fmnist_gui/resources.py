"""Finds the data that comes with the program, installed or in a checkout."""

from pathlib import Path


def folder() -> Path:
    """Return the folder that holds icons/, theme/, practice/ and the .toml files."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def suspects() -> Path:
    """Return the file of the images that were named in public."""
    return folder() / "suspects.toml"
