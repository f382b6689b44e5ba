"""Draw the practice images anew: ``python -m fmnist_gui.core.practice FOLDER``."""

import argparse
from pathlib import Path

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.practice.generate import write


def main() -> None:
    """Write the four files into the folder named on the command line."""
    parser = argparse.ArgumentParser("python -m fmnist_gui.core.practice", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the four IDX files go")
    folder: Path = parser.parse_args().folder
    try:
        write(folder)
    except FmnistError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
