"""Rankings by what models say."""

from functools import partial

import numpy as np

from fmnist_gui.core.review import quality
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.queue import NO_CLASS
from fmnist_gui.core.review.ranking.clause import model_clause
from fmnist_gui.core.review.ranking.ranking import Need, Ranked, Ranking, Suggested
from fmnist_gui.core.stats.percent import percent

NEEDS_MODEL = Need(
    ("models",),
    "a model's probabilities",
    "score the images here, or add predictions with File, Add predictions or counts",
    "'fmnist-gui review score' computes some",
)
NEEDS_MODELS = Need(
    ("models",),
    "the probabilities of two models or more",
    "score the images here and add predictions with File, Add predictions or counts",
    "import some with 'fmnist-gui import'",
)


def _has_model(evidence: Evidence) -> bool:
    return bool(evidence.models)


def _has_models(evidence: Evidence) -> bool:
    return any(len(evidence.models_of(split.name)) > 1 for split in evidence.gallery.splits)


def _other_class(evidence: Evidence) -> Suggested:
    found = quality.suggested(evidence.probs, evidence.gallery.labels)
    return np.where(evidence.is_asked, found, NO_CLASS).astype(np.int16)


def _margin(evidence: Evidence) -> Ranked:
    scores = quality.margin(evidence.probs, evidence.gallery.labels)
    return Ranked(scores, _other_class(evidence), partial(model_clause, evidence))


def _self_confidence(evidence: Evidence) -> Ranked:
    scores = quality.self_confidence(evidence.probs, evidence.gallery.labels)
    return Ranked(scores, _other_class(evidence), partial(model_clause, evidence))


def _flags(evidence: Evidence) -> Ranked:
    """Rank those that confident learning counts elsewhere by margin; thresholds by split.

    Splits may have been scored by different models, each as sure of itself as it is.
    """
    gallery = evidence.gallery
    is_flagged = np.zeros(len(gallery), dtype=np.bool_)
    for start, split in zip(gallery.starts, gallery.splits, strict=True):
        rows = slice(start, start + len(split))
        if len(split) and evidence.models_of(split.name):
            is_flagged[rows] = quality.confident_disagreement(evidence.probs[rows], split.labels)
    margin = quality.margin(evidence.probs, gallery.labels)
    scores = np.where(is_flagged, margin, np.nan)
    clause = partial(model_clause, evidence)
    return Ranked(scores, _other_class(evidence), clause, is_known=evidence.is_asked)


def _apart(evidence: Evidence) -> Ranked:
    gallery = evidence.gallery
    scores = np.full(len(gallery), np.nan)
    suggested = np.full(len(gallery), NO_CLASS, dtype=np.int16)
    for start, split in zip(gallery.starts, gallery.splits, strict=True):
        models = evidence.models_of(split.name)
        if len(split) and len(models) > 1:
            rows = slice(start, start + len(split))
            scores[rows] = quality.divergence(models)
            suggested[rows] = quality.suggested(np.mean(models, axis=0), split.labels)
    return Ranked(scores, suggested, partial(_apart_clause, evidence))


def _apart_clause(evidence: Evidence, number: int) -> str:
    """Return "Scored here says Dress 71 %, Forest Coat 80 %": the two newest models."""
    split, index = evidence.gallery.split_of(number), evidence.gallery.place(number).index
    own = [model for model in evidence.models if model.split == split.name]
    parts = []
    for model in own:
        best = int(model.probs[index].argmax())
        share = percent(float(model.probs[index, best]), decimals=0)
        parts.append(f"{model.name} says {evidence.gallery.class_names[best]} {share}")
    return ", ".join(parts[:3]) + (f" and {len(parts) - 3} more" if len(parts) > 3 else "")


MARGIN = Ranking(
    "margin",
    "Model margin",
    "By how far a model prefers another class to the label (normalised margin).",
    NEEDS_MODEL,
    _has_model,
    _margin,
    is_rising=True,
)
SELF_CONFIDENCE = Ranking(
    "self-confidence",
    "Self-confidence",
    "By how little a model believes the label.",
    NEEDS_MODEL,
    _has_model,
    _self_confidence,
    is_rising=True,
)
FLAGS = Ranking(
    "flags",
    "Confident learning",
    "Only what confident learning counts to another class; by margin.",
    NEEDS_MODEL,
    _has_model,
    _flags,
    is_rising=True,
    is_list=True,
)
MODELS = Ranking(
    "models",
    "Models disagree",
    "By how far models are apart (Jensen-Shannon divergence).",
    NEEDS_MODELS,
    _has_models,
    _apart,
)
