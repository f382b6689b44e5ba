"""What people answered and may be told, with how much of it stays closed or was withdrawn."""

from dataclasses import dataclass, field

from fmnist_gui.core.exchange.collected import Collected
from fmnist_gui.core.study.kept_back import KeptBack


@dataclass(frozen=True)
class ToldLabels:
    """What is taken elsewhere, and what is ``kept_back`` here.

    ``study`` is the hash of the study that it is of, if it is of one.
    """

    collected: Collected
    kept_back: KeptBack = field(default_factory=KeptBack)
    study: str | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is not told, a sentence each."""
        return self.kept_back.sentences
