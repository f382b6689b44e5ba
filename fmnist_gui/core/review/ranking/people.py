"""Rankings by what people said in counts, and by what they said beside a model."""

from functools import partial

import numpy as np

from fmnist_gui.core.review import quality
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.clause import model_clause, people_clause, shares_clause
from fmnist_gui.core.review.ranking.ranking import JOINT, Need, Ranked, Ranking, Suggested
from fmnist_gui.core.stats.agreement import vote_entropy
from fmnist_gui.core.table.column import Mask

NEEDS_COUNTS = Need(
    ("people",),
    "human counts",
    "add some with File, Add predictions or counts",
    "import some with 'fmnist-gui import FILE --format fmh'",
)
NEEDS_BOTH = Need(
    ("models", "people"),
    "a model's probabilities and human counts of the same images",
    "score the images here and add counts with File, Add predictions or counts",
    "'fmnist-gui review score' and 'fmnist-gui import FILE --format fmh' bring them",
)


def _has_counts(evidence: Evidence) -> bool:
    return evidence.counts is not None


def _has_both(evidence: Evidence) -> bool:
    return bool((_have_votes(evidence) & evidence.is_asked).any())


def _have_votes(evidence: Evidence) -> Mask:
    enough: Mask = evidence.votes.sum(axis=1) >= quality.VOTES_LEAST
    return enough


def _other_class(evidence: Evidence) -> Suggested:
    found = quality.suggested(evidence.votes, evidence.gallery.labels)
    return np.where(_have_votes(evidence), found, NO_CLASS).astype(np.int16)


def _human(evidence: Evidence) -> Ranked:
    scores = quality.label_challenge(evidence.votes, evidence.gallery.labels)
    return Ranked(scores, _other_class(evidence), partial(people_clause, evidence))


def _disagreement(evidence: Evidence) -> Ranked:
    has_votes = _have_votes(evidence)
    scores = np.full(len(has_votes), np.nan)
    scores[has_votes] = vote_entropy(evidence.votes[has_votes])
    return Ranked(scores, _other_class(evidence), partial(_votes_clause, evidence))


def _sure(evidence: Evidence) -> Ranked:
    """Rank images for which model and people are sure of two different classes.

    The score is min(q_a, v_b), with a the model's likeliest class and b the class that most people
    chose, where a is not among those that most people chose: "both are sure" is a conjunction, and
    the minimum is the usual one for degrees (Zadeh 1965, "Fuzzy sets", Information and Control
    8:338). A mean or a product would let the one's certainty make up for the other's doubt; a
    divergence is as large for two doubtful opinions about other classes.
    """
    labels = evidence.gallery.labels
    rows = np.arange(len(labels))
    votes, probs = evidence.votes, evidence.probs
    shares = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)
    model, people = probs.argmax(axis=1), shares.argmax(axis=1)
    most = shares[rows, people]
    is_known = _have_votes(evidence) & evidence.is_asked
    is_apart = is_known & (shares[rows, model] < most)
    scores = np.where(is_apart, np.minimum(probs[rows, model], most), np.nan)
    # Once there are votes enough they say more than any model does.
    suggested = np.where(people == labels, model, people)
    return Ranked(
        scores,
        np.where(is_apart, suggested, NO_CLASS).astype(np.int16),
        partial(_both_clauses, evidence),
        is_known=is_known,
    )


def _both_clauses(evidence: Evidence, number: int) -> str:
    """Return "64 of 70 people say Trouser; model gives Bag 80 %, Trouser 2 %"."""
    votes, label = evidence.votes[number], int(evidence.gallery.labels[number])
    said = people_clause(evidence, number)
    if votes.argmax() == label:
        # What most of them say is the point here, not what speaks against the label.
        name = evidence.gallery.class_names[label]
        said = f"{votes[label]:,} of {votes.sum():,} people say {name}"
    return JOINT.join((said, model_clause(evidence, number)))


def _votes_clause(evidence: Evidence, number: int) -> str:
    votes = evidence.votes[number]
    total = int(votes.sum())
    shares = (votes / total).tolist()
    return shares_clause(shares, evidence, number, begins=f"{total:,} people say")


HUMAN = Ranking(
    "human",
    "People against the label",
    "By how far people prefer another class to the label (label challenge).",
    NEEDS_COUNTS,
    _has_counts,
    _human,
)
DISAGREEMENT = Ranking(
    "disagreement",
    "People disagree",
    "By how little people agree with each other (entropy of their votes).",
    NEEDS_COUNTS,
    _has_counts,
    _disagreement,
)
SURE = Ranking(
    "sure",
    "Sure of different classes",
    "Only where a model and people differ; by how sure the less sure of the two is.",
    NEEDS_BOTH,
    _has_both,
    _sure,
    is_list=True,
)
