"""`tagwright optimizely login`: a browser in, a stored login out."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli import options
from generator.cli.optimizely import asking
from generator.errors import LoginError

_NO_APPLICATION = """\
register an application at app.optimizely.com/accountsettings/apps/developers, then give --client-id;
or make a personal token (Profile, API Access) and run: tagwright optimizely login --token"""


@click.command(
    "login",
    epilog=options.examples(
        ("tagwright optimizely login --client-id 1234", "in the browser"),
        ("tagwright optimizely login --token < FILE", "with a personal token"),
    ),
)
@click.option(
    "--client-id", envvar="TAGWRIGHT_CLIENT_ID", metavar="ID", help="The registered application."
)
@click.option(
    "--client-secret-file",
    "secret_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Its secret.  [default: TAGWRIGHT_CLIENT_SECRET; none for a public application]",
)
@click.option(
    "--redirect-uri",
    "redirect",
    metavar="URL",
    help="As registered.  [default: http://127.0.0.1:8731/callback]",
)
@click.option("--account", metavar="ID", help="The account to log in to.")
@click.option("--no-browser", is_flag=True, help="Only print the address to open.")
@click.option(
    "--wait", default=300, type=click.IntRange(1), help="Seconds to wait for the browser."
)
@click.option("--token", "personal", is_flag=True, help="Read a personal token from stdin.")
def command(  # noqa: PLR0913 -- its options
    *,
    client_id: str | None,
    secret_file: Path | None,
    redirect: str | None,
    account: str | None,
    no_browser: bool,
    wait: int,
    personal: bool,
) -> None:
    """Log in at Optimizely in a browser, or store a personal token.

    What is stored lies in your configuration folder, readable by you alone.
    """
    from generator.optimizely import auth, login  # noqa: PLC0415 -- heavy
    from generator.optimizely.secret import Secret  # noqa: PLC0415 -- with them

    if personal:
        stored = auth.store(auth.personal(asking.hidden("personal token")))
        click.echo(f"stored in {stored}", err=True)
        return
    if not client_id:
        raise LoginError("which application logs in is not known", help=_NO_APPLICATION)
    redirect = redirect or login.REDIRECT
    attempt = login.begin(client_id, auth.client_secret(secret_file), redirect, account)
    if login.is_ours(redirect):
        with login.listening(redirect) as waiting:
            _open(attempt.address, no_browser=no_browser)
            back = waiting.wait(wait)
    else:
        _open(attempt.address, no_browser=no_browser)
        text = "paste the whole address that the browser shows afterwards"
        back = Secret(asking.hidden(text))
    click.echo(f"logged in; stored in {auth.store(attempt.finish(back))}", err=True)


def _open(address: str, *, no_browser: bool) -> None:
    import webbrowser  # noqa: PLC0415 -- nobody else needs it

    click.echo(f"Open this address and allow access:\n{address}", err=True)
    if not no_browser:
        webbrowser.open(address)
