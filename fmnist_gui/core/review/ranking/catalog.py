"""All rankings that there are."""

from fmnist_gui.core.review.ranking.answer import SLOW, WRONG
from fmnist_gui.core.review.ranking.model import FLAGS, MARGIN, MODELS, SELF_CONFIDENCE
from fmnist_gui.core.review.ranking.named import SENT, SUSPECTS
from fmnist_gui.core.review.ranking.near import DUPLICATES, NEIGHBOURS, OUTLIERS
from fmnist_gui.core.review.ranking.people import DISAGREEMENT, HUMAN, SURE
from fmnist_gui.core.review.ranking.ranking import Ranking

_ALL = (
    MARGIN,
    SELF_CONFIDENCE,
    FLAGS,
    MODELS,
    HUMAN,
    DISAGREEMENT,
    SURE,
    NEIGHBOURS,
    DUPLICATES,
    OUTLIERS,
    SUSPECTS,
    WRONG,
    SLOW,
    SENT,
)

RANKINGS: dict[str, Ranking] = {ranking.key: ranking for ranking in _ALL}
"""By their keys, in the order in which they are offered; the first is the usual one."""
