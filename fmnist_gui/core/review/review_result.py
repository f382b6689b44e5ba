"""What came of a review: what counts about each image, and what does not count yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.review.conclusion import Conclusion, Rule, State, conclusions
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.stats.percent import images


@dataclass(frozen=True, eq=False)
class ReviewResult:
    """What counts about the images of `splits` by `rule`.

    ``decisions`` are those that stand, by the name of the split and by the time of each.
    """

    splits: tuple[Split, ...]
    decisions: Mapping[str, tuple[Decision, ...]]
    rule: Rule = "one"

    @cached_property
    def conclusions(self) -> dict[str, dict[int, Conclusion]]:
        """What became of each image, by split and index; without those that were only put off."""
        return {
            split.name: conclusions(self.decisions.get(split.name, ()), self.rule)
            for split in self.splits
        }

    @cached_property
    def concluded(self) -> tuple[tuple[Split, Decision], ...]:
        """What counts, in the order of splits and images."""
        return tuple(self._concluded())

    @cached_property
    def upheld(self) -> tuple[tuple[Split, Decision], ...]:
        """What counts, told by all on whom it rests: by the rule of two, each who shares it."""
        if self.rule == "one":
            return self.concluded
        return tuple(
            (split, own)
            for split, decision in self.concluded
            for own in self.conclusions[split.name][decision.image_index].shared
        )

    @cached_property
    def images(self) -> int:
        """How many images something was decided about, if only to put them off."""
        return sum(
            len({decision.image_index for decision in self.decisions.get(split.name, ())})
            for split in self.splits
        )

    @property
    def skipped(self) -> int:
        """How many images were only put off."""
        return self.images - sum(len(found) for found in self.conclusions.values())

    def count(self, state: State) -> int:
        """Return how many images are in this state."""
        return sum(
            conclusion.state == state
            for found in self.conclusions.values()
            for conclusion in found.values()
        )

    @cached_property
    def differing(self) -> tuple[tuple[Split, Conclusion], ...]:
        """What counts although somebody concluded otherwise, in the order of splits and images."""
        return tuple(
            (split, conclusion)
            for split in self.splits
            for _, conclusion in sorted(self.conclusions[split.name].items())
            if conclusion.is_differing
        )

    @property
    def difference(self) -> str:
        """On how many images reviewers differ, and what counts then; empty for none."""
        if not self.differing:
            return ""
        counts = "the newest counts" if self.rule == "one" else "what more of them share counts"
        return f"{images(len(self.differing))} on which reviewers differ; {counts}."

    @property
    def rest(self) -> str:
        """What is not among the concluded, in words; empty when nothing is."""
        open_count, skipped = self.count("open"), self.skipped
        waiting, disputed = self.count("waiting"), self.count("disputed")
        parts = [
            f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for a second reviewer",
            f"{disputed:,} {'is' if disputed == 1 else 'are'} disputed",
            f"{open_count:,} {'is' if open_count == 1 else 'are'} unsure",
            f"{skipped:,} {'was' if skipped == 1 else 'were'} put off",
        ]
        counts = (waiting, disputed, open_count, skipped)
        told = listed([part for part, count in zip(parts, counts, strict=True) if count])
        return f"Left out: {told}." if told else ""

    def _concluded(self) -> Iterator[tuple[Split, Decision]]:
        for split in self.splits:
            for _, conclusion in sorted(self.conclusions[split.name].items()):
                if conclusion.decision is not None:
                    yield split, conclusion.decision


def review_result(
    splits: Iterable[Split], decisions: Mapping[str, Iterable[Decision]], rule: Rule = "one"
) -> ReviewResult:
    """Return what came of these decisions that stand, given by the fingerprint of the split."""
    parts = tuple(splits)
    made = {part.name: decisions.get(part.fingerprint, ()) for part in parts}
    # Those that came from elsewhere were written later than they were made.
    ordered = {name: tuple(sorted(own, key=lambda d: d.at)) for name, own in made.items()}
    return ReviewResult(parts, ordered, rule)
