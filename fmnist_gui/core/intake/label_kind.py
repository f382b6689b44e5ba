"""Which formats of people's labels there are; light, for what is asked before the first paint."""

from typing import Literal

OwnFormat = Literal["csv", "jsonl", "parquet"]
LabelFormat = OwnFormat | Literal["cifar10h", "crowd", "cleanlab", "label-studio", "model-vs-human"]

WORDS: dict[LabelFormat, str] = {
    "csv": "Answers exported here, as CSV",
    "jsonl": "Answers exported here, as JSON Lines",
    "parquet": "Answers exported here, as Parquet",
    "cifar10h": "Trials in the layout of CIFAR-10H",
    "crowd": "Labels as task, worker, label",
    "cleanlab": "A matrix of images and people, as for cleanlab",
    "label-studio": "Tasks of Label Studio",
    "model-vs-human": "Trials of one session, as for model-vs-human",
}
"""What a sentence calls a file of each."""
