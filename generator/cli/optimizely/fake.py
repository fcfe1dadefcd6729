"""`tagwright optimizely fake`: a port in, a fake Optimizely behind it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from generator.cli import options


@click.command(
    "fake",
    epilog=options.examples(
        ("tagwright optimizely fake --port 8090", "requests are answered, and forgotten"),
        ("tagwright optimizely fake --state fake.db", "… and remembered"),
    ),
)
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="0 for a free one.")
@click.option(
    "--state",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="SQLite file that keeps what happened.  [default: memory]",
)
@click.option(
    "--rate",
    default=0,
    type=click.IntRange(0),
    metavar="N",
    help="Answer 429 after N REST requests a minute.",
)
@click.option(
    "--token", default="fake-token", help="The personal token of v2 and v1 that it takes."
)
@click.option(
    "--project", default=5_000_000_000, type=click.IntRange(1), help="A project it begins with."
)
@click.option("--json", "as_json", is_flag=True, help="Write the environment as JSON.")
def command(  # noqa: PLR0913 -- its options
    *, port: int, file: Path | None, rate: int, token: str, project: int, as_json: bool
) -> None:
    """Be a fake Optimizely: REST v2 and v1, OAuth, the Event API and Classic's log.

    The environment that points the other commands at it is written to stdout first. GET /_fake/log,
    /_fake/count and /_fake/conversions say what arrived. Interrupt it to end it.
    """
    from generator.optimizely.fake import (  # noqa: PLC0415 -- heavy
        Fake,
        State,
        serve,
    )
    from generator.optimizely.fake.oauth import register  # noqa: PLC0415 -- heavy
    from generator.optimizely.port import address_of, bind  # noqa: PLC0415 -- with them

    state = State(file)
    if not state.get("project", project):
        facts = {"id": project, "name": "Fake project", "status": "active", "platform": "web"}
        state.add("project", "", {**facts, "account_id": 1234567})
    state.issue(token, "personal")
    state.issue(f"{token}-v1", "personal1")
    register(state, "1000", "fake-secret")
    register(state, "1001")
    with bind(port) as bound:
        said = {
            **serve.environment(address_of(bound)),
            "TAGWRIGHT_TOKEN": token,
            "TAGWRIGHT_PROJECT": str(project),
        }
        if as_json:
            text = json.dumps(said)
        else:
            text = "\n".join(f"export {name}={value}" for name, value in said.items())
        click.echo(text)
        sys.stdout.flush()
        serve.foreground(Fake(state, rate=rate), bound)
    state.close()
