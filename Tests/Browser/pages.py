"""Opens every page below a folder in headless Chromium, as a reader would, from the file system.

    python Tests/Browser/pages.py Output [--screenshots FOLDER]

Wide and narrow, light and dark, in each language: pictures load and are described, nothing
sticks out to the side, text can be read against its background, headings go down one level at a
time, links lead somewhere, the keyboard reaches what can be scrolled, and the console stays silent.
Of these settings each page is opened in two, or with CONVBOOK_CHECK_ALL=1 in all.
"""

import argparse
import functools
import itertools
import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

from reader import launched
from sample import dealt

WIDTHS = [320, 768, 1440, 3840]
SCHEMES = ["light", "dark"]

# Run in the page; each entry of the list is a complaint.
CHECKS = """
() => {
  const bad = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    bad.push(`sticks out: ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
  for (const image of document.images) {
    // What is lazy and not shown is not loaded.
    const waits = image.loading === "lazy" && !image.checkVisibility();
    if (!waits && (!image.complete || image.naturalWidth === 0))
      bad.push(`missing picture ${image.src}`);
    if (!image.alt.trim()) bad.push(`no alt text: ${image.src}`);
    if (!image.hasAttribute("width")) bad.push(`no size given: ${image.src}`);
  }
  for (const drawing of document.querySelectorAll("svg:not(svg svg)")) {
    // One that is hidden from readers is part of a figure that has a text.
    const text = drawing.ariaHidden === "true" ? drawing.closest("figure")?.dataset.alt
      : drawing.getAttribute("aria-label");
    if (!(text || "").trim()) bad.push("a drawing without a text");
    if (!drawing.checkVisibility()) continue;
    const sheet = drawing.getBoundingClientRect();
    for (const words of drawing.querySelectorAll("text")) {
      const box = words.getBoundingClientRect();
      // Fonts of Hangul keep room above and below the letters.
      const room = 1 + (words.hasAttribute("transform") ? 0 : box.height / 6);
      if (box.left < sheet.left - 1 || box.right > sheet.right + 1
          || box.top < sheet.top - room || box.bottom > sheet.bottom + room)
        bad.push(`sticks out of its drawing: “${words.textContent}”`);
    }
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) bad.push(`heading “${heading.textContent}” skips a level`);
    level = next;
  }
  if (document.querySelectorAll("h1").length !== 1) bad.push("not exactly one h1");
  if (!root.lang) bad.push("no language");
  if (!document.querySelector("main")) bad.push("no main");
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size !== ids.length) bad.push(`an id twice: ${ids}`);
  for (const link of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1))))
      bad.push(`leads nowhere: ${link.hash}`);
  // Painted, because a colour may be told in any space: oklch(0.5 0.15 36).
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const painted = new Map();
  const channels = (colour) => {
    if (!painted.has(colour)) {
      pixel.clearRect(0, 0, 1, 1);
      pixel.fillStyle = colour;
      pixel.fillRect(0, 0, 1, 1);
      painted.set(colour, [...pixel.getImageData(0, 0, 1, 1).data]);
    }
    return painted.get(colour);
  };
  const bright = (colour) => {
    const [r, g, b] = channels(colour).slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (colour !== "transparent" && !colour.endsWith(", 0)")) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const poor = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    if (element.closest(".not-run, .skip, style, script")) continue;
    const [light, dark] = [bright(getComputedStyle(element).color), bright(behind(element))]
      .sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    const tag = `<${element.tagName.toLowerCase()} class="${element.className}">`;
    if (contrast < 4.5) poor.add(`contrast ${contrast.toFixed(2)}: ${tag}`);
  }
  return bad.concat([...poor]);
}
"""

SCROLLERS = """
() => [...document.querySelectorAll("pre, .scroll, .drawing")]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.checkVisibility())
  .filter((element) => element.tabIndex < 0)
  .map((element) => `<${element.tagName.toLowerCase()} class="${element.className}">`)
  .map((tag) => `can't be scrolled by keyboard: ${tag}`)
"""

# What the page of a lesson says that was not run.
NOT_RUN = "Run it, then reload this page."

DEAD_LINKS = """
() => [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"))
  .filter((target) => !/^(#|https?:)/.test(target))
"""


@functools.cache
def anchors(path):
    """Where links can lead within a page; anywhere within a lesson that was not run."""
    text = path.read_text()
    return set(re.findall(r' id="([^"]+)"', text)) if NOT_RUN not in text else Anywhere()


class Anywhere:
    def __contains__(self, _):
        return True


def complaints(browser, path, settings, screenshots):
    for width, scheme in settings:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        heard = []
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("request", lambda request: heard.append(f"network: {request.url}")
                if not request.url.startswith(("file:", "data:")) else None)
        page.goto(path.absolute().as_uri(), wait_until="load")
        for complaint in page.evaluate(CHECKS) + page.evaluate(SCROLLERS) + heard:
            yield f"{width} {scheme}: {complaint}"
        for target in page.evaluate(DEAD_LINKS):
            name, _, anchor = target.partition("#")
            if not (path.parent / name).exists():
                yield f"{width} {scheme}: leads to a file that is not there: {target}"
            elif anchor and anchor not in anchors((path.parent / name).resolve()):
                yield f"{width} {scheme}: leads to a place that is not there: {target}"
        if screenshots:
            stem = "" if path.name == "index.html" else f"-{path.stem}"
            name = f"{path.parent.name}{stem}-{width}-{scheme}.png"
            page.screenshot(path=screenshots / name, full_page=True)
        page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    options = parser.parse_args()
    patterns = ["*/index*.html", "index*.html", "notes/*.html", "glossary*.html",
                "primer*.html"]
    paths = [path for pattern in patterns for path in sorted(options.folder.glob(pattern))]
    if not paths:
        sys.exit(f"{options.folder}: no pages; run the lessons first")
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        settings = dealt(itertools.product(WIDTHS, SCHEMES), paths, 2)
        bad = [f"{path}: {text}" for path, some in zip(paths, settings)
               for text in complaints(browser, path, some, options.screenshots)]
        browser.close()
    print("\n".join(dict.fromkeys(bad))
          or f"{len(paths)} pages are good, each in {len(settings[0])} settings")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
