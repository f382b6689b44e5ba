"""People at a time in processes of their own who claim image after image, and say which."""

import json
import os
import sys
import time
from uuid import uuid4

from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.server.address import address_of
from fmnist_gui.store.server.claim import claim
from fmnist_gui.store.server.connection import Server


def claim_all(url: str, sha256: str, *, name: str, begin: float) -> list[int]:
    """Claim one image after the other from the moment `begin` until there is none."""
    found: list[int] = []
    annotator = Annotator(uuid4(), name)
    with Server(address_of(url)) as server:
        server.run(lambda cursor: cursor.execute("SELECT 1"))
        time.sleep(max(0.0, begin - time.time()))
        while images := claim(server, sha256, annotator, count=1):
            found.extend(images)
    return found


def main() -> None:
    """Fork so many people, and print what each of them got, as a line of JSON."""
    url, sha256, people = sys.argv[1], sys.argv[2], int(sys.argv[3])
    begin, children = time.time() + 0.3, []
    for number in range(people):
        child = os.fork()
        if child == 0:
            found = claim_all(url, sha256, name=f"Person {number}", begin=begin)
            # One call, so that no two lines are mixed.
            os.write(1, (json.dumps(found) + "\n").encode())
            os._exit(0)
        children.append(child)
    sys.exit(any(os.waitpid(child, 0)[1] for child in children))


if __name__ == "__main__":
    main()
