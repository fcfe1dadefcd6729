"""Bytes of every platform and target beside their budgets. See bench/README.md."""

from __future__ import annotations

import gzip
import statistics

from generator import build, catalog, settings
from generator.model import TARGETS, clients_of, role_of


def main() -> None:
    """Print one row per platform: the whole minified file, gzipped, per target and client."""
    columns = [(target, client) for target in TARGETS for client in clients_of(target)]
    print(f"{'bytes, gzip':26}" + "".join(f"{t[:6]} {c:8}" for t, c in columns))
    sizes: dict[tuple[str, str], list[int]] = {column: [] for column in columns}
    for platform in catalog.platforms():
        row = []
        for target, client in columns:
            if target not in platform.targets:
                row.append("")
                continue
            chosen = settings.resolve(platform, {}, role=role_of(target), examples=True)
            code = build.snippet(platform, target, client, chosen).minified
            size = len(gzip.compress(code.encode(), 9, mtime=0))
            sizes[target, client].append(size)
            row.append(str(size))
        print(f"{platform.slug:26}" + "".join(f"{size:<15}" for size in row))
    print(f"{'median':26}" + "".join(f"{statistics.median(sizes[c]):<15.0f}" for c in columns))


if __name__ == "__main__":
    main()
