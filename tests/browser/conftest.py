"""A Chromium for the tests in this folder; without one they are skipped, or fail if one is asked for.

`CROSSFRAME_CHROMIUM` names the program, `CROSSFRAME_REQUIRE_BROWSER=1` turns a skip into a failure.
"""

import os
import shutil

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def no_browser(reason):
    if os.environ.get("CROSSFRAME_REQUIRE_BROWSER") == "1":
        pytest.fail(f"CROSSFRAME_REQUIRE_BROWSER=1 and {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser():
    try:
        from axe_playwright_python.sync_playwright import Axe  # noqa: F401
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        no_browser(f"{error.name} is not installed: pip install 'crossframe[browser]'")
    program = os.environ.get("CROSSFRAME_CHROMIUM") or next(
        filter(None, map(shutil.which, PROGRAMS)), ""
    )
    if not program:
        no_browser(
            "no Chromium was found: install the package chromium, or set CROSSFRAME_CHROMIUM"
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()
