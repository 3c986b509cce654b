"""Debian's stock Firefox, driven through WebDriver BiDi: the standard protocol that it speaks without a driver.

Playwright needs a Firefox of its own and Selenium needs geckodriver; both are downloads from outside the registries.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

FIREFOX = "/usr/bin/firefox-esr"
PATIENCE = 20  # seconds; only a test that fails waits so long
# Nothing but the pages under test: no first-run page, no look at the outside world.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "ArrowDown": "\ue015", "Escape": "\ue00c"}


class FirefoxFault(AssertionError):
    """Firefox refused a command, or a page did not come to what was awaited."""


class Firefox:
    """One tab; `errors` holds what its pages logged as errors."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._last = 0
        self.errors: list[str] = []
        self.version: str = self.send("session.new", capabilities={})["capabilities"]["browserVersion"]
        self.send("session.subscribe", events=["log.entryAdded"])
        self.tab: str = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        self._connection.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            answer = json.loads(self._connection.recv(timeout=PATIENCE))
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                self.errors.append(answer["params"]["text"])
            if answer.get("id") == self._last:
                if answer["type"] == "error":
                    raise FirefoxFault(f"{method}: {answer['error']}: {answer['message']}")
                return dict(answer["result"])

    def visit(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page; also where scripts are switched off for the page itself."""
        wrapped = f"JSON.stringify({expression}) ?? 'null'"
        answer = self.send("script.evaluate", expression=wrapped, target={"context": self.tab}, awaitPromise=False)
        if answer["type"] == "exception":
            raise FirefoxFault(f"{expression}: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"]["value"])

    def until(self, condition: str) -> None:
        """Asks until the condition holds in the page, or in the one that follows it."""
        for _ in range(PATIENCE * 50):
            try:
                if self.ask(condition):
                    return
            except FirefoxFault as fault:  # while one page gives way to the next, there is none to ask
                last = str(fault)
            else:
                last = "false"
            time.sleep(0.02)
        raise FirefoxFault(f"never came true at {self.ask('location.href')}: {condition}: {last}")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other; of a longer text, each letter is a key."""
        letters = [letter for key in keys for letter in ([KEYS[key]] if key in KEYS else key)]
        strokes = [{"type": kind, "value": letter} for letter in letters for kind in ("keyDown", "keyUp")]
        self.send(
            "input.performActions", context=self.tab, actions=[{"type": "key", "id": "keyboard", "actions": strokes}]
        )

    def click(self, selector: str) -> None:
        """Scrolls an element into view and clicks its middle with the pointer."""
        point = self.ask(f"""(() => {{
            const element = document.querySelector({json.dumps(selector)});
            element.scrollIntoView({{ block: "center" }});
            const box = element.getClientRects()[0];
            const point = [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
            return element.contains(document.elementFromPoint(...point)) ? point : null;
        }})()""")
        if not point:
            raise FirefoxFault(f"something lies over {selector} at {self.ask('location.href')}")
        steps: list[Mapping[str, object]] = [
            {"type": "pointerMove", "x": point[0], "y": point[1]},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.send(
            "input.performActions", context=self.tab, actions=[{"type": "pointer", "id": "mouse", "actions": steps}]
        )


@contextmanager
def firefox(**preferences: bool | int | str) -> Iterator[Firefox]:
    """A Firefox with an empty profile; it ends, with all its processes, at the end of the `with` block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        lines = [f"user_pref({json.dumps(n)}, {json.dumps(v)});\n" for n, v in {**PREFERENCES, **preferences}.items()]
        (Path(folder) / "user.js").write_text("".join(lines), encoding="utf-8")
        reading = None
        process = subprocess.Popen(
            [FIREFOX, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            env={**os.environ, "MOZ_CRASHREPORTER_DISABLE": "1", "HOME": folder},
        )
        try:
            assert process.stderr
            said: list[str] = []
            for line in process.stderr:
                said.append(line)
                if "BiDi listening on " in line:
                    address = line.split("listening on ")[1].strip()
                    break
            else:
                raise FirefoxFault(f"Firefox ended before it listened:\n{''.join(said)}")
            # Read by nobody, its complaints would fill the pipe.
            reading = threading.Thread(target=process.stderr.read, daemon=True)
            reading.start()
            with connect(f"{address}/session", max_size=None, compression=None, proxy=None) as connection:
                yield Firefox(connection)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if reading:
                reading.join()
            if process.stderr:
                process.stderr.close()
