"""Studies as files, to be handed to those who label: JSON with the SHA-256 of its own content."""

from pathlib import Path

from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange.own_json import FileKind
from fmnist_gui.core.study.study import Study, check
from fmnist_gui.core.study.study_content import study_of

SUFFIX = ".fmstudy"
LARGEST_BYTES = 4 * 1024 * 1024
"""Enough for a study of 250,000 images with all its words, and few enough to be refused at once."""

KIND = FileKind("a study", DataError, most_bytes=LARGEST_BYTES, most_parts=600_000)


def write(path: Path, study: Study) -> None:
    """Write `study` to `path`, whole or not at all.

    Raises DataError when there is no place, when `path` is no name for a file and when the study
    is longer than any reader takes, and RequestError for a study that nobody could take part in.
    """
    check(study)
    too_long = (f"one of {len(study.indices):,} images", "choose fewer images")
    KIND.write(path, {**study.content(), "sha256": study.sha256}, too_long=too_long)


def read(path: Path) -> Study:
    """Return the study in `path` after checking its hash. Raises DataError."""
    content = KIND.read(path)
    # Whoever looks for a study in another file is told so before any part of it is told wrong.
    if "sha256" not in content or not str(content.get("format")).startswith("fmnist-gui study "):
        raise KIND.refusal(path)
    KIND.check_hash(path, content)
    del content["sha256"]
    try:
        return study_of(content)
    except RequestError as error:
        raise KIND.refusal(path, f"another one ({error})", "ask for the original file") from error
