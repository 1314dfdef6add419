"""What the README and the pages of docs/ show is what the program does."""

import html
import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from tests.contracts import schema_of
from tests.end_to_end import program
from tests.pages import BLOCKS, DOCS, PAGES, README, ROOT, files, marked

from ukjapan_cli.features.check.catalogue import RULES
from ukjapan_cli.features.schema.command import OUTPUTS

COMMANDS = "docs/reference/commands"


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


EXAMPLES = [
    (block.page, *example)
    for block in BLOCKS
    if block.language == "console"
    for example in commands(block.text)
]


@pytest.fixture(scope="module")
def folder_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A folder with files, one for all pages that have the same; nothing else writes there."""

    @cache
    def made(*named: tuple[str, str]) -> Path:
        folder = tmp_path_factory.mktemp("page")
        for name, text in named:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return made


@pytest.fixture
def folder(page: str, folder_with: Callable[..., Path]) -> Path:
    return folder_with(*files(page))


def as_any_typer(text: str) -> str:
    """A help but for what versions of Typer put around an argument: `{A}`, `[A]` or nothing."""

    def bare(arguments: re.Match[str]) -> str:
        return " ".join(re.sub(r"[][{}]", "", arguments[0]).split()) + "\n"

    text = re.sub(r"\{(\w+)\}", r"\1", text)
    return re.sub(r"(?<=^Arguments:\n)(?:  .*\n)+", bare, text, flags=re.MULTILINE)


def words_of(svg: str) -> list[str]:
    """The text of a picture; how it is laid out is for Rich's version to say."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", svg, flags=re.DOTALL)).split()


def printed(command: str, folder: Path) -> str:
    program_, *arguments = command.split()
    assert program_ == "ukjapan"
    ran = program.run(*arguments, cwd=folder, settings={"COLUMNS": "80"})
    return ran.err + ran.out


def needs(command: str) -> pytest.MarkDecorator | tuple[()]:
    """What has to be installed for a command that a page shows."""
    if command.endswith(" --help"):
        return ()
    if command.startswith("ukjapan table "):
        return pytest.mark.tables
    return pytest.mark.charts if command.split()[1] in {"plot", "report"} else ()


def module(name: str) -> ModuleType:
    """A script that writes a part of docs/."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


@pytest.mark.parametrize(
    ("page", "command", "output"),
    [pytest.param(*e, id=f"{e[0]}: {e[1]}", marks=needs(e[1])) for e in EXAMPLES],
)
def test_a_console_example_shows_what_the_command_prints(
    command: str, output: str, folder: Path
) -> None:
    assert as_any_typer(printed(command, folder)) == as_any_typer(output)


def test_every_console_block_begins_with_a_command() -> None:
    for block in BLOCKS:
        assert block.language != "console" or block.text.startswith("$ ukjapan ")


def listed(help_: str) -> list[str]:
    """The commands that a help lists."""
    return re.findall(r"^  (\w+)  ", help_.partition("Commands:\n")[2], re.MULTILINE)


def test_every_command_has_a_page_with_its_help() -> None:
    shown = {(page, command): output for page, command, output in EXAMPLES}
    names = listed(shown[f"{COMMANDS}/index.md", "ukjapan --help"])
    assert {"score", "explain", "check", "schema"} <= set(names)
    for name in names:
        assert (f"{COMMANDS}/{name}.md", f"ukjapan {name} --help") in shown
        assert f"]({name}.md)" in PAGES[f"{COMMANDS}/index.md"]
        for part in listed(shown[f"{COMMANDS}/{name}.md", f"ukjapan {name} --help"]):
            assert (f"{COMMANDS}/{name}.md", f"ukjapan {name} {part} --help") in shown


def test_the_families_of_codes_are_those_of_the_catalogue() -> None:
    shown = re.findall(r"^\| `(UKJ\d)xx` \|", PAGES[f"{COMMANDS}/check.md"], re.MULTILINE)
    assert shown == sorted({rule.code[:4] for rule in RULES})


def test_the_table_of_the_actions_inputs_has_them_with_their_defaults() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    page = PAGES["docs/how-to/ci.md"]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| (?:`([^`]*)`)? ?\| ", page, re.MULTILINE)
    shown = {name: default for names, default in rows for name in re.findall(r"\w+", names)}
    assert shown == {name: entry["default"] for name, entry in inputs.items()}


def test_the_table_of_json_outputs_has_every_contract_and_its_schema() -> None:
    page = PAGES["docs/reference/json.md"]
    rows = re.findall(r"\| `(ukjapan/[^`]+)` \| `ukjapan schema ([^`]+)` \|$", page, re.MULTILINE)
    assert len(rows) == len(OUTPUTS)
    assert dict(rows) == {schema_of(n)["properties"]["schema"]["const"]: n for n in OUTPUTS}


@pytest.mark.parametrize("page", ["docs/how-to/editors.md"])
def test_editors_are_told_of_the_schemas_that_the_commands_write(page: str, folder: Path) -> None:
    written = {}
    for line in marked("schemas").text.splitlines():
        command, _, name = line.partition(" > ")
        written[f"./{name}"] = json.loads(printed(command, folder))["title"]
    (settings,) = [json.loads(b.text) for b in BLOCKS if (b.page, b.language) == (page, "json")]
    told = {schema: (*globs,) for schema, globs in settings["yaml.schemas"].items()}
    (lua,) = [block.text for block in BLOCKS if block.language == "lua"]
    shown = re.findall(r'\["(.+)"\] = \{ "(.+)", "(.+)" \}', lua)
    assert {schema: (*globs,) for schema, *globs in shown} == told
    for schema, (usual, other) in told.items():
        assert written[schema] == f"ukjapan {usual.removeprefix('**/')}, version 1"
        assert other == usual.replace(".yaml", ".yml")


@pytest.mark.parametrize("page", ["docs/how-to/python.md"])
def test_the_python_example_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = [block.text for block in BLOCKS if block.language == "python"]
    monkeypatch.chdir(folder)
    exec(code, {})
    assert capsys.readouterr().out.splitlines()[0] == "1 A mobile van 73.3"


def test_the_keys_are_those_of_the_schemas(tmp_path: Path) -> None:
    keys = module("keys")
    schemas = {name: json.loads(printed(f"ukjapan schema {name}", tmp_path)) for name in keys.FILES}
    assert keys.PAGE.read_text(encoding="utf-8") == keys.page(schemas), (
        "write it anew: python docs/keys.py"
    )


class TestReadme:
    def test_is_read_at_a_sitting(self) -> None:
        assert len(PAGES[README].splitlines()) <= 150

    def test_the_two_commands_are_marked_for_ci(self) -> None:
        for marker in ("run", "test"):
            block = marked(marker)
            assert (block.page, block.language) == (README, "sh")
            assert block.text.startswith("python3 -m venv .venv && ")

    def test_leads_to_files_that_are_there(self) -> None:
        links = re.findall(r"\]\(([^)#:]+)\)", PAGES[README])
        assert "docs/index.md" in links
        assert [link for link in links if not (ROOT / link).is_file()] == []

    def test_the_picture_is_what_score_shows(self) -> None:
        draw = module("draw")
        shown = words_of(draw.PICTURE.read_text(encoding="utf-8"))
        assert "60.2" in shown
        assert shown == words_of(draw.svg())

    def test_says_that_the_packaged_numbers_are_illustrative(self) -> None:
        for name in (README, "options.yaml", "criteria.yaml"):
            text = " ".join((ROOT / name).read_text(encoding="utf-8").replace("#", " ").split())
            assert "illustrative" in text
            assert "judgements made for this project from the cited paragraphs" in text


PLOTS = marked("pictures")


@pytest.mark.charts
@pytest.mark.parametrize("command", PLOTS.text.splitlines())
def test_the_pictures_are_what_their_commands_draw(command: str, tmp_path: Path) -> None:
    printed(command, tmp_path)
    name = command.split()[-1]
    drawn, shown = (path.read_text("utf-8") for path in (tmp_path / name, DOCS / name))
    assert words_of(drawn) == words_of(shown)
    assert drawn.count("<path") == shown.count("<path") > 20
    assert f"/{name})" in PAGES[PLOTS.page]


def test_two_of_the_charts_are_shown() -> None:
    assert len(PLOTS.text.splitlines()) == 2
