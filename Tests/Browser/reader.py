"""One page in headless Chromium, what was wrong with it, and the pixels of its pictures."""

import re
import shutil
import sys

import numpy
from PIL import Image

from sample import drawn

SHIFTS = """
() => new Promise((resolve) => {
  const moved = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      // Below 0.02 hardly anybody sees it (0.1 counts as good): on a loaded machine the first paint
      // may come before a figure's script has made its drawing of the tables that stand there.
      if (!entry.hadRecentInput && entry.value >= 2e-2)
        moved.push(`${entry.value.toFixed(4)} ` + entry.sources.map(({ node }) =>
          node?.className || node?.nodeName));
  });
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(moved)));
})
"""


class Reader:
    """One page, open, and what was wrong with it."""

    def __init__(self, browser, path, screenshots, **settings):
        self.path, self.screenshots = path, screenshots
        self.bad = []
        self.page = browser.new_page(**{
            "viewport": {"width": 1200, "height": 900},
            "permissions": ["clipboard-read", "clipboard-write"], **settings})
        self.page.on("console", lambda message: self.bad.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.bad.append(f"error: {error}"))
        self.page.goto(path.absolute().as_uri(), wait_until="load")
        painted(self.page)

    def reload(self):
        self.page.reload(wait_until="load")
        painted(self.page)

    def words(self, key):
        """A text of the page's scripts, in the page's language."""
        return self.page.evaluate(f"words.{key}")

    def read(self, key, text):
        """What stands for the braces of such a text, by their names; None where it is another."""
        parts = re.split(r"\{(\w+)\}", self.words(key))
        pattern = "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part)
                          for place, part in enumerate(parts))
        match = re.fullmatch(pattern, text)
        return match and match.groupdict()

    def expect(self, condition, complaint):
        if not condition:
            self.bad.append(complaint)

    def comes(self, condition, complaint):
        """Like `expect`, of what may take a moment on a loaded machine; both are functions."""
        for _ in range(50):
            if condition():
                return
            self.page.wait_for_timeout(100)
        self.bad.append(complaint())

    def shoot(self, name):
        if self.screenshots:
            self.page.screenshot(path=
                self.screenshots / f"{self.path.parent.name}-{name}.{self.path.stem}.png")

    def close(self):
        self.page.close()
        return [f"{self.path}: {text}" for text in self.bad]


def painted(page):
    """Waits until the page is painted and hears the pointer: Chromium drops what is pressed before.
    """
    for _ in range(200):  # Without scripts no timer of the page runs, so it is asked from here.
        if page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
            break
        page.wait_for_timeout(25)
    page.evaluate("addEventListener('mousemove', () => { window.isHeard = true; }, true)")
    for step in range(20):  # In vain without scripts.
        page.mouse.move(step % 2, 0)
        if page.evaluate("window.isHeard"):
            return
        page.wait_for_timeout(25)


def lesson_pages(folder, lessons, mark="", sample=None):
    """The pages of lessons below a folder whose HTML has a mark: of the named lessons, else a
    sample of so many, or all."""
    pages = [path for path in sorted(folder.glob("*/index.html"))
             if (not lessons or path.parent.name[:2] in lessons) and mark in path.read_text()]
    return pages if lessons or not sample else drawn(pages, sample)


def editions(path):
    """The page of a lesson in each of its languages."""
    return sorted(path.parent.glob("index*.html"))


def check_still(reader):
    for moved in reader.page.evaluate(SHIFTS):
        reader.bad.append(f"moves while it loads or is used: {moved}")


def browser_program():
    names = "chromium", "chromium-browser", "google-chrome"
    return next(filter(None, map(shutil.which, names)), None) or sys.exit(
        "no Chromium on this machine; install the package chromium")


def launched(playwright):
    return playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])


def pixels(path, picture):
    return opened(path.parent / picture.get_attribute("src"))


def opened(file):
    """The numbers of a picture, (height, width, channels)."""
    with Image.open(file) as image:
        array = numpy.asarray(image)
    return array if array.ndim == 3 else array[:, :, None]
