"""Gathers what a review left behind, to be taken away."""

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.review.conclusion import Rule
from fmnist_gui.core.review.material import Material
from fmnist_gui.store.label_store import LabelStore


def review_material(store: LabelStore, dataset: Dataset, rule: Rule = "one") -> Material:
    """Return everything that was decided about these data, and their audits."""
    fingerprints = [split.fingerprint for split in dataset.splits.values()]
    logs = {fingerprint: store.review.log(fingerprint) for fingerprint in fingerprints}
    audits = [audit for fingerprint in fingerprints for audit in store.review.audits(fingerprint)]
    newest = sorted(audits, key=lambda audit: audit.at, reverse=True)
    return Material(dataset, logs, tuple(newest), rule)
