"""The figures of a panel under their public keys."""

from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.stats.majority import Majority
from fmnist_gui.core.stats.proportion import share_interval

TIE_RULES = ("split", "strict", "optimistic", "tied_left_out", "tie_share")

SEALED = ("correct", "wilson", "flags")
"""What is not told of a person while somebody can still answer."""


def as_json(result: PanelResult) -> dict[str, object]:
    """Return the figures fit for JSON; what tells right and wrong is None while it is sealed."""
    content = _figures(result) | {"is_sealed": result.is_sealed}
    if result.is_sealed:
        # Agreement tells nothing of the labels by itself, but much to whoever knows one person.
        content |= dict.fromkeys(("krippendorff_alpha", "fleiss_kappa", "baseline"))
        content |= dict.fromkeys(("alpha_interval", "pairs"))
        content |= {
            "single": [None] * len(result.members),
            "majority": dict.fromkeys(TIE_RULES),
            "majority_intervals": dict.fromkeys(TIE_RULES),
            "people": [person | dict.fromkeys(SEALED) for person in _people(result)],
        }
    return content


def _people(result: PanelResult) -> list[dict[str, object]]:
    return [
        {
            "session": str(member.session_id),
            "annotator": member.annotator.name,
            "answered": member.answered,
            "correct": member.right,
            "wilson": list(member.wilson),
            "flags": [flag.key for flag in member.flags],
        }
        for member in result.members
    ]


def _figures(result: PanelResult) -> dict[str, object]:
    found = result.majority.content() if result.majority else {}
    comparison = result.comparison
    return {
        "n": result.n,
        "single": [member.right / result.n if result.n else None for member in result.members],
        "majority": {rule: found.get(rule) for rule in TIE_RULES},
        "majority_intervals": _intervals(result.majority),
        "krippendorff_alpha": result.krippendorff_alpha,
        "fleiss_kappa": result.fleiss_kappa,
        "baseline": comparison.content() | {"correct": comparison.right} if comparison else None,
        "alpha_interval": list(result.alpha_interval),
        "pairs": [vars(pair) for pair in result.pairs],
        "people": _people(result),
        "planned": result.planned,
        "exposed": result.exposed,
        "labels": result.labels,
        "labels_planned": result.labels_planned,
        "deck_code": result.deck_code,
        "condition": result.condition,
        "sentences": list(result.headline),
        "is_simulated": result.is_simulated,
        "deviations": list(result.deviations),
    }


def _intervals(found: Majority | None) -> dict[str, list[float] | None]:
    """Return Wilson's 95 % interval over images of each share, None where there is none."""
    if found is None:
        return dict.fromkeys(TIE_RULES)
    shares = {rule: getattr(found, rule) for rule in TIE_RULES}
    counts = dict.fromkeys(TIE_RULES, found.n) | {"tied_left_out": found.sole}
    return {
        rule: None if share is None else list(share_interval(share, counts[rule]))
        for rule, share in shares.items()
    }
