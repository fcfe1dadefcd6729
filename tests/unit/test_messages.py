"""Every message a user meets when something is wrong with what was given, word for word, and its exit code.

Messages are product: who changes one changes it here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from generator import catalog
from tests.unit.conftest import BODY, SCENARIOS, TOML, MakePlatform, Run

Says = Callable[..., None]


@pytest.fixture
def says(run: Run) -> Says:
    """Run a command that fails, and compare everything it says."""

    def says(*arguments: str, code: int = 2, text: str) -> None:
        result = run(*arguments)
        assert result.stderr.rstrip() == dedent(text).strip()
        assert result.stdout == ""
        assert result.exit_code == code

    return says


@pytest.fixture
def configure(tmp_path: Path) -> Callable[[str], None]:
    """Write the `tagwright.toml` that lists `platforms`."""

    def write(text: str = "") -> None:
        first = 'folders = ["platforms"]\ntargets = ["reader"]\n'
        (tmp_path / "tagwright.toml").write_text(first + text, encoding="utf-8")

    return write


Configure = Callable[..., None]


@pytest.fixture
def acme(make_platform: MakePlatform, configure: Configure) -> Path:
    """A platform without fault, listed."""
    configure()
    return make_platform()


# -- names ------------------------------------------------------------------------------------------------


def test_an_unknown_command(says: Says) -> None:
    says(
        "rendr",
        text="""
        Error: there is no command 'rendr'
          help: did you mean 'render'?
        """,
    )


@pytest.mark.parametrize("command", ["render", "show", "build"])
def test_an_unknown_platform(says: Says, command: str) -> None:
    says(
        command,
        "mixpannel",
        text="""
        Error: there is no platform 'mixpannel'
          help: did you mean 'mixpanel'?
        """,
    )


def test_a_part_of_a_platforms_name(says: Says) -> None:
    says(
        *("show", "adobe"),
        text="""
        Error: there is no platform 'adobe'
          help: did you mean 'adobe-analytics', 'adobe-audience-manager', 'adobe-tags' or 'adobe-web-sdk'?
        """,
    )


def test_a_platform_that_resembles_none(says: Says) -> None:
    for command in ("show", "render", "build", "verify"):
        says(
            *(command, "zzz"),
            text="""
            Error: there is no platform 'zzz'
              help: see them all with 'tagwright list --all'
            """,
        )


def test_a_word_that_is_no_command(says: Says) -> None:
    says(
        "help",
        text="""
        Error: there is no command 'help'
          help: there are: list, show, new, render, build, package, verify, inspect, optimizely, doctor
                'tagwright --help' says what each does
        """,
    )


def test_an_unknown_platform_in_tagwright_toml(
    says: Says, acme: Path, configure: Configure
) -> None:
    assert acme.is_dir()
    configure("[platforms.acne]\n")

    says(
        "build",
        text="""
        Error: there is no platform 'acne'
          --> tagwright.toml:3
          help: did you mean 'acme'?
        """,
    )


def test_an_unknown_target(says: Says) -> None:
    says(
        *("render", "generic", "--target", "raeder"),
        text="""
        Usage: tagwright render [OPTIONS] PLATFORM|LIBRARY
        Try 'tagwright render --help' for help.

        Error: Invalid value for '--target': 'raeder' is not one of 'reader', 'integrator', 'extension', 'audience', 'conversion'.
        """,
    )


def test_one_slug_in_two_folders(says: Says, make_platform: MakePlatform, tmp_path: Path) -> None:
    make_platform(parent="one")
    make_platform(parent="two")
    (tmp_path / "tagwright.toml").write_text('folders = ["one", "two"]', encoding="utf-8")

    for command in (["render", "acme"], ["list"], ["build"]):
        says(
            *command,
            text="""
            Error: two platforms are named 'acme': one in 'one'
              --> two/acme
              help: rename this folder: its name is the platform's slug
            """,
        )


# -- settings ---------------------------------------------------------------------------------------------


def test_unknown_and_ill_typed_settings_on_the_command_line(says: Says) -> None:
    settings = ("evnt=x", "debug=yes", "holdback=maybe", "timeout=5", "dom_event=")

    says(
        *("render", "generic"),
        *(part for setting in settings for part in ("--set", setting)),
        text=r"""
        Error: 'generic' has no setting 'evnt'
          help: did you mean 'dom_event'?
        'generic' has no setting 'timeout': it waits for nothing
          help: leave 'timeout' out
        'dom_event' cannot be ''
          help: it must match ^\S+$, as 'experiment' does
        'holdback' cannot be 'maybe'
          help: choose one of: skip, report
        'debug' must be true or false, not the string 'yes'
        """,
    )


def test_a_setting_that_is_left_empty(says: Says) -> None:
    says(
        *("render", "mixpanel", "--set", "event= "),
        text="""
        Error: 'event' cannot be empty
          help: give it a value, such as '$experiment_started'
        """,
    )


def test_a_setting_without_a_value_on_the_command_line(says: Says) -> None:
    says(
        *("render", "generic", "--set", "array"),
        text="""
        Error: 'array' is not NAME=VALUE
          help: write: --set array=VALUE
        """,
    )


@pytest.mark.parametrize("command", [["build"], ["build", "acme"], ["render", "acme"]])
def test_unknown_and_ill_typed_settings_in_tagwright_toml(
    says: Says, acme: Path, configure: Configure, command: list[str]
) -> None:
    assert acme.is_dir()
    configure('[platforms.acme]\nevnt = "x"\nevent = 5\ndebug = "true"\n')

    says(
        *command,
        text="""
        Error: 'acme' has no setting 'evnt' in [platforms.acme]
          --> tagwright.toml:4
          help: did you mean 'event'?
        'event' must be a string, not 5 in [platforms.acme]
          --> tagwright.toml:5
        'debug' must be true or false, not the string 'true' in [platforms.acme]
          --> tagwright.toml:6
        """,
    )


def test_a_required_setting_that_a_configured_platform_lacks(
    says: Says, make_platform: MakePlatform, configure: Configure
) -> None:
    make_platform(toml=TOML.replace('default     = "Seen"', 'required = true\nexample = "E-1"'))
    configure("[platforms.acme]\n")

    says(
        "build",
        text="""
        Error: 'event' is missing in [platforms.acme]
          --> tagwright.toml:3
          help: give it a value, such as 'E-1'
        """,
    )


# -- files of TOML ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["build"], ["list"], ["show", "acme"], ["render", "acme"]])
def test_a_tagwright_toml_that_is_broken(
    says: Says, configure: Configure, command: list[str]
) -> None:
    configure("[platforms.acme\n")

    says(
        *command,
        text="""
        Error: 'tagwright.toml' is not TOML: expected ']' at the end of a table declaration
          --> tagwright.toml:3
        """,
    )


def test_a_tagwright_toml_that_nobody_understands(says: Says, tmp_path: Path) -> None:
    text = 'folder = ["mine"]\nclient = "all"\nfolders = ["mine"]\n'
    (tmp_path / "tagwright.toml").write_text(text, encoding="utf-8")

    says(
        "build",
        text="""
        Error: there is no key 'folder'
          --> tagwright.toml:1
          help: did you mean 'folders'?
        there is no folder 'mine'
          --> tagwright.toml:3
          help: it is looked for beside this file
        'client' cannot be 'all'
          --> tagwright.toml:2
          help: choose one of: auto, classic, web, edge
        """,
    )


def test_a_configuration_that_is_not_there(says: Says) -> None:
    says(
        *("build", "--config", "other.toml"),
        text="""
        Error: there is no 'other.toml'
          --> other.toml
        """,
    )


def test_a_platform_toml_that_is_broken(says: Says, acme: Path) -> None:
    (acme / "platform.toml").write_text('name = "Acme\n', encoding="utf-8")

    says(
        *("render", "acme"),
        text="""
        Error: 'platform.toml' is not TOML: illegal character '\\n'
          --> platforms/acme/platform.toml:1
        """,
    )


def test_a_folder_with_a_fault_in_every_file(
    says: Says, make_platform: MakePlatform, configure: Configure
) -> None:
    configure()
    make_platform(
        toml=TOML.replace("version", "verzion").replace('"string"', '"text"'),
        body=None,
        scenarios=SCENARIOS.replace("visitor =", "vistor ="),
    )

    says(
        *("render", "acme"),
        text="""
        Error: 'version' is missing
          --> platforms/acme/platform.toml
          help: compare it with a folder that 'tagwright new' writes
        'type' cannot be 'text' in [settings.event]
          --> platforms/acme/platform.toml:7
          help: choose one of: string, integer, number, boolean
        there is no key 'verzion'
          --> platforms/acme/platform.toml:3
          help: did you mean 'version'?
        there is no 'analytics.js'
          --> platforms/acme/analytics.js
          help: compare it with a folder that 'tagwright new' writes
        'visitor' is missing in [[scenario]]
          --> platforms/acme/scenarios.toml:1
          help: compare it with a folder that 'tagwright new' writes
        there is no key 'vistor' in [[scenario]]
          --> platforms/acme/scenarios.toml:3
          help: did you mean 'visitor'?
        """,
    )


def test_a_folder_that_is_no_platform(says: Says, tmp_path: Path, configure: Configure) -> None:
    configure()
    (tmp_path / "platforms" / "acme").mkdir(parents=True)

    says(
        *("show", "acme"),
        text="""
        Error: there is no 'platform.toml'
          --> platforms/acme/platform.toml
          help: compare it with a folder that 'tagwright new' writes
        there is no 'analytics.js'
          --> platforms/acme/analytics.js
          help: compare it with a folder that 'tagwright new' writes
        """,
    )


# -- bodies -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "function makeRequest(decision) {\n  var a = ;\n}\n",
            """
            Error: unexpected token
              --> platforms/acme/analytics.js:2:11
            """,
        ),
        (
            "function makeRequest(decision) {\n  const a = 1;\n}\n",
            """
            Error: 'const' is newer than ES5
              --> platforms/acme/analytics.js:2:3
              help: write ES5: snippets run in every browser
            """,
        ),
        (
            "function makeRequest(decision) {\n  if (1) { function a() {} }\n}\n",
            """
            Error: a function is declared in a block, which ES5 does not know
              --> platforms/acme/analytics.js:2:12
              help: assign a function expression to a 'var'
            """,
        ),
        (
            'function makeRequest(decision) {\n  return "</script>";\n}\n',
            """
            Error: the code holds '</script', which ends the script element it stands in
              --> platforms/acme/analytics.js:2:11
              help: write '<' + '/script' in a string, or put a space between in code
            """,
        ),
        (
            "function makeRequest(decision) {\n  return TAGWRIGHT_SETTINGS;\n}\n",
            """
            Error: the name 'TAGWRIGHT_SETTINGS' belongs to the frames
              --> platforms/acme/analytics.js:2:10
              help: choose another
            """,
        ),
        (
            "function makeRequests(decision) {}\n",
            """
            Error: the body defines no function 'makeRequest'
              --> platforms/acme/analytics.js
              help: add: function makeRequest(decision, settings) { … }
            """,
        ),
    ],
)
def test_a_body_that_is_broken(
    says: Says, make_platform: MakePlatform, configure: Configure, body: str, text: str
) -> None:
    configure()
    make_platform(body=body)

    says("render", "acme", text=text)
    says("build", "acme", text=text)


def test_bodies_that_are_broken_are_told_at_once(
    says: Says, make_platform: MakePlatform, configure: Configure
) -> None:
    configure()
    for slug in ("one", "two"):
        make_platform(slug, body="function makeRequest(decision) { let a; }\n")

    says(
        *("build", "one", "two"),
        text="""
        Error: 'let' is newer than ES5
          --> platforms/one/analytics.js:1:34
          help: write ES5: snippets run in every browser
        'let' is newer than ES5
          --> platforms/two/analytics.js:1:34
          help: write ES5: snippets run in every browser
        """,
    )


def test_an_expression_for_ready_that_is_broken(
    says: Says, make_platform: MakePlatform, configure: Configure
) -> None:
    configure()
    make_platform(toml=TOML.replace('queue   = "acme"', 'ready   = "window.acme && ("'))

    says(
        *("render", "acme"),
        text="""
        Error: unexpected token
          --> platforms/acme/platform.toml:13:28
        """,
    )


def test_a_body_that_is_not_utf8(says: Says, acme: Path) -> None:
    (acme / "analytics.js").write_bytes(f"{BODY}// Größe\n".encode("latin-1"))

    says(
        *("render", "acme"),
        text="""
        Error: 'analytics.js' is not UTF-8
          --> platforms/acme/analytics.js
          help: save the file as UTF-8
        """,
    )


# -- folders ----------------------------------------------------------------------------------------------


def test_a_place_that_cannot_be_written(says: Says, acme: Path) -> None:
    assert acme.is_dir()
    Path("file").touch()

    for out in ("file", "file/dist"):
        says(
            *("build", "acme", "--out", out),
            text="""
            Error: 'file' is a file
              help: choose a folder with --out
            """,
        )
    says(
        *("build", "acme", "--out", "/proc/dist"),
        text="""
        Error: cannot write '/proc/dist': No such file or directory
          help: choose another folder with --out
        """,
    )


def test_a_folder_of_somebody_else(says: Says, acme: Path) -> None:
    says(
        *("build", "acme", "--out", "platforms"),
        text="""
        Error: 'platforms' holds files that tagwright did not write
          help: choose another folder with --out, or empty this one
        """,
    )
    assert (acme / "platform.toml").exists()


def test_a_folder_that_is_out_of_date(says: Says, run: Run, acme: Path) -> None:
    says(
        *("build", "acme", "--check"),
        code=1,
        text="""
        Error: there is no folder 'dist'
          help: run 'tagwright build'
        """,
    )
    assert run("build", "acme").exit_code == 0
    (acme / "analytics.js").write_text(BODY.replace("track", "trick"), encoding="utf-8")
    Path("dist/notes.txt").touch()
    Path("dist/acme/settings.schema.json").unlink()

    says(
        *("build", "acme", "--check"),
        code=1,
        text="""
        Error: 'dist' is not what would be written now
          out of date  acme/reader.embed.min.js
          out of date  acme/reader.js
          out of date  acme/reader.min.js
          missing      acme/settings.schema.json
          out of date  manifest.json
          unknown      notes.txt
          help: run 'tagwright build', and take unknown files away yourself
        """,
    )


def test_a_folder_that_lacks_hundreds(run: Run) -> None:
    run("build", "generic")

    result = run("build", "--check")

    lines = result.stderr.splitlines()
    assert result.exit_code == 1
    assert len(lines) == 23
    assert lines[-2].startswith("  … and ")
    assert lines[-1] == "  help: run 'tagwright build'"


def test_a_report_that_could_not_be_written(says: Says, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    says(
        *("verify", "generic", "-o", "file/report"),
        text="""
        Error: the report cannot be written: 'file' is a file
          help: choose another folder with -o
        """,
    )


def test_a_scenario_that_is_not_there(says: Says) -> None:
    says(
        *("verify", "generic", "-s", "xyz"),
        text="""
        Error: no scenario's name holds 'xyz'
          help: scenarios.toml has the names; a word of one is enough, such as 'redirect'
        """,
    )


def test_a_fault_that_is_not_there(says: Says) -> None:
    says(
        *("verify", "generic", "--faults", "-s", "xyz"),
        text="""
        Error: no fault's sentence holds 'xyz'
          help: docs/faults.md has them all; a word of one is enough, such as cookies
        """,
    )


def test_targets_that_no_fault_concerns(says: Says) -> None:
    says(
        *("verify", "generic", "--faults", "--target", "audience"),
        text="""
        Error: no fault concerns these targets and clients, so nothing would be proved
          help: choose other targets or clients
        """,
    )


def test_an_excuse_for_a_fault_that_is_not_there(says: Says, acme: Path) -> None:
    (acme / "platform.toml").write_text(TOML + '[analytics.faults]\nsdk_lat = "so"\n', "utf-8")

    says(
        *("render", "acme"),
        text="""
        Error: there is no fault 'sdk_lat'
          --> platforms/acme/platform.toml:18
          help: did you mean 'sdk_late'?
        """,
    )


def test_a_file_over_its_budget(run: Run, acme: Path, configure: Configure) -> None:
    assert acme.is_dir()
    configure('[budgets]\n"*/reader.min.js" = 100\n')

    result = run("build", "acme")

    *_, what, where = result.stderr.splitlines()
    assert what.startswith("Error: 'acme/reader.min.js' is ")
    assert what.endswith(" bytes gzipped, its budget is 100")
    assert where == "  --> tagwright.toml:4"
    assert result.exit_code == 1


# -- new platforms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        (
            "Foo_Bar",
            """
            Error: a platform cannot be named 'Foo_Bar'
              help: write 'foo-bar'
            """,
        ),
        (
            "99",
            """
            Error: a platform cannot be named '99'
              help: use lower-case words joined by hyphens, a letter first
            """,
        ),
        (
            "GA 4",
            """
            Error: a platform cannot be named 'GA 4'
              help: write 'ga-4'
            """,
        ),
        (
            "mixpanel",
            """
            Error: there is a platform 'mixpanel' already
              help: see it with 'tagwright show mixpanel', or choose another name
            """,
        ),
        (
            "acme",
            """
            Error: there is something at 'platforms/acme' already
              help: choose another name, or take it away
            """,
        ),
    ],
)
def test_a_name_that_a_new_platform_cannot_have(
    says: Says, acme: Path, slug: str, text: str
) -> None:
    assert acme.is_dir()

    says("new", slug, text=text)


def test_options_that_contradict_each_other(says: Says) -> None:
    says(
        *("build", "--check", "--watch"),
        text="""
        Usage: tagwright build [OPTIONS] [PLATFORM]...
        Try 'tagwright build --help' for help.

        Error: --check and --watch do not go together
        """,
    )


# -- packages ---------------------------------------------------------------------------------------------


def test_a_value_that_a_form_of_tag_managers_would_read_as_a_variable(says: Says) -> None:
    says(
        *("package", "gtm", "mixpanel", "--set", "base=https://cdn.example.com/"),
        *("--set", "mixpanel.event={{Event}}"),
        text="""
        Error: 'event' of 'mixpanel' cannot be '{{Event}}' here: in a form of Tag Manager's {{…}} is a variable
          help: leave 'base' out: then it is text
        """,
    )


def test_values_that_a_theme_editor_would_run_or_lose(says: Says) -> None:
    says(
        *("package", "shopify", "mixpanel", "heap", "generic"),
        *("--set", "mixpanel.event={% x %}", "--set", "heap.event={{ x }}"),
        text="""
        Error: 'event' of 'heap' cannot be '{{ x }}' here: in the theme editor {{…}} and {%…%} are Liquid, not text
          help: choose another value
        'event' of 'mixpanel' cannot be '{% x %}' here: in the theme editor {{…}} and {%…%} are Liquid, not text
          help: choose another value
        """,
    )


def test_more_platforms_than_an_extension_of_shopifys_holds(says: Says) -> None:
    slugs = sorted(p.slug for p in catalog.platforms() if p.roles == ("analytics",))[:31]

    says(
        *("package", "shopify", *slugs),
        text="""
        Error: an extension holds 30 blocks, and these are 31
          help: name fewer platforms: tagwright package shopify PLATFORM…
        """,
    )
