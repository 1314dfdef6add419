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
        address: the file's.
        requests: every address that was asked for but the page's own.
        complaints: console errors and warnings, exceptions, breaches of the page's own policy.
    """

    page: "Page"
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Opener:
    """Opens files, each in place of the one before: a new window costs twice what a page does."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser
        self._windows: dict[bool, Page] = {}
        self._now: Opened | None = None

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
        anew: bool = False,
    ) -> Opened:
        """Open a file and wait until it is there; anew is in a window without a history."""
        if anew and script in self._windows:
            self._windows.pop(script).context.close()
        if script not in self._windows:
            self._windows[script] = self._window(script)
        page = self._windows[script]
        self._now = None
        page.goto("about:blank")  # from where a fragment makes no page stay
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(
            media="null",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        self._now = opened = Opened(page, path.as_uri())
        page.goto(opened.address + fragment)
        return opened

    def _window(self, script: bool) -> "Page":
        page = self._browser.new_context(java_script_enabled=script).new_page()
        page.on("request", lambda request: self._hear(request.url))
        page.on("console", lambda message: self._complain(message.text, message.type))
        page.on("pageerror", lambda error: self._complain(str(error), "error"))
        return page

    def _hear(self, address: str) -> None:
        if self._now and address.partition("#")[0] != self._now.address:
            self._now.requests.append(address)

    def _complain(self, text: str, kind: str) -> None:
        if self._now and kind in {"error", "warning"}:
            self._now.complaints.append(text)


@pytest.fixture(scope="session")
def open_page(browser: "Browser") -> Opener:
    """Open a file in the browser."""
    return Opener(browser)


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
