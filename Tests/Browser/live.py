"""Drives `convbook live` in headless Chromium as a student would, and attacks it as a page of
another site would.

    python Tests/Browser/live.py .build/debug [--all] [--edits N] [--screenshots FOLDER]

How long it takes from a save to the picture is told and not judged: it depends on the machine.
"""

import argparse
import contextlib
import http.server
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time

from playwright.sync_api import sync_playwright

from reader import browser_program
from sample import CHECKS_ALL

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The longest time for anything in milliseconds: lessons that train, on a machine that is busy.
PATIENCE = 180_000
# How a page is marked while nothing runs.
SETTLED = ["finished", "kept", "failed", "rejected", "stopped", "trouble"]
LIVE = ROOT / ".convbook/live"


@contextlib.contextmanager
def put_aside(path):
    """A file or folder of the reader's, which the check may change; afterwards it is as it was.
    What a check that was killed has left aside is the reader's, and comes back first."""
    # Ended by SIGTERM, as `timeout` does, it puts things back, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    aside = path.with_name(f"{path.name}-aside")

    def put_back():
        if aside.exists():
            subprocess.run(["rm", "-rf", path], check=True)
            aside.rename(path)

    put_back()
    existed = path.exists()
    if existed:
        path.rename(aside)
    try:
        yield
    finally:
        put_back()
        if not existed:
            subprocess.run(["rm", "-rf", path], check=True)


class Server:
    """`convbook live`, started with its own port."""

    def __init__(self, program, port=0):
        self.process = subprocess.Popen(
            [program, "live", "--no-open", "--port", str(port)], cwd=ROOT, text=True,
            stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        self.link = re.search(r"http://\S+", line)[0]
        self.port = int(re.search(r":(\d+)/", self.link)[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        """Ends it as Ctrl-C does; returns its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)

    def kept(self):
        """What it holds: open descriptors, children, memory in MB."""
        folder = pathlib.Path(f"/proc/{self.process.pid}")
        children = (folder / f"task/{self.process.pid}/children").read_text().split()
        pages = int((folder / "statm").read_text().split()[1])
        return len(list((folder / "fd").iterdir())), len(children), pages * 4096 / 1e6


class Student:
    """A window with a lesson, and what was wrong with it."""

    def __init__(self, context, server, lesson, bad):
        self.page, self.bad = context.new_page(), bad
        self.page.on("pageerror", lambda error: bad.append(f"error: {error}"))
        self.page.on("console", lambda message: bad.append(f"console: {message.text}")
                     if not re.search("ERR_CONNECTION|401", message.text) else None)
        self.page.goto(server.link)
        self.page.goto(f"{server.address}/{lesson}/")
        self.settle()

    def state(self, *names):
        selector = ", ".join(f"html[data-live={name}]" for name in names)
        self.page.locator(selector).wait_for(timeout=PATIENCE)
        return self.page.locator("html").get_attribute("data-live")

    def settle(self):
        return self.state(*SETTLED)

    def expect(self, condition, complaint):
        if not condition:
            self.bad.append(complaint)

    def editor(self, words):
        """The editor of the first cell with these words."""
        source = self.page.locator(".source").filter(has_text=words).first
        if not source.locator("textarea").count():
            source.scroll_into_view_if_needed()
            source.hover()
            source.locator("button.edit").click()
        return source.locator("textarea")

    def run(self, area, text):
        """Types a text and runs it; returns the seconds until what it shows stands there."""
        area.fill(text)
        return self.after(lambda: area.press("Shift+Enter"))

    def after(self, change):
        """Makes a change of the text; returns the seconds until what it shows stands there."""
        edition = self.page.locator("html").get_attribute("data-edition")
        started = time.monotonic()
        change()
        self.painted(f"""() => document.documentElement.dataset.edition !== "{edition}"
            && {SETTLED}.includes(document.documentElement.dataset.live)""")
        return time.monotonic() - started

    def painted(self, condition):
        """Waits until a condition holds. Locators look twice a second: too coarse to time by."""
        self.page.evaluate("""async (patience) => {
          const holds = CONDITION, end = performance.now() + patience;
          while (!holds()) {
            if (performance.now() > end) throw new Error(`in vain: ${holds}`);
            await new Promise(requestAnimationFrame);
          }
        }""".replace("CONDITION", condition), PATIENCE)


def percentiles(seconds):
    seconds = sorted(seconds)
    picked = {share: seconds[min(len(seconds) - 1, len(seconds) * share // 100)]
              for share in (10, 50, 90, 99)}
    return ", ".join(f"{share} %: {value:.2f} s" for share, value in picked.items())


def check_editing(student, shots):
    page = student.page
    area = student.editor("let verticalEdge")
    before = page.locator("figure.picture img").nth(1).get_attribute("src")
    text = area.input_value()
    page.evaluate("() => scrollTo({ top: 300, behavior: 'instant' })")
    top = area.bounding_box()["y"]
    student.run(area, text.replace("-1, 0, 1", "-9, 0, 9", 1))
    after = page.locator("figure.picture img").nth(1).get_attribute("src")
    student.expect(before != after, "a filter was changed, and its picture is the same")
    student.expect(abs(area.bounding_box()["y"] - top) < 2, "the page scrolled while it ran")
    marked = page.locator(".unit.redrawn").count()
    student.expect(0 < marked < page.locator(".unit .output").count(),
                   f"{marked} cells are marked as changed")
    photo = page.locator(".unit", has=page.locator("figure[data-caption='The photo']"))
    student.expect("redrawn" not in photo.first.get_attribute("class"),
                   "the photo is marked, and nothing of it has changed")
    page.locator("button.before-after").first.click()
    dialog = page.locator("dialog.comparison")
    dialog.wait_for()
    page.locator(".findings", has_text=re.compile(r"\d|differs")).wait_for(timeout=PATIENCE)
    shots("before-after", page)
    page.keyboard.press("Escape")
    # Broken, read, mended.
    student.run(area, text.replace("Tensor([", "Tensor(", 1).replace("[-1, 0, 1],", "", 1))
    student.expect(student.settle() == "rejected", "a broken text compiled")
    error = page.locator(".live-error").first
    student.expect("Line " in error.inner_text() and "^" in error.inner_text(),
                   f"no line or no caret: {error.inner_text()}")
    student.expect(page.locator(".live-error").count() == 1 and "bracket" in error.inner_text(),
                   f"of a missing bracket is told: {page.locator('.live-error').all_inner_texts()}")
    student.expect(page.evaluate("CSS.highlights.get('trouble').size") == 1,
                   "the line of an error is not marked")
    student.expect(page.locator(".stale-mark").count() == 1,
                   "nothing says that what is shown is of the run before")
    cell = page.locator(".unit", has=area)
    student.expect(cell.locator(".live-error").count() > 0, "the error is not under its cell")
    shots("error", page)
    student.run(area, "let number: Int = 1.5\n" + text)
    told = page.locator(".live-error").first.inner_text()
    student.expect("Swift never mixes" in told, f"no plainer words: {told}")
    student.run(area, text)
    student.expect(page.locator(".live-error").count() == 0, "an error stays when it is mended")
    student.expect(page.locator(".stale-mark").count() == 0, "old is told of what is new")
    student.expect(page.locator("figure.picture img").nth(1).get_attribute("src") == before,
                   "the book's text shows another picture than before")


def check_keys(student):
    """Tab, indentation, undo, brackets."""
    area = student.editor("let verticalEdge")
    text = area.input_value()
    area.press("Control+End")
    area.press("Enter")
    area.press_sequentially("if true {")
    area.press("Enter")
    area.press_sequentially("a")
    area.press("Enter")
    area.press_sequentially("}")
    typed = area.input_value()[len(text):]
    student.expect(typed == "\nif true {\n  a\n}", f"indented as {typed!r}")
    pairs = student.page.locator(".bracket").all_inner_texts()
    student.expect(pairs == ["{", "}"], f"the brackets that are marked: {pairs}")
    area.press("Control+a")
    area.press("Tab")
    student.expect(all(line.startswith("  ") for line in area.input_value().split("\n")),
                   "Tab does not indent the lines")
    area.press("Shift+Tab")
    student.expect(area.input_value() == text + typed, "Shift and Tab don't take it back")
    for _ in range(200):
        if area.input_value() == text:
            break
        area.press("Control+z")
    student.expect(area.input_value() == text, "what was typed can't be undone")
    area.press("Control+Shift+z")
    student.expect(area.input_value() != text, "what was undone can't be done again")
    area.press("Control+z")
    # Each editor has a history of its own.
    other = student.editor("let photo")
    theirs = other.input_value()
    area.press("Control+End")
    area.press_sequentially("!")
    other.press("Control+z")
    student.expect(area.input_value() == text + "!" and other.input_value() == theirs,
                   "undo in one cell changes another")
    area.press("Control+z")
    other.press("Escape")


def check_printing(student):
    """What is printed stands under its cell, in order, also when it is kept; not without end."""
    area = student.editor("let verticalEdge")
    text = area.input_value()
    printing = text + ("\nfor n in 1...3 { print(\"line\", n, terminator: n < 3 ? \"\\n\" : \"\") }"
                       "\npage.say(\"between\")\nprint(\"last\")")
    student.run(area, printing)
    cell = student.page.locator(".unit", has=area)
    student.expect(cell.locator(".printed pre").all_text_contents()
                   == ["line 1\nline 2\nline 3", "last\n"],
                   f"printed: {cell.locator('.printed pre').all_text_contents()}")
    student.run(area, text + "\nfor n in 0..<90_000 { print(n) }")
    student.expect("More was printed" in cell.locator(".printed").inner_text(),
                   "what is printed without end is kept")
    student.run(area, printing)
    student.expect(cell.locator(".printed pre").count() == 2, "what was printed is not kept")
    student.run(area, text)
    student.expect(cell.locator(".printed").count() == 0, "what was printed stays")


def check_two_windows(context, server, student):
    """The second window sees the edit; when both type, the second is told."""
    other = Student(context, server, "09-edge-filter", student.bad)
    mine, theirs = student.editor("let verticalEdge"), other.editor("let verticalEdge")
    text = mine.input_value()
    theirs.fill(text.replace("1]", "3]", 1))
    student.run(mine, text.replace("1]", "2]", 1))
    other.page.locator(".unit .live-note").wait_for(timeout=PATIENCE)
    student.expect("3]" in theirs.input_value(), "what was typed in the second window is lost")
    other.page.get_by_role("button", name="Take the other text").click()
    student.expect("2]" in theirs.input_value(), "the other text is not taken")
    other.page.close()
    page = student.page
    page.get_by_role("button", name="Show what I changed").click()
    page.locator("dialog.changes .added").first.wait_for(timeout=PATIENCE)
    page.keyboard.press("Escape")
    page.once("dialog", lambda dialog: dialog.accept())
    student.after(page.get_by_role("button", name="Put it back").click)
    student.expect("2]" not in mine.input_value(), "the book's text is not back in the editor")


def check_own_editor(student, folder, count):
    """Saves the reader's copy as an editor does; returns the seconds to the picture."""
    page, file = student.page, folder / "EdgeFilter.swift"
    text = (ROOT / "Lessons/09-edge-filter/EdgeFilter.swift").read_text()
    folder.mkdir(parents=True, exist_ok=True)
    took = []
    for number in range(count):
        image = page.locator("figure.picture img").nth(1).get_attribute("src")
        fresh = folder / "saving.tmp"
        # Small steps: of large weights the picture is as black and white as of larger ones.
        weight = f"-1.{number + 1:02}"
        fresh.write_text(text.replace("[-1, 0, 1]", f"[{weight}, 0, 1]", 1))
        started = time.monotonic()
        fresh.rename(file)
        student.painted(f"""() => {{
            const shown = [...document.querySelectorAll("figure.picture img")];
            return shown.every((shown) => shown.getAttribute("src") !== "{image}")
              && shown[1]?.complete; }}""")
        took.append(time.monotonic() - started)
        student.settle()
    student.expect(page.locator("textarea").first.input_value().find(weight) > 0,
                   "the editor on the page does not follow the file")
    student.after(file.unlink)
    return took


def check_training(context, server, bad, shots):
    """Lesson 17, stopped in the middle of its training."""
    page = context.new_page()
    page.goto(f"{server.address}/17-three-conv-net/")
    page.locator(".training svg").first.wait_for(timeout=PATIENCE)
    page.locator(".training", has_text="loss").first.wait_for(timeout=PATIENCE)
    told = page.locator(".training").first.inner_text()
    if not re.search(r"epoch \d+ of", told):
        bad.append(f"training tells {told!r}")
    shots("training", page)
    page.get_by_role("button", name="Stop", exact=True).click()
    page.locator("html[data-live=stopped]").wait_for(timeout=PATIENCE)
    if page.locator(".output").count() == 0:
        bad.append("a lesson that was stopped shows nothing")
    for _ in range(100):
        if server.kept()[1] == 0:
            break
        time.sleep(0.1)
    else:
        bad.append("a stopped lesson runs on")
    page.close()


def check_leaving(student, folder):
    """An editor stays open as long as what was typed in it is not written."""
    page, file = student.page, folder / "EdgeFilter.swift"
    area = student.editor("let verticalEdge")
    text, elsewhere = area.input_value(), file.exists() and file.read_text()
    area.fill(text + "\n// typed")
    whole = elsewhere or (ROOT / "Lessons/09-edge-filter/EdgeFilter.swift").read_text()
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(whole.replace("[-1, 0, 1]", "[-1, 0, 7]", 1))
    page.locator(".live-note:visible").wait_for(timeout=PATIENCE)
    area.press("Escape")
    student.expect(area.count() == 1 and area.input_value().endswith("// typed"),
                   "an editor is left while it is open whose text it is to be")
    student.after(page.get_by_role("button", name="Keep mine").click)
    area.fill(text)
    area.press("Escape")
    student.expect(area.input_value() == text, "Escape loses what was typed")
    cell = page.locator(".unit", has=area)
    student.after(cell.get_by_role("button", name="Run and close").click)
    area.wait_for(state="detached", timeout=PATIENCE)
    student.expect(page.evaluate("document.activeElement.matches('button.edit')"),
                   "the keyboard's place is lost when an editor is left")
    student.editor("let verticalEdge")


def check_failures(student):
    """A crash and too much memory leave the page usable, and say where."""
    area = student.editor("let verticalEdge")
    text = area.input_value()
    student.run(area, text + "\nlet none: [Int] = []\nprint(none[1])")
    student.expect(student.settle() == "failed", "a crash is not told")
    failure = student.page.locator(".failure")
    line = len(text.split("\n")) + 2
    student.expect(f"line {line} of this cell" in failure.inner_text(),
                   f"no place, or not {line}: {failure.inner_text()}")
    student.expect("does not have" in failure.inner_text(),
                   f"no plainer words: {failure.inner_text()}")
    student.run(area, text + "\nlet everything = [UInt8](repeating: 1, count: 1 << 40)\n"
                "page.say(\"\\(everything.count)\")")
    student.expect(student.settle() == "failed", "too much memory is not told")
    student.run(area, text)
    student.expect(student.settle() in ("kept", "finished"), "it does not come back")


# What is much: added to a cell, what it must end with, and words of what is shown then.
MUCH = [
    ("print((0..<1000).map { y in (0..<1000).map { x in y * x } })", "finished", "[[0, 0, 0"),
    ("print(String(repeating: \"much \", count: 200_000))", "finished", "much much"),
    ("let long = \"" + "x" * 1_000_000 + "\"\nprint(long.count)", "finished", "1000000"),
    # A name of the library's in the lesson's own place.
    ("struct Network { let mine = 41 }\nprint(Network().mine + 1)", "finished", "42"),
    ("struct Image {}\nlet image = Image()\nprint(image)", "finished", "Image()"),
    ("for number in 1...300_000 { print(number) }", "finished", "10000"),
]


def check_much(student):
    """Large grids, long lines, and names that the library has too: an answer, and a usable page."""
    area = student.editor("let verticalEdge")
    text = area.input_value()
    for lines, ending, words in MUCH:
        took = student.run(area, text + "\n" + lines)
        found = student.settle()
        student.expect(found == ending, f"{lines[:60]}… ends with {found}, not {ending}")
        shown = student.page.locator("main").inner_text()
        student.expect(words in shown, f"{lines[:60]}… does not show “{words}”")
        student.expect(took < 60, f"{lines[:60]}… takes {took:.0f} s")
    student.run(area, text)
    student.expect(student.settle() in ("kept", "finished"), "it does not come back from much")


def check_language(context, server, bad):
    """A live page in Korean, and the way to it and back."""
    page = context.new_page()
    page.goto(f"{server.address}/09-edge-filter/index.html")
    page.locator("a.language").click()
    settled = ", ".join(f"html[data-live={name}]" for name in ("finished", "kept"))
    page.locator(settled).wait_for(timeout=PATIENCE)
    hangul = re.compile("[가-힣]")
    for place in "h1", ".live-bar", "figcaption", "button.edit":
        words = page.locator(place).first.text_content()
        if not hangul.search(words):
            bad.append(f"a live page in Korean says “{words[:60]}” at {place}")
    source = page.locator(".source").filter(has_text="let verticalEdge").first
    source.scroll_into_view_if_needed()
    source.hover()
    source.locator("button.edit").click()
    area = source.locator("textarea")
    text = area.input_value()
    area.fill(text + "\nlet none: Int = \"none\"")
    area.press("Shift+Enter")
    page.locator("html[data-live=rejected]").wait_for(timeout=PATIENCE)
    area.fill(text)
    area.press("Shift+Enter")
    page.locator(settled).wait_for(timeout=PATIENCE)
    page.locator("a.language").click()
    page.locator(settled).wait_for(timeout=PATIENCE)
    if page.locator("html").get_attribute("lang") != "en":
        bad.append("a live page in Korean does not lead back to the English one")
    page.close()


def check_restart(program, server, context, student):
    """The server is killed: the page says so; another comes: the page goes on."""
    area = student.editor("let verticalEdge")
    text = area.input_value()
    area.fill(text + "\n// typed")
    server.kill()
    student.state("gone")
    student.expect("server is gone" in student.page.locator(".live-bar").inner_text(),
                   "the page does not say that the server is gone")
    area.press("Escape")
    student.expect(area.count() == 1, "an editor is left whose text nobody has")
    again = Server(program, server.port)
    entrance = context.new_page()
    entrance.goto(again.link)
    student.settle()
    student.expect(area.input_value() == text + "\n// typed", "what was typed is lost")
    area.fill(text)
    entrance.close()
    return again


def reply(port, head, body=b""):
    """The status of a raw request, 0 for none."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        with contextlib.suppress(OSError):
            for start in range(0, len(body), 1 << 16):
                connection.sendall(body[start:start + (1 << 16)])
        with contextlib.suppress(OSError):
            answer = connection.recv(64).split()
            return int(answer[1]) if len(answer) > 1 else 0
    return 0


EVIL = b"""<!doctype html><title>evil</title><script>
const tried = {};
addEventListener("load", async () => {
  const port = location.hash.slice(1);
  for (const host of ["127.0.0.1", "localhost"]) {
    const base = `http://${host}:${port}`;
    await new Promise((done) => {
      const socket = new WebSocket(`ws://${host}:${port}/09-edge-filter/socket`);
      socket.onopen = () => { tried[`socket ${host}`] = "open"; done(); };
      socket.onerror = () => { tried[`socket ${host}`] = "refused"; done(); };
    });
    try {
      const reply = await fetch(`${base}/`, { credentials: "include" });
      tried[`fetch ${host}`] = reply.type;
    } catch { tried[`fetch ${host}`] = "refused"; }
    await new Promise((done) => {
      const image = new Image();
      image.onload = () => { tried[`image ${host}`] = "seen"; done(); };
      image.onerror = () => { tried[`image ${host}`] = "refused"; done(); };
      image.src = `${base}/09-edge-filter/01-photo.png`;
    });
    await new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.onload = () => {
        let seen = "refused";
        try { seen = frame.contentDocument.title || "refused"; } catch { /* Not readable. */ }
        tried[`frame ${host}`] = seen;
        done();
      };
      frame.src = `${base}/09-edge-filter/`;
      document.body.append(frame);
    });
  }
  // Long addresses, of which each line would be read in a time that grows with its square.
  for (let i = 0; i < 300; i++)
    fetch(`http://127.0.0.1:${port}/?${"a".repeat(60000)}${i}`, { mode: "no-cors" }).catch(() => 0);
  await new Promise((done) => setTimeout(done, 500));
  document.title = JSON.stringify(tried);
});
</script><body>"""


def check_attacks(context, server, bad):
    """What a hostile page in the same browser, and a program without the key, can do: nothing."""
    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(EVIL)

        def log_message(self, *_):
            pass

    evil = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=evil.serve_forever, daemon=True).start()
    page = context.new_page()
    page.goto(f"http://localhost:{evil.server_port}/#{server.port}")
    for _ in range(300):
        if page.title().startswith("{"):
            break
        page.wait_for_timeout(100)
    tried = page.title()
    if tried.count("refused") != 8:
        bad.append(f"another site gets through: {tried}")
    page.close()
    started = time.monotonic()
    if reply(server.port, f"GET / HTTP/1.1\nHost: 127.0.0.1:{server.port}") != 401:
        bad.append("nobody is answered after long requests of another site")
    if time.monotonic() - started > 10:
        bad.append("long requests of another site keep the server busy")
    held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
    if reply(server.port, f"GET / HTTP/1.1\nHost: 127.0.0.1:{server.port}") != 401:
        bad.append("who keeps connections open keeps others out")
    for connection in held:
        connection.close()
    evil.shutdown()
    evil.server_close()
    host = f"Host: 127.0.0.1:{server.port}"
    upgrade = ("Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    for name, head, body, right in [
        ("no key", f"GET / HTTP/1.1\n{host}", b"", (401,)),
        ("a wrong token", f"GET /?token={'0' * 32} HTTP/1.1\n{host}", b"", (401,)),
        ("another name", "GET / HTTP/1.1\nHost: evil.example", b"", (403,)),
        ("no name", "GET / HTTP/1.1\nX: y", b"", (403,)),
        ("a socket without a key",
         f"GET /09-edge-filter/socket HTTP/1.1\n{host}\nOrigin: {server.address}\n{upgrade}", b"",
         (401,)),
        ("a socket from another site",
         f"GET /09-edge-filter/socket HTTP/1.1\n{host}\nOrigin: http://evil.example\n{upgrade}",
         b"", (403,)),
        ("a large upload", f"POST / HTTP/1.1\n{host}\nContent-Length: {64 << 20}",
         bytes(64 << 20), (0, 405)),
        ("no HTTP", "hello", b"", (0,)),
        ("two lengths", f"GET / HTTP/1.1\n{host}\nContent-Length: x", b"", (0,)),
    ]:
        status = reply(server.port, head, body)
        if status not in right:
            bad.append(f"{name}: answered with {status}")
    if server.process.poll() is not None:
        bad.append("the server ended under attack")
    if server.kept()[2] > 600:
        bad.append(f"the server holds {server.kept()[2]:.0f} MB after the attacks")


def check_many_edits(student, server, count):
    """Many edits in a row leave no descriptor, process or file behind; memory levels out."""
    area = student.editor("let verticalEdge")
    text = area.input_value()
    took = []
    held = None
    for number in range(count):
        took.append(student.run(area, text.replace("1]", f"{number + 5}]", 1)))
        if number == min(15, count // 2):
            held = server.kept()
    now = server.kept()
    student.expect(now[0] <= held[0] + 4, f"descriptors: {held[0]}, then {now[0]}")
    student.expect(now[1] == 0, f"{now[1]} programs are left")
    student.expect(now[2] < held[2] * 1.5 + 60, f"memory: {held[2]:.0f} MB, then {now[2]:.0f} MB")
    student.run(area, text)
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("--edits", type=int)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    edits = options.edits or (200 if CHECKS_ALL else 12)
    saves = 50 if CHECKS_ALL else 8
    program = options.programs.resolve() / "convbook"
    bad = []

    def shots(name, page):
        if options.screenshots:
            options.screenshots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=options.screenshots / f"live-{name}.png")

    book = (ROOT / "Lessons/09-edge-filter/EdgeFilter.swift").read_bytes()
    with put_aside(LIVE):
        server = Server(program)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=browser_program(), args=["--no-sandbox"])
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                student = Student(context, server, "09-edge-filter", bad)
                shots("first", student.page)
                check_editing(student, shots)
                check_keys(student)
                check_printing(student)
                check_two_windows(context, server, student)
                check_failures(student)
                check_much(student)
                check_leaving(student, LIVE / "09-edge-filter")
                took = check_own_editor(student, LIVE / "09-edge-filter", saves)
                print(f"save to picture, lesson 9, {saves} saves: {percentiles(took)}")
                took = check_many_edits(student, server, edits)
                print(f"edit to end of run, lesson 9, {edits} edits: {percentiles(took)}")
                check_training(context, server, bad, shots)
                check_attacks(context, server, bad)
                check_language(context, server, bad)
                server = check_restart(program, server, context, student)
                browser.close()
            status = server.end()
            if status:
                bad.append(f"Ctrl-C ends it with status {status}")
        finally:
            print("\n".join(dict.fromkeys(bad)))
            if server.process.poll() is None:
                server.kill()
    if (ROOT / "Lessons/09-edge-filter/EdgeFilter.swift").read_bytes() != book:
        bad.append("the book's file was changed")
        print(bad[-1])
    print("some of it fails" if bad else "lessons can be edited and run on their pages")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
