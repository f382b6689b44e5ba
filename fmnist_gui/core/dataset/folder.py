"""A data set from a folder or a file, read strictly and as fast as it can be inflated."""

import threading
from collections.abc import Mapping
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.class_list import read_class_list
from fmnist_gui.core.dataset.dataset import (
    FASHION_CLASSES,
    Dataset,
    Labels,
    Split,
    begin_fingerprint,
    fingerprint,
)
from fmnist_gui.core.dataset.file_stamp import stamp_of
from fmnist_gui.core.dataset.files import CsvFile, Files, IdxPair, find_files
from fmnist_gui.core.dataset.header import FASHION_SHAPE
from fmnist_gui.core.dataset.idx import OnFilled, check_labels, read_pair
from fmnist_gui.core.dataset.kaggle_csv import read_csv
from fmnist_gui.core.dataset.row import Row, row_for
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

__all__ = ["find_files", "load"]


def load(
    path: Path,
    *,
    catalog: Catalog,
    classes: Path | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
    threads: int = 2,
) -> Dataset:
    """Read all splits that `path` (a folder, or one file) stands for; see find_files.

    Without a class list (`classes`, or a classes.txt beside the files) the images must be
    28 × 28 and the labels 0-9. `report` speaks in bytes of the files; it and `is_cancelled` are
    called from the reading threads, `report` by one at a time. The peak of memory is the arrays
    and less than 10 MB. Raises DataError for whatever is not as it should be, and Cancelled.
    """
    files = find_files(path)
    class_list = classes or files.class_list
    # Before they are read: what changes meanwhile has changed since.
    stamps = tuple(stamp_of(file) for file in (*files.paths, *([class_list] if class_list else [])))
    class_names = read_class_list(class_list) if class_list else None
    rules = _Rules(
        shape=None if class_names else FASHION_SHAPE,
        class_count=len(class_names or FASHION_CLASSES),
    )
    row = row_for(files, shape=rules.shape)
    splits = _read_splits(
        files, rules, row=row, report=report, is_cancelled=is_cancelled, threads=threads
    )
    _refuse_mixed_shapes(splits, path)
    entry = catalog.identify({name: split.fingerprint for name, split in splits.items()})
    return Dataset(
        splits=MappingProxyType(splits),
        class_names=class_names or (entry.class_names if entry else FASHION_CLASSES),
        source=path,
        title=entry.title if entry else path.resolve().name,
        identity=entry.key if entry else None,
        all_images=row.images if row else None,
        files=stamps,
    )


@dataclass(frozen=True)
class _Rules:
    """What images and labels must be like; ``shape`` None allows any."""

    shape: tuple[int, int] | None
    class_count: int


class _Work:
    """What the reading threads share: progress summed up, the wish to stop, one hashing thread.

    Pixels are hashed while the next ones are inflated; both leave the interpreter free.
    """

    def __init__(
        self, files: Files, *, report: Report, is_cancelled: CancelCheck, hashing: Executor
    ) -> None:
        self.hashing = hashing
        self._report = report
        self._is_cancelled = is_cancelled
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._total_by_split = {n: _size_bytes(part) for n, part in files.splits.items()}
        self._done_by_split = dict.fromkeys(files.splits, 0)

    def report_for(self, name: str) -> Report:
        """Return what the reader of split `name` reports to."""

        def report(done: int, _total: int) -> None:
            with self._lock:
                self._done_by_split[name] = done
                total = sum(self._total_by_split.values())
                self._report(min(sum(self._done_by_split.values()), total), total)

        return report

    def should_stop(self) -> bool:
        """Tell whether nobody wants the result any more."""
        return self._stopped.is_set() or self._is_cancelled()

    def stop(self) -> None:
        """Let the readers that still run give up."""
        self._stopped.set()


def _read_splits(
    files: Files,
    rules: _Rules,
    *,
    row: Row | None,
    report: Report,
    is_cancelled: CancelCheck,
    threads: int,
) -> dict[str, Split]:
    with ThreadPoolExecutor(1) as hashing, ThreadPoolExecutor(threads) as reading:
        work = _Work(files, report=report, is_cancelled=is_cancelled, hashing=hashing)
        try:
            futures = {
                name: reading.submit(_read_split, name, part, rules=rules, work=work, row=row)
                for name, part in files.splits.items()
            }
            wait(futures.values(), return_when=FIRST_EXCEPTION)
        finally:
            work.stop()
    # A split that was stopped because another failed is not the reason.
    errors = [error for future in futures.values() if (error := future.exception())]
    for error in sorted(errors, key=lambda error: isinstance(error, Cancelled)):
        raise error
    return {name: future.result() for name, future in futures.items()}


def _read_split(
    name: str, part: IdxPair | CsvFile, *, rules: _Rules, work: _Work, row: Row | None
) -> Split:
    report = work.report_for(name)
    if isinstance(part, CsvFile):
        images, labels = read_csv(part.path, report=report, is_cancelled=work.should_stop)
        check_labels(labels, part.path, class_count=rules.class_count, first_line=2)
        return Split(name, images, labels, fingerprint(name, images, labels))
    hasher = _Hasher(name, work.hashing)
    images, labels = read_pair(
        part.images,
        part.labels,
        shape=rules.shape,
        class_count=rules.class_count,
        begin=hasher.begin,
        allocate=row.allocator(name) if row else None,
        report=report,
        is_cancelled=work.should_stop,
    )
    return Split(name, images, labels, hasher.finish(labels).result())


class _Hasher:
    """The fingerprint of one split, made by another thread while the pixels come in."""

    def __init__(self, name: str, executor: Executor) -> None:
        self._name = name
        self._executor = executor

    def begin(self, shape: tuple[int, int, int]) -> OnFilled:
        """Start with the shape; what is returned takes the pixels in order."""
        self._digest = begin_fingerprint(self._name, shape)
        return lambda pixels: self._executor.submit(self._digest.update, pixels)

    def finish(self, labels: Labels) -> Future[str]:
        """Return what will be the fingerprint; the executor's one thread keeps the order."""

        def finish() -> str:
            self._digest.update(labels.data)
            return self._digest.hexdigest()

        return self._executor.submit(finish)


def _size_bytes(part: IdxPair | CsvFile) -> int:
    path = part.path if isinstance(part, CsvFile) else part.images
    try:
        return path.stat().st_size
    except OSError:
        # The reader says it better.
        return 0


def _refuse_mixed_shapes(splits: Mapping[str, Split], path: Path) -> None:
    shapes = {name: split.images.shape[1:] for name, split in splits.items()}
    if len(set(shapes.values())) > 1:
        found = ", ".join(f"{rows} × {columns} in {n}" for n, (rows, columns) in shapes.items())
        raise DataError(
            path,
            expected="images of one size",
            found=found,
            remedy="keep one data set in one folder",
        )
