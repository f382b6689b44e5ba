"""All that a review of some data left behind, as it is taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.audit_estimate import AuditEstimate, estimate
from fmnist_gui.core.review.conclusion import Rule
from fmnist_gui.core.review.history import Log, standing
from fmnist_gui.core.review.review_result import ReviewResult, review_result


@dataclass(frozen=True, eq=False)
class Material:
    """The logs of the splits of `dataset` by fingerprint, and its audits, the newest first."""

    dataset: Dataset
    logs: Mapping[str, Log]
    audits: tuple[Audit, ...] = ()
    rule: Rule = "one"

    @cached_property
    def result(self) -> ReviewResult:
        """What counts about each image."""
        decisions = {fingerprint: standing(log) for fingerprint, log in self.logs.items()}
        return review_result(self.dataset.splits.values(), decisions, self.rule)

    @cached_property
    def estimates(self) -> tuple[AuditEstimate, ...]:
        """What the audits say about their splits."""
        splits = {split.fingerprint: split for split in self.dataset.splits.values()}
        return tuple(
            estimate(
                audit,
                standing(self.logs[audit.fingerprint]),
                population=len(splits[audit.fingerprint]),
                rule=self.rule,
            )
            for audit in self.audits
        )
