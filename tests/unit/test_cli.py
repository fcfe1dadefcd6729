"""What each command writes where, and the code it leaves with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from generator import __version__, catalog, overview
from generator.cli.main import COMMANDS
from generator.cli.show import facts
from tests.unit.conftest import BODY, MakePlatform, Run

ROOT = Path(__file__).parents[2]
PYTHON = [sys.executable, "-m", "generator"]


@pytest.fixture
def acme(make_platform: MakePlatform, tmp_path: Path) -> Path:
    """A platform that a `tagwright.toml` beside it lists."""
    text = 'folders = ["platforms"]\ntargets = ["reader"]\n'
    (tmp_path / "tagwright.toml").write_text(text, encoding="utf-8")
    return make_platform()


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def process(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run `tagwright` as a process of its own."""
    return subprocess.run(
        [*PYTHON, *arguments], cwd=folder, env=environment(**more), check=False, capture_output=True
    )


def on_a_terminal(folder: Path, *arguments: str, **more: str) -> bytes:
    """What `tagwright` writes to a terminal, stdout and stderr together."""
    import pty  # noqa: PLC0415 -- not on every system

    ours, theirs = pty.openpty()
    env = {k: v for k, v in environment().items() if k not in {"NO_COLOR", "CI", "COLUMNS"}}
    with subprocess.Popen(
        [*PYTHON, *arguments],
        cwd=folder,
        env={**env, "TERM": "xterm", **more},
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        said = b""
        with suppress(OSError):  # what Linux says at the end
            while chunk := os.read(ours, 4096):
                said += chunk
    os.close(ours)
    return said


# -- doctor -----------------------------------------------------------------------------------------------


def test_doctor_names_the_engine_and_says_what_to_run(run: Run) -> None:
    result = run("doctor")

    facts = {line[9:31].strip(): line[32:] for line in result.stdout.splitlines()}
    assert "terser" in facts["JavaScript engine"]
    assert all(facts.values())
    assert result.exit_code in {0, 3}


@pytest.mark.parametrize("missing", [[], ["httpx", "stamina"]])
def test_doctor_says_whether_optimizely_can_be_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch, missing: list[str]
) -> None:
    monkeypatch.setattr("generator.cli.optimizely.lacking", lambda: missing)

    result = run("doctor")

    wanted = "lacks httpx, stamina" if missing else "can be asked"
    assert f"Optimizely's API       {wanted}" in result.stdout
    assert ("tagwright[rest]" in result.stdout) is bool(missing)


# -- the whole --------------------------------------------------------------------------------------------


def test_help_says_what_every_command_does_and_shows_examples(run: Run) -> None:
    result = run("--help")

    assert result.exit_code == 0
    for name, does in COMMANDS.items():
        assert f"  {name} " in result.stdout
        assert does in result.stdout
    assert "\n    tagwright list                   what there is\n" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_without_marks_of_ours(run: Run, command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: tagwright {command}")
    assert "\\b" not in result.stdout
    assert "\b" not in result.stdout


def test_the_version_is_one_line(run: Run) -> None:
    assert run("--version").stdout == f"tagwright {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom generator.cli.main import cli\n"
        "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pydantic', 'jinja2', 'playwright', 'rich', 'py_mini_racer'}\n"
        "sys.exit(sorted(heavy & sys.modules.keys()))"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)

    assert done.stderr.decode().strip() == "[]"


def test_a_bug_keeps_its_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "platforms", None)

    result = run("list")

    assert isinstance(result.exception, TypeError)


def test_errors_are_coloured_on_no_terminal(tmp_path: Path) -> None:
    done = process(tmp_path, "show", "nobody")

    assert done.stderr.startswith(b"Error: there is no platform 'nobody'")


def test_every_command_shows_an_example(run: Run) -> None:
    for command in COMMANDS:
        assert f"\n    tagwright {command}" in run(command, "--help").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk at hand")
@pytest.mark.parametrize("command", ["render generic", "list", "show generic"])
def test_a_full_disk_is_no_bug_of_ours(tmp_path: Path, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PYTHON, *command.split()],
            cwd=tmp_path,
            env=environment(),
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )

    assert done.returncode == 2
    assert done.stderr.startswith(b"Error: cannot write what was asked for: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_a_terminal_is_coloured_unless_somebody_says_no(tmp_path: Path) -> None:
    assert b"\x1b[1m" in on_a_terminal(tmp_path, "show", "generic")
    for name in ("NO_COLOR", "CI"):
        assert b"\x1b" not in on_a_terminal(tmp_path, "show", "generic", **{name: "1"})
        assert b"\x1b" not in on_a_terminal(tmp_path, "show", "nobody", **{name: "1"})


# -- list and show ----------------------------------------------------------------------------------------


def test_list_is_one_line_for_each_platform_in_use(run: Run, acme: Path) -> None:
    assert acme.is_dir()
    result = run("list")

    active = [p.slug for p in catalog.platforms([acme.parent]) if p.status == "active"]
    assert [line.split()[0] for line in result.stdout.splitlines()] == active
    assert "acme" in active
    assert "more are legacy or unconfirmed: tagwright list --all" in result.stderr


def test_list_says_which_roles_a_platform_plays(run: Run) -> None:
    lines = {line.split()[0]: line.split("  ") for line in run("list").stdout.splitlines()}

    told = {slug: [part.strip() for part in line if part][-1] for slug, line in lines.items()}
    assert told["mixpanel"] == "analytics"
    assert told["segment"] == "analytics, audience, conversion"
    assert told["invoca"] == "conversion"


def test_list_all_says_why_a_platform_is_not_in_use(run: Run) -> None:
    lines = {line.split()[0]: line for line in run("list", "--all").stdout.splitlines()}

    assert len(lines) == len(catalog.platforms())
    assert "legacy: " in lines["universal-analytics"]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_on_a_terminal_reasons_stand_below_in_lines_that_fit(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, "list", "--all", COLUMNS="62").decode()

    lines = text.replace("\r\n", "\n").splitlines()
    assert max(map(len, lines)) <= 62
    below = lines[[line.split()[0] for line in lines].index("universal-analytics") + 1]
    assert below.startswith("    legacy: ")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_on_a_wide_terminal_roles_stand_beside_the_names(tmp_path: Path) -> None:
    lines = on_a_terminal(tmp_path, "list", "--all", COLUMNS="120").decode().splitlines()

    (cookie,) = (line for line in lines if line.split()[:2] == ["cookie", "Cookie"])
    assert cookie.split() == ["cookie", "Cookie", "audience"]
    below = lines[[line.split()[0] for line in lines].index("universal-analytics") + 1]
    assert below.startswith("    legacy: ")


def test_show_fits_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for slug in ("generic", "webtrends", "adobe-analytics"):
        wide = [line for line in run("show", slug).stdout.splitlines() if len(line) > 60]

        # a word is never broken: addresses stay whole, and so does the line of a setting's type
        assert all("/" in line or "one of:" in line or "such as" in line for line in wide), wide


def test_show_says_which_calls_a_platform_gets(run: Run) -> None:
    assert "  calls              mixpanel.track\n" in run("show", "mixpanel").stdout


def test_list_and_show_as_json_are_json_alone(run: Run) -> None:
    listed = json.loads(run("list", "--all", "--json").stdout)
    shown = json.loads(run("show", "generic", "--json").stdout)

    assert [row["slug"] for row in listed] == [p.slug for p in catalog.platforms()]
    assert listed == [dict(overview.row(platform)) for platform in catalog.platforms()]
    for row in listed:
        for role in row["roles"]:
            told = row[role]
            assert told["proof"]
            assert all(told["bytes"].values())
            assert {"receives", "mapping", "carries"} & told.keys()
    assert shown == facts(catalog.load("generic"))
    assert "array" in shown["settings"]["properties"]


def test_show_says_what_a_platform_needs_and_every_setting(run: Run) -> None:
    for platform in catalog.platforms():
        text = run("show", platform.slug).stdout

        assert platform.name in text
        assert platform.docs in text
        assert all(f"  {name}  " in text for name in platform.settings)
        for role, note in (
            ("analytics", "On Optimizely Edge a holdback is known only when"),
            ("audience", "On Edge attributes are handed over"),
        ):
            assert (note in text) is (role in platform.roles)
        for played in platform.played.values():
            assert all(limit.source in text for limit in played.limits)


def test_show_says_whose_consent_can_be_asked_for_and_what_that_reads(run: Run) -> None:
    text = run("show", "generic").stdout
    shown = json.loads(run("show", "generic", "--json").stdout)

    assert shown["consent_reads"]["tcf"] == ["__tcfapi"]
    for who, names in shown["consent_reads"].items():
        assert f"{who:10} reads {', '.join(names)}" in text


# -- new --------------------------------------------------------------------------------------------------


def test_new_writes_its_folder_to_stdout_and_what_to_do_to_stderr(run: Run, tmp_path: Path) -> None:
    result = run("new", "call-tracker")

    assert result.exit_code == 0
    assert result.stdout == "platforms/call-tracker\n"
    assert "tagwright verify call-tracker" in result.stderr
    assert (tmp_path / "tagwright.toml").read_text(encoding="utf-8") == 'folders = ["platforms"]\n'


def test_new_says_how_the_nearest_configuration_names_the_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "foo")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")

    result = run("new", "bar")

    assert f"'folders' in {tmp_path / 'tagwright.toml'} lists below/platforms\n" in result.stderr
    assert {"foo", "bar"} <= {line.split()[0] for line in run("list").stdout.splitlines()}


def test_a_new_platform_is_rendered_built_and_listed_at_once(run: Run) -> None:
    run("new", "foo")

    assert run("render", "foo", "--min").stdout.startswith("/*! foo 1.0.0 ")
    assert run("build", "foo").exit_code == 0
    assert Path("dist/foo/reader.min.js").is_file()
    assert "foo" in run("list").stdout
    assert run("build", "foo", "--check").exit_code == 0


def test_a_second_new_platform_is_listed_by_the_same_file(run: Run) -> None:
    run("new", "foo")
    result = run("new", "bar")

    assert result.exit_code == 0
    assert "lists" not in result.stderr
    assert {"foo", "bar"} <= {line.split()[0] for line in run("list").stdout.splitlines()}


# -- render -----------------------------------------------------------------------------------------------


def test_render_writes_code_to_stdout_and_nothing_else(acme: Path, tmp_path: Path) -> None:
    assert acme.is_dir()
    done = process(tmp_path, "render", "acme", "--min", "--set", "event=Größe </script>")

    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.isascii()
    assert done.stdout.startswith(b"/*! acme 1.0.0 ")
    assert done.stdout.endswith(b"\n")
    assert rb'"Gr\u00f6\u00dfe \u003c/script\u003e"' in done.stdout


def test_render_is_the_same_in_any_encoding_of_the_terminal(acme: Path, tmp_path: Path) -> None:
    assert acme.is_dir()
    outputs = {
        process(tmp_path, "render", "acme", LC_ALL=locale, PYTHONIOENCODING=encoding).stdout
        for locale, encoding in (("C", "ascii"), ("C.UTF-8", "utf-8"), ("C", "cp1252"))
    }

    assert len(outputs) == 1


def test_render_takes_what_is_typed_before_what_is_configured(
    run: Run, acme: Path, tmp_path: Path
) -> None:
    assert acme.is_dir()
    path = tmp_path / "tagwright.toml"
    text = 'client = "web"\nfolders = ["platforms"]\n[platforms.acme]\nevent = "configured"\n'
    path.write_text(text, encoding="utf-8")

    configured = run("render", "acme").stdout
    typed = run("render", "acme", "--set", "event=typed", "--client", "classic").stdout

    assert '"configured"' in configured
    assert "readStates(" in configured
    assert "readClassic(" not in configured
    assert '"typed"' in typed
    assert "readClassic(" in typed
    assert "readStates(" not in typed


def test_render_works_from_a_folder_below_and_from_elsewhere(
    run: Run, acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = run("render", "acme").stdout
    monkeypatch.chdir(acme)
    below = run("render", "acme").stdout
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    elsewhere = run("render", "acme", "--config", "../tagwright.toml").stdout

    assert here == below == elsewhere


def test_who_stops_reading_gets_no_traceback(acme: Path, tmp_path: Path) -> None:
    assert acme.is_dir()
    line = f"{sys.executable} -m generator render acme | true"
    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env=environment(), check=False, capture_output=True
    )

    assert done.stderr == b""


# -- build ------------------------------------------------------------------------------------------------


def test_build_says_on_stderr_what_changed(run: Run, acme: Path) -> None:
    first = run("build", "acme")
    second = run("build", "acme")
    (acme / "analytics.js").write_text(BODY.replace("track", "trick"), encoding="utf-8")
    third = run("build", "acme")

    assert first.stdout == second.stdout == third.stdout == ""
    assert first.stderr.splitlines()[-1] == "dist: 5 files, 5 changed"
    assert second.stderr == "dist: 5 files, nothing changed\n"
    assert third.stderr.splitlines() == [
        "  acme/reader.embed.min.js",
        "  acme/reader.js",
        "  acme/reader.min.js",
        "  manifest.json",
        "dist: 5 files, 4 changed",
    ]


def test_build_tells_which_files_it_took_away(
    run: Run, acme: Path, make_platform: MakePlatform, tmp_path: Path
) -> None:
    assert acme.is_dir()
    make_platform("other")
    run("build", "acme", "other")
    with (tmp_path / "tagwright.toml").open("a", encoding="utf-8") as file:
        file.write("[platforms.acme]\n")

    result = run("build")

    assert "  other/reader.js (taken away)\n" in result.stderr
    assert "acme/reader.js" not in result.stderr


def test_a_first_build_does_not_name_hundreds_of_files(
    run: Run, acme: Path, make_platform: MakePlatform
) -> None:
    assert acme.is_dir()
    slugs = [f"one-{number}" for number in range(8)]
    for slug in slugs:
        make_platform(slug)

    lines = run("build", *slugs).stderr.splitlines()

    assert len(lines) == 22
    assert lines[-2:] == ["  … and 13 more files", "dist: 33 files, 33 changed"]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_on_a_terminal_a_build_of_many_has_a_bar(
    make_platform: MakePlatform, tmp_path: Path
) -> None:
    slugs = [f"one-{number}" for number in range(10)]
    for slug in slugs:
        make_platform(slug)
    text = 'folders = ["platforms"]\ntargets = ["reader"]\n'
    (tmp_path / "tagwright.toml").write_text(text, encoding="utf-8")

    assert b"building" in on_a_terminal(tmp_path, "build", *slugs)
    assert b"building" not in on_a_terminal(tmp_path, "build", *slugs, CI="1")
    assert b"building" not in on_a_terminal(tmp_path, "build", *slugs[:3])


def test_build_of_one_platform_leaves_the_others(
    run: Run, acme: Path, make_platform: MakePlatform
) -> None:
    make_platform("other")
    run("build", "acme", "other")
    (acme / "analytics.js").write_text(BODY.replace("track", "trick"), encoding="utf-8")

    run("build", "acme")

    assert run("build", "acme", "other", "--check").exit_code == 0


def test_build_without_the_memory_makes_the_same(run: Run, acme: Path, tmp_path: Path) -> None:
    assert acme.is_dir()
    run("build", "acme")
    (tmp_path / "cache").rename(tmp_path / "gone")

    result = run("build", "acme", "--check", "--no-cache")

    assert result.stderr == "dist is up to date: 5 files\n"
    assert not (tmp_path / "cache").exists()


def test_an_interrupt_leaves_with_130(acme: Path, tmp_path: Path) -> None:
    assert acme.is_dir()
    with watching_build(tmp_path) as (watching, read):
        _until(read, "waiting for changes; Ctrl-C ends it")

        watching.send_signal(signal.SIGINT)

        assert watching.wait(20) == 130
        _until(read, "interrupted")


def test_watch_builds_again_tells_errors_and_goes_on(acme: Path, tmp_path: Path) -> None:
    body = acme / "analytics.js"
    with watching_build(tmp_path) as (watching, read):
        _until(read, "files, 5 changed")

        body.write_text("function makeRequest() { let a; }\n", encoding="utf-8")
        _until(read, "'let' is newer than ES5")
        body.write_text(BODY.replace("track", "trick"), encoding="utf-8")
        _until(read, "files, 4 changed")

        watching.send_signal(signal.SIGINT)
        watching.wait(20)

    assert "trick" in (tmp_path / "dist" / "acme" / "reader.js").read_text(encoding="utf-8")


@contextmanager
def watching_build(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Callable[[], str]]]:
    """`tagwright build acme --watch` in a folder, and what reads a line of what it says; it ends with the test."""
    # A shell switches Ctrl-C off for what it starts in the background, and with it for this process.
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        watching = subprocess.Popen(
            [*PYTHON, "build", "acme", "--watch"],
            cwd=folder,
            env=environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        signal.signal(signal.SIGINT, ours)
    with watching:
        assert watching.stderr is not None
        try:
            yield watching, watching.stderr.readline
        finally:
            watching.kill()


def _until(read: Callable[[], str], text: str) -> None:
    """Read lines until one has the text; 30 s at most."""
    end = time.monotonic() + 30
    seen = []
    while time.monotonic() < end:
        seen.append(read())
        if text in seen[-1]:
            return
    raise AssertionError(seen)


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["-b", "firefox"], "--sdk real does not work in firefox"),
        (["--every"], "--every has no meaning with --sdk real"),
        (["--target", "reader"], "--target has no meaning with --sdk real"),
    ],
)
def test_verify_with_real_sdks_refuses_what_it_cannot_do(
    run: Run, flags: list[str], told: str
) -> None:
    result = run("verify", "mixpanel", "--sdk", "real", *flags)

    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--every"], "--every has no meaning with --faults"),
        (["--sdk", "real"], "--sdk real has no meaning with --faults"),
    ],
)
def test_verify_with_faults_refuses_what_has_no_meaning(
    run: Run, flags: list[str], told: str
) -> None:
    result = run("verify", "mixpanel", "--faults", *flags)

    assert result.exit_code == 2
    assert told in result.stderr
