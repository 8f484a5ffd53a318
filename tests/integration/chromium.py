# SPDX-License-Identifier: MIT
"""A headless Chromium, driven over its DevTools pipe: no other module needed.

https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 60  # seconds for an answer
OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
           "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
           "--disable-component-update", "--disable-background-networking",
           "--disable-sync", "--disable-breakpad", "--remote-debugging-pipe"]
# What a machine may need beside: fewer processes, where these are forbidden.
LESS = [[], ["--no-zygote"], ["--single-process", "--no-zygote"]]


class CannotStart(Exception):
    """Chromium itself does not come up here; says what it said."""


def short_folder():
    """A new one: Chromium's sockets lie below it, and have 108 bytes."""
    usual = tempfile.gettempdir()
    return tempfile.mkdtemp(prefix="bouncestat-chromium-",
                            dir=usual if len(usual) < 30 else "/tmp")


def environment(folder):
    """Nobody's settings, cache or session bus: a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL")
            if name in os.environ}
    return {**kept, "HOME": folder, "TMPDIR": folder, "XDG_RUNTIME_DIR": folder,
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/no-bus"}


def high_pipe():
    """A pipe, its ends above the descriptors that starting a child uses."""
    low = os.pipe()
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 20) for fd in low]
    for fd in low:
        os.close(fd)
    return high


class Chromium:
    """Has one page at a time; messages of its console are in .complaints."""

    def __init__(self):
        said = []
        for more in LESS:
            self.start(more)
            try:
                self.prepare()
                return
            except (OSError, EOFError, TimeoutError) as fault:
                said.append(f"{fault}, started with {' '.join(OPTIONS + more)}\n"
                            + self.last_words())
                self.close()
        raise CannotStart("\n".join(said))

    def start(self, more):
        """Chromium as a child, the protocol on its descriptors 3 and 4."""
        self.folder = short_folder()
        self.words = os.path.join(self.folder, "words")
        commands, self.to = high_pipe()
        self.back, answers = high_pipe()

        def take_pipes():
            os.dup2(commands, 3, inheritable=True)
            os.dup2(answers, 4, inheritable=True)

        with open(self.words, "wb") as words:
            self.process = subprocess.Popen(
                [PROGRAM, *OPTIONS, *more, "--user-data-dir=" + self.folder,
                 "about:blank"], env=environment(self.folder), cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=words, stderr=words,
                close_fds=False, preexec_fn=take_pipes, start_new_session=True)
        os.close(commands)
        os.close(answers)
        self.buffer = b""
        self.count = 0
        self.session = None
        self.events = []

    def prepare(self):
        """A page to load files into."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        for domain in "Page", "Runtime", "Log", "Network":
            self.call(domain + ".enable")

    def last_words(self):
        """What Chromium printed, and how it ended."""
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            pass
        with open(self.words, encoding="utf-8", errors="replace") as words:
            return (f"status {self.process.poll()}\n" +
                    "".join(words.readlines()[-20:]))

    def message(self):
        end = time.monotonic() + PATIENCE
        while b"\0" not in self.buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.back], [], [], left)[0]:
                raise TimeoutError("chromium does not answer")
            more = os.read(self.back, 1 << 16)
            if not more:
                raise EOFError("chromium ended")
            self.buffer += more
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, **params):
        self.count += 1
        call = {"id": self.count, "method": method, "params": params}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.to, json.dumps(call).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.count:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def open(self, path, width=1200, height=900, dark=False, scripts=True,
             media="screen"):
        """Loads a file, and waits until it has."""
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events = []
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        while not any(event["method"] == "Page.loadEventFired"
                      for event in self.events):
            self.events.append(self.message())

    def value(self, expression):
        """What an expression in the page gives."""
        answer = self.call("Runtime.evaluate", expression=expression,
                           returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def complaints(self):
        """What the page said on its console, or was refused."""
        said = []
        for event in self.events:
            params = event.get("params", {})
            if event["method"] == "Log.entryAdded":
                said.append(params["entry"]["text"])
            elif event["method"] == "Runtime.exceptionThrown":
                said.append(json.dumps(params["exceptionDetails"]))
            elif event["method"] == "Runtime.consoleAPICalled":
                said.append(json.dumps(params["args"]))
        return said

    def requests(self):
        """The addresses that the page wanted beside itself."""
        return [event["params"]["request"]["url"] for event in self.events
                if event["method"] == "Network.requestWillBeSent"][1:]

    def picture(self, path, top=0, height=None):
        """The page, or a strip of it, as a PNG file."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        answer = self.call("Page.captureScreenshot", format="png",
                           captureBeyondViewport=True,
                           clip={"x": 0, "y": top, "width": size["width"],
                                 "height": height or size["height"] - top,
                                 "scale": 1})
        with open(path, "wb") as file:
            file.write(base64.b64decode(answer["data"]))

    def close(self):
        try:
            self.session = None
            self.call("Browser.close")
        except (OSError, EOFError, TimeoutError, RuntimeError):
            self.process.kill()
        self.process.wait()
        try:
            os.killpg(self.process.pid, signal.SIGKILL)  # its helpers
        except ProcessLookupError:
            pass
        os.close(self.to)
        os.close(self.back)
        shutil.rmtree(self.folder, ignore_errors=True)
