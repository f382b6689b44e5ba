"""What people answered that may not be told yet, or no longer: how much, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fmnist_gui.core.study import sentence


@dataclass(frozen=True)
class KeptBack:
    """``sessions`` are scored and not finished, ``answers`` are to studies that are not closed.

    Those were given in so many ``sittings``. ``withdrawn`` counts by name the answers of people
    who were withdrawn from a study, whatever its state.
    """

    sessions: int = 0
    answers: int = 0
    sittings: int = 0
    withdrawn: Mapping[str, int] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, object]:
        """The same as JSON."""
        return {
            "closed_sessions": self.sessions,
            "answers_of_open_studies": self.answers,
            "sittings_of_open_studies": self.sittings,
            "withdrawn": dict(self.withdrawn),
        }

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is left out, a sentence for each reason."""
        found = []
        if self.sessions:
            which = "session is" if self.sessions == 1 else "sessions are"
            found.append(f"{self.sessions:,} {which} scored and not finished, and left out.")
        if self.answers:
            given = "answer is" if self.answers == 1 else "answers are"
            which = "sitting" if self.sittings == 1 else "sittings"
            found.append(
                f"{self.answers:,} {given} left out, of {self.sittings:,} {which} of studies that "
                "are not closed; name a study with --study."
            )
        return (*found, *filter(None, [sentence.withdrawn(self.withdrawn)]))
