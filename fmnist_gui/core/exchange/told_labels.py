"""What people answered and may be told, with how much of it stays closed or was withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fmnist_gui.core.exchange.collected import Collected


@dataclass(frozen=True)
class ToldLabels:
    """What is taken elsewhere; ``closed`` sessions stay here, and so do ``sittings`` of studies.

    ``study`` is the hash of the study that it is of, if it is of one, and ``withdrawn`` counts by
    name the answers of people who are withdrawn from that, which are not in it.
    """

    collected: Collected
    closed: int = 0
    withdrawn: Mapping[str, int] = field(default_factory=dict)
    sittings: int = 0
    study: str | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is not told, a sentence each."""
        found = []
        if self.closed:
            which = "session is" if self.closed == 1 else "sessions are"
            found.append(f"{self.closed:,} {which} scored and not finished, and left out.")
        if self.sittings:
            which = "sitting is" if self.sittings == 1 else "sittings are"
            found.append(
                f"{self.sittings:,} {which} of studies that are not closed or of people withdrawn "
                "from them, and left out; name a study with --study."
            )
        for name, count in self.withdrawn.items():
            answers = "answer of {} was" if count == 1 else "answers of {} were"
            found.append(f"{count:,} {answers.format(name)} withdrawn, and left out.")
        return tuple(found)
