import gzip
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.label_idx import label_path, write
from tests import sample


@pytest.mark.parametrize("split", ["train", "test"])
def test_nothing_applied_gives_back_the_official_file(
    fashion_mnist: Path, tmp_path: Path, split: str
) -> None:
    official = label_path(fashion_mnist, split)
    labels = idx.read_labels(official)
    (file,) = write(tmp_path, [(Split(split, labels, labels, ""), labels)])
    assert file.name == official.name
    assert gzip.decompress(file.read_bytes()) == gzip.decompress(official.read_bytes())


def test_the_same_labels_give_the_same_bytes_at_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = sample.split("dev", 40)
    made = []
    for moment in (1.0, 2_000_000_000.0):
        monkeypatch.setattr("time.time", lambda moment=moment: moment)
        folder = tmp_path / str(moment)
        folder.mkdir()
        (file,) = write(folder, [(split, split.labels)])
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert np.array_equal(
        idx.read_labels(tmp_path / "1.0" / "dev-labels-idx1-ubyte.gz"), split.labels
    )


@pytest.mark.parametrize("blocked", ["train", "test"])
def test_no_file_is_written_where_one_cannot_be(tmp_path: Path, blocked: str) -> None:
    label_path(tmp_path, blocked).mkdir()
    splits = [sample.split("train", 8), sample.split("test", 4)]
    with pytest.raises(DataError, match="found a folder"):
        write(tmp_path, [(split, split.labels) for split in splits])
    assert list(tmp_path.glob("*labels*")) == [label_path(tmp_path, blocked)]
