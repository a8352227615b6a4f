"""Debian's Chromium as the user's browser: started as what `BROWSER` names, then driven by the test as a user."""

import os
import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

# Without these it talks to its maker's hosts, which aren't there. Its sandbox is off for root alone, as in CI.
_QUIET = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-quic",
    "--window-size=1000,800",
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),
)


class Chromium:
    """A browser that isn't started yet: `command` is what `BROWSER` may name, `arguments` are its own switches."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as lent:
            self._port = lent.getsockname()[1]
        self._folder = folder
        self.command = folder / "browser"
        own = (f"--remote-debugging-port={self._port}", f"--user-data-dir={folder}/profile")
        line = shlex.join([*_QUIET, *arguments, *own])
        self.command.write_text(f'#!/bin/sh\necho $$ >"{folder}/pid"\nexec /usr/bin/chromium {line} "$@"\n')
        self.command.chmod(0o755)
        self._driver: Chrome | None = None
        self._started: subprocess.Popen[bytes] | None = None

    @property
    def page(self) -> Chrome:
        """The page, once the program has opened it."""
        if self._driver is None:
            options = ChromeOptions()
            options.add_experimental_option("debuggerAddress", f"127.0.0.1:{self._port}")
            options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
            self._driver = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        return self._driver

    def start(self) -> None:
        """Start it by hand, at an empty page."""
        nowhere = subprocess.DEVNULL
        self._started = subprocess.Popen([self.command, "about:blank"], stdin=nowhere, stdout=nowhere, stderr=nowhere)

    def visit(self, address: str) -> None:
        """Open an address in its page, and wait until that has loaded."""
        self.page.get(address)

    def press(self, element_id: str) -> None:
        """Wait for a button and press it."""
        self._element(element_id).click()

    def text(self, element_id: str) -> str:
        """Wait for an element and read it."""
        return self._element(element_id).text

    def heading(self, wanted: str) -> str:
        """Wait until the page's heading holds `wanted`, and give it."""

        def look(page: Chrome) -> str | None:
            found = page.find_elements(By.TAG_NAME, "h1")
            return found[0].text if found and wanted in found[0].text else None

        return str(WebDriverWait(self.page, 20).until(look))

    def ask(self, script: str) -> object:
        """Give what an expression is worth in the page."""
        return self.page.execute_script(f"return {script}")

    def complaints(self) -> list[str]:
        """Give what its console has complained of since it was last asked."""
        return [entry["message"] for entry in self.page.get_log("browser")]  # type: ignore[no-untyped-call]

    def _element(self, element_id: str) -> WebElement:
        return WebDriverWait(self.page, 20).until(lambda page: page.find_element(By.ID, element_id))

    def close(self) -> None:
        """End the browser and its driver."""
        if self._driver is not None:
            self._driver.quit()
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((self._folder / "pid").read_text()), signal.SIGTERM)
        if self._started is not None:
            self._started.wait(20)


@contextmanager
def chromium(folder: Path, *arguments: str) -> Iterator[Chromium]:
    """Give a browser for one test, with a profile of its own in `folder`."""
    browser = Chromium(folder, *arguments)
    try:
        yield browser
    finally:
        browser.close()
