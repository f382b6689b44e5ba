"""Images on which reviewers differ, as a table of a report: who says what, and what counts."""

from collections.abc import Sequence

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.exchange.report_page import table_section
from fmnist_gui.core.review.conclusion import Conclusion
from fmnist_gui.core.review.decision import CONCLUSIVE, Decision
from fmnist_gui.core.review.outcome_words import outcome_words
from fmnist_gui.core.review.review_result import ReviewResult
from fmnist_gui.core.session.name import NAME_MOST, in_line

MOST = 50
"""Images that are told one by one."""


def differences(result: ReviewResult, class_names: Sequence[str]) -> str:
    """Return a section on the images about which reviewers differ; nothing if there are none."""
    differing = result.differing
    if not differing:
        return ""
    rows = [_row(split, conclusion, class_names) for split, conclusion in differing[:MOST]]
    more = len(differing) - len(rows)
    sentences = [result.difference, *([f"{more:,} more are not told here."] if more else [])]
    columns = ("Image", "Label in the file", "Counts", "Otherwise")
    return table_section("Where reviewers differ", columns, rows, numeric=(), sentences=sentences)


def _row(split: Split, conclusion: Conclusion, class_names: Sequence[str]) -> tuple[str, ...]:
    said = [own for own in conclusion.opinions if own.kind in CONCLUSIVE]
    index = said[0].image_index
    label = int(split.labels[index])

    def told(own: Decision) -> str:
        name = in_line(own.annotator.name, NAME_MOST)
        return f"{outcome_words(own, label, class_names)} ({name})"

    counts = conclusion.shared
    others = [own for own in said if own not in counts]
    sides = [", ".join(map(told, side)) for side in (counts, others)]
    return f"{split.name} {index}", class_names[label], *sides
