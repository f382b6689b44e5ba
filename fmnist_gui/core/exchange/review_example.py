"""Examples of what a review concluded, as small pictures inside its report."""

from collections.abc import Sequence

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.exchange.report_picture import data_uri
from fmnist_gui.core.exchange.report_text import isolated, told
from fmnist_gui.core.review.decision import CHANGING, Decision, DecisionKind
from fmnist_gui.core.review.outcome_words import TITLES, outcome_words
from fmnist_gui.core.review.review_result import ReviewResult
from fmnist_gui.core.stats.percent import images as counted

MOST: dict[DecisionKind, int] = {"relabel": 36, "ambiguous": 18, "bad": 18, "duplicate": 18}
"""How many are shown of each kind; of what was kept there is little to see."""

LONGEST_NOTE = 60

Shown = Sequence[tuple[Split, Decision]]


def pictured(result: ReviewResult) -> dict[DecisionKind, Shown]:
    """Return the decisions of which a report shows the image, of each kind that changes something.

    Of many they are spread evenly over all there are, so that no class is missing.
    """
    found: dict[DecisionKind, Shown] = {}
    for kind in (kind for kind in TITLES if kind in CHANGING):
        own = [pair for pair in result.concluded if pair[1].kind == kind]
        own.sort(key=lambda pair: int(pair[0].labels[pair[1].image_index]))
        if own:
            count = min(len(own), MOST[kind])
            found[kind] = [own[place * len(own) // count] for place in range(count)]
    return found


def examples(result: ReviewResult, class_names: Sequence[str]) -> str:
    """Return sections with what is :func:`pictured`, one a kind; nothing if nothing changed."""
    totals = [decision.kind for _, decision in result.concluded]
    return "\n".join(
        _section(kind, shown, class_names=class_names, total=totals.count(kind))
        for kind, shown in pictured(result).items()
    )


def _section(kind: DecisionKind, shown: Shown, *, class_names: Sequence[str], total: int) -> str:
    cells = "".join(_picture(split, decision, class_names) for split, decision in shown)
    sentence = f"{counted(total)}."
    if len(shown) < total:
        sentence = f"{len(shown):,} of {counted(total)}, spread evenly over the classes."
    return (
        f"<section><h2>{told(TITLES[kind])}</h2>\n<p>{told(sentence)}</p>\n"
        f'<div class="pictures">{cells}</div></section>'
    )


def _picture(split: Split, decision: Decision, class_names: Sequence[str]) -> str:
    label = int(split.labels[decision.image_index])
    place = f"{split.name} {decision.image_index}"
    words = outcome_words(decision, label, class_names)
    lines = [told(place), f"{isolated(class_names[label])} <b>{isolated(words)}</b>"]
    lines += [isolated(_short(decision.annotator.name))]
    lines += [isolated(_short(decision.note))] if decision.note.strip() else []
    alt = told(f"Image {place}: {class_names[label]}, {words}")
    source = data_uri(split.images[decision.image_index])
    return (
        f'<figure><img alt="{alt}" title="{alt}" src="{source}">'
        f'<figcaption style="overflow-wrap: anywhere">{"<br>".join(lines)}</figcaption></figure>'
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_NOTE else f"{line[: LONGEST_NOTE - 1].rstrip()}…"
