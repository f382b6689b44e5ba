"""Where one person stands in a study before they sit down, or after."""

from dataclasses import dataclass
from uuid import UUID

from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.progress import Progress


@dataclass(frozen=True)
class Turn:
    """What is known of the person called ``name`` in the study of ``record``.

    ``has_joined`` tells that the person has agreed to what the study asks consent to, if to
    anything. ``unfinished`` is the sitting that can be gone on with; ``left`` is how many images
    a new one would ask about.
    """

    record: StudyRecord
    name: str
    has_joined: bool
    progress: Progress
    left: int
    unfinished: UUID | None = None
