"""What the page asks of others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LabellingAsked:
    """That ``annotator``, by name, wants to label images of the study with this hash."""

    study_sha256: str
    annotator: str
