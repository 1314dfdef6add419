"""What the README shows is what the program does."""

import html
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.end_to_end import program

from ukjapan_cli.features.check.catalogue import RULES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [body for name, body in FENCE.findall(README) if name == language]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


EXAMPLES = [example for block in blocks("console") for example in commands(block)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the README's own files."""
    for block in blocks("yaml"):
        name = block.splitlines()[0].removeprefix("# ")
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    for block in blocks("csv"):
        name, _, rows = block.partition("\n")
        (tmp_path / name.removeprefix("# ")).write_text(rows, encoding="utf-8")
    return tmp_path


def without_braces(text: str) -> str:
    """Newer versions of Typer write `{OPTION}` for a required argument, older ones `OPTION`."""
    return re.sub(r"\{(\w+)\}", r"\1", text)


def words_of(svg: str) -> list[str]:
    """The text of a picture; how it is laid out is for Rich's version to say."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", svg, flags=re.DOTALL)).split()


def printed(command: str, folder: Path) -> str:
    program_, *arguments = command.split()
    assert program_ == "ukjapan"
    ran = program.run(*arguments, cwd=folder, settings={"COLUMNS": "80"})
    return ran.err + ran.out


def needs(command: str) -> pytest.MarkDecorator | tuple[()]:
    """What has to be installed for a command of the README."""
    if "--table" in command:
        return pytest.mark.tables
    return pytest.mark.charts if command.split()[1] in {"plot", "report"} else ()


def test_the_readme_has_examples_of_every_command() -> None:
    shown = {command.split()[1] for command, _ in EXAMPLES}
    assert {"--help", "score", "explain", "check", "schema"} <= shown


@pytest.mark.parametrize(
    ("command", "output"),
    [pytest.param(c, o, id=c, marks=needs(c)) for c, o in EXAMPLES],
)
def test_a_console_example_shows_what_the_command_prints(
    command: str, output: str, folder: Path
) -> None:
    assert without_braces(printed(command, folder)) == without_braces(output)


def test_the_families_of_codes_are_those_of_the_catalogue() -> None:
    shown = re.findall(r"^\| `(UKJ\d)xx` \|", README, re.MULTILINE)
    assert shown == sorted({rule.code[:4] for rule in RULES})


def test_the_table_of_the_actions_inputs_has_them_with_their_defaults() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| (?:`([^`]*)`)? ?\| ", README, re.MULTILINE)
    shown = {name: default for names, default in rows for name in re.findall(r"\w+", names)}
    defaults = {name: entry["default"] for name, entry in inputs.items()}
    assert {name: shown.get(name) for name in inputs} == defaults


def test_editors_are_told_of_the_schemas_that_the_commands_write(folder: Path) -> None:
    found = re.search(r"^<!-- schemas -->\n```sh\n(.+?)```$", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    written = {}
    for line in found[1].splitlines():
        command, _, name = line.partition(" > ")
        written[f"./{name}"] = json.loads(printed(command, folder))["title"]
    (settings,) = [json.loads(block) for block in blocks("json")]
    told = {schema: (*globs,) for schema, globs in settings["yaml.schemas"].items()}
    (lua,) = blocks("lua")
    shown = re.findall(r'\["(.+)"\] = \{ "(.+)", "(.+)" \}', lua)
    assert {schema: (*globs,) for schema, *globs in shown} == told
    for schema, (usual, other) in told.items():
        assert written[schema] == f"ukjapan {usual.removeprefix('**/')}, version 1"
        assert other == usual.replace(".yaml", ".yml")


def test_the_python_example_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = blocks("python")
    monkeypatch.chdir(folder)
    exec(code, {})
    assert capsys.readouterr().out.splitlines()[0] == "1 A mobile van 73.3"


def test_the_two_commands_are_marked_for_ci() -> None:
    for marker in ("run", "test"):
        found = re.search(rf"^<!-- {marker} -->\n```sh\n(.+)\n```$", README, re.MULTILINE)
        assert found is not None
        assert found[1].startswith("python3 -m venv .venv && ")


def test_the_picture_is_what_score_shows() -> None:
    spec = importlib.util.spec_from_file_location("draw", ROOT / "docs" / "draw.py")
    assert spec is not None
    assert spec.loader is not None
    draw = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(draw)
    shown = words_of(draw.PICTURE.read_text(encoding="utf-8"))
    assert "60.2" in shown
    assert shown == words_of(draw.svg())


def test_the_readme_says_that_the_packaged_numbers_are_illustrative() -> None:
    for name in ("README.md", "options.yaml", "criteria.yaml"):
        text = " ".join((ROOT / name).read_text(encoding="utf-8").replace("#", " ").split())
        assert "illustrative" in text
        assert "judgements made for this project from the cited paragraphs" in text


PLOTS = re.search(r"<!-- pictures -->\n```sh\n(.*?)```", README, re.DOTALL)


@pytest.mark.charts
@pytest.mark.parametrize("command", PLOTS[1].splitlines() if PLOTS else [])
def test_the_pictures_are_what_their_commands_draw(command: str, tmp_path: Path) -> None:
    printed(command, tmp_path)
    name = command.split()[-1]
    drawn, shown = (path.read_text("utf-8") for path in (tmp_path / name, ROOT / "docs" / name))
    assert words_of(drawn) == words_of(shown)
    assert drawn.count("<path") == shown.count("<path") > 20
    assert f"](docs/{name})" in README


def test_the_readme_shows_two_of_the_charts() -> None:
    assert PLOTS is not None
    assert len(PLOTS[1].splitlines()) == 2
