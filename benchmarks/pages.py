"""What a page costs beside a Flask hello in the same server: `python -m benchmarks.pages`.

Rounds go A B A B; a figure is the median of the rounds' ratios of server CPU time. Page
weights are printed with the style sheet and script that come with a first visit.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.servers import Served, served

ROUNDS = 9
REQUESTS = 1500
PAGES = {
    "home": "/cy/",
    "catalogue": "/cy/setiau-data",
    "search": "/cy/setiau-data?q=cyfradd+ymateb",
    "dataset": "/cy/setiau-data/response-rates-2018",
    "table": "/en/datasets/councils/tables/councils",
}
PLAIN = {"Accept-Encoding": "identity"}


def cost(server: Served, path: str, headers: dict[str, str], expected: int) -> float:
    """Return the CPU seconds of one batch of requests."""
    before = server.cpu()
    server.fetch(path, REQUESTS, headers, expected)
    return server.cpu() - before


def compare(hello: Served, melin: Served, path: str, headers: dict[str, str], status: int) -> float:
    """Return how many times a hello's CPU a page costs."""
    ratios = []
    for _ in range(ROUNDS):
        base = cost(hello, "/", headers, 200)
        ratios.append(cost(melin, path, headers, status) / base)
    return statistics.median(ratios)


def weight(server: Served, path: str) -> tuple[int, int]:
    """Return the bytes of a first visit, plain and as sent compressed."""
    import http.client

    total = [0, 0]
    for position, encoding in enumerate(("identity", "gzip")):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        page = connection.getresponse().read().decode()
        paths = [path, *re.findall(r'"(/static/[^"]+)"', page)]
        for each in dict.fromkeys(paths):
            connection.request("GET", each, headers={"Accept-Encoding": encoding})
            total[position] += len(connection.getresponse().read())
    return total[0], total[1]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"MELIN_DATA": folder}
        load = [str(Path(sys.executable).with_name("melin")), "load", "datasets"]
        subprocess.run(load, check=True, env={**os.environ, **environment})
        with served("benchmarks.hello:app", {}) as hello, served("wsgi:app", environment) as melin:
            hello.fetch("/", REQUESTS, PLAIN)
            print("page        × hello   304 × hello   bytes   compressed")
            for name, path in PAGES.items():
                etag = melin.fetch(path, 50, PLAIN).headers["ETag"]
                full = compare(hello, melin, path, PLAIN, 200)
                kept = compare(hello, melin, path, {**PLAIN, "If-None-Match": etag}, 304)
                plain, sent = weight(melin, path)
                print(f"{name:10}  {full:7.2f}   {kept:11.2f}   {plain:5}   {sent:10}")


if __name__ == "__main__":
    main()
