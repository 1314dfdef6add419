"""Pages in a real browser: Chromium through Playwright, offline."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.decisions import write_deep, write_hostile, write_many
from tests.end_to_end.program import Ran, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, started once."""
    from playwright.sync_api import sync_playwright

    found = os.environ.get("UKJAPAN_CHROMIUM") or next(
        filter(None, map(shutil.which, _NAMES)), None
    )
    if found is None:
        pytest.fail("there is no Chromium here; -m 'not browser' leaves its tests out")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found, args=[*_ARGUMENTS, *(["--no-sandbox"] if is_root else [])]
        )
        yield started
        started.close()


@dataclass
class Opened:
    """A page in the browser, and what it did there.

    Attributes:
        page: Playwright's.
        requests: every address that was asked for but the page's own.
        complaints: console errors and warnings, exceptions, breaches of the page's own policy.
    """

    page: "Page"
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Opener:
    """Opens files in pages of their own."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser
        self._contexts: list = []

    def __call__(
        self,
        path: Path,
        *,
        fragment: str = "",
        width: int = 1200,
        height: int = 900,
        script: bool = True,
        dark: bool = False,
        reduced_motion: bool = True,
    ) -> Opened:
        """Open a file and wait until it is there."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        self._contexts.append(context)
        opened = Opened(context.new_page())
        address = path.as_uri()
        opened.page.on(
            "request",
            lambda request: (
                None
                if request.url.partition("#")[0] == address
                else opened.requests.append(request.url)
            ),
        )
        opened.page.on(
            "console",
            lambda message: (
                opened.complaints.append(message.text)
                if message.type in {"error", "warning"}
                else None
            ),
        )
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.goto(address + fragment)
        return opened

    def close(self) -> None:
        """Close every page that was opened."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def open_page(browser: "Browser") -> Iterator[Opener]:
    """Open a file in the browser."""
    opener = Opener(browser)
    yield opener
    opener.close()


def _page(folder: Path, *arguments: str) -> Path:
    """The page of a folder's decision, made by the installed command."""
    out = folder / f"report{len(arguments)}.html"
    ran = run("report", "--out", out.name, *arguments, cwd=folder)
    assert ran.code == 0, ran.err
    return out


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A report without arguments in an empty folder."""
    return run("report", cwd=tmp_path_factory.mktemp("packaged"))


@pytest.fixture(scope="session")
def packaged_page(packaged: Ran, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged decision's page."""
    path = tmp_path_factory.mktemp("packaged-page") / "report.html"
    path.write_bytes(packaged.raw)
    return path


@pytest.fixture(scope="session")
def deep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the decision of three levels."""
    return write_deep(tmp_path_factory.mktemp("deep"))


@pytest.fixture(scope="session")
def deep_page(deep: Path) -> Path:
    """The page of the decision of three levels."""
    return _page(deep)


@pytest.fixture(scope="session")
def started_page(deep: Path) -> Path:
    """The same page, made with a perspective and another weight."""
    return _page(deep, "--perspective", "both", "--weight", "green=10")


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a decision in which every text would be something else."""
    return _page(write_hostile(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(scope="session")
def many_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a decision with 230 options."""
    return _page(write_many(tmp_path_factory.mktemp("many")))
