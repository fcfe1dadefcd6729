"""`tagwright inspect`: addresses in, what Optimizely decided there and where it was sent out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import config
from generator.cli import live, options

if TYPE_CHECKING:
    from generator.verify import BrowserName
    from generator.verify.live import Look

_COLUMNS: Mapping[str, str] = {
    "experiment": "EXPERIMENT",
    "variation": "VARIATION",
    "state": "STATE",
    "sent": "SENT TO",
}


@click.command(
    "inspect",
    epilog=options.examples(
        ("tagwright inspect https://shop.example/", "what runs there, and who is told"),
        ("tagwright inspect https://shop.example/ --json", "the same for machines"),
        ("tagwright inspect - < addresses.txt", "many pages, a line for each"),
    ),
)
@click.argument("urls", nargs=-1, required=True, metavar="URL|-...")
@click.option(
    "-b",
    "--browser",
    type=click.Choice(["chromium", "firefox", "webkit"]),
    default="chromium",
    show_default=True,
    help="Browser to look with; only Chromium shows what a beacon carries.",
)
@live.asked
@options.json
@options.config
@click.pass_context
def command(  # noqa: PLR0913 -- one parameter for each flag
    context: click.Context,
    *,
    urls: tuple[str, ...],
    browser: BrowserName,
    storage_state: Path | None,
    wait: float,
    timeout: float,
    path: Path | None,
    as_json: bool,
) -> None:
    """Say what Optimizely decided on live pages, and which platform or host was told of each decision.

    Each page is opened once and read; nothing on it is changed. Exits 4 when one cannot be reached.
    """
    from generator.verify import live as pages  # noqa: PLC0415 -- heavy

    found = pages.look(
        live.pages(urls),
        browser,
        live.known(config.load(path)),
        live.patience(timeout, wait),
        storage_state,
    )
    looks = sorted(found, key=lambda one: one.number)
    click.echo(
        json.dumps([_data(one) for one in looks], indent=1)
        if as_json
        else "\n\n".join(map(_text, looks))
    )
    context.exit(live.UNREACHABLE if any(one.is_lost for one in looks) else 0)


def _data(one: Look) -> Mapping[str, Any]:
    from generator.verify import live as pages  # noqa: PLC0415 -- heavy

    seen = one.reading.seen
    return {
        "url": seen.url,
        "final": seen.final,
        "lost": seen.lost,
        "clients": list(one.reading.clients),
        "project": {k: v for k, v in one.reading.project.items() if isinstance(v, str) and v},
        "decisions": list(pages.entries(one)),
    }


def _text(one: Look) -> str:
    from generator.verify import live as pages  # noqa: PLC0415 -- heavy

    seen = one.reading.seen
    head = [click.style(seen.url, bold=True)]
    if one.is_lost:
        return "\n".join([*head, f"cannot be reached: {seen.lost}"])
    head.append(pages.summary(one))
    rows = pages.rows(one)
    if not rows:
        return "\n".join(
            [
                *head,
                "Optimizely decided nothing for this visitor"
                if one.reading.clients
                else "so there are no decisions",
            ]
        )
    return "\n".join([*head, "", *_table(rows)])


def _table(rows: Sequence[Mapping[str, str]]) -> Sequence[str]:
    lines = [_COLUMNS, *({**row, "experiment": _whole(row)} for row in rows)]
    wide = {key: max(len(line[key]) for line in lines) for key in _COLUMNS}
    return ["  ".join(f"{line[key]:{wide[key]}}" for key in _COLUMNS).rstrip() for line in lines]


def _whole(row: Mapping[str, str]) -> str:
    return f"{row['campaign']}: {row['experiment']}" if row["campaign"] else row["experiment"]
