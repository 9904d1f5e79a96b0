"""Prints a table of the pages below a folder: their figures, what they ask, how much code they
show, how heavy they are, and when their figures are ready. Told, not judged.

    python Tests/Browser/figure_table.py Output [--lessons 05 09]
"""

import argparse
import pathlib
import statistics

from playwright.sync_api import sync_playwright

from interactive import weight
from reader import launched, lesson_pages

TELL = """
() => {
  const kinds = (selector, name) => [...document.querySelectorAll(selector)]
    .map((e) => e.dataset[name]);
  const lines = (e) => e.innerText.split("\\n").filter((line) => line.trim()).length;
  const code = [...document.querySelectorAll(".source:not(details *) .code:not(.python) > code")];
  const count = () => code.reduce((sum, e) => sum + lines(e), 0);
  const folded = count();
  document.documentElement.classList.add("whole-code");
  const all = count();
  document.documentElement.classList.remove("whole-code");
  return { figures: kinds("[data-figure]", "figure"), questions: kinds(".question", "question"),
    guesses: document.querySelectorAll("form.guess").length, folded, all };
}
"""

# From the first paint to the end of the scripts that make the figures, in milliseconds.
READY = """
() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd
  - (performance.getEntriesByName("first-paint")[0]?.startTime ?? 0)
"""


def counted(names):
    return ", ".join(f"{names.count(name)} × {name}" if names.count(name) > 1 else name
                     for name in dict.fromkeys(names)) or "–"


def row(browser, path):
    ready = []
    for _ in range(5):
        page = browser.new_page()
        page.goto(path.absolute().as_uri(), wait_until="load")
        page.wait_for_timeout(100)
        ready.append(page.evaluate(READY))
        told, heavy = page.evaluate(TELL), weight(page, path)
        page.close()
    about_pictures = [kind for kind in told["questions"] if kind in ("place", "picture", "curve")]
    sums = [kind for kind in told["questions"] if kind not in about_pictures]
    return [path.parent.name[:2], counted(told["figures"]), counted(about_pictures), counted(sums),
            str(told["guesses"]), f"{told['folded']} / {told['all']}", f"{heavy / 1e6:.2f} MB",
            f"{max(0, statistics.median(ready)):.0f} ms"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--lessons", nargs="*", help="only these: 05 09")
    options = parser.parse_args()
    head = ["lesson", "figures", "asked of pictures", "asked of numbers", "steps asked",
            "lines of code, shown / all", "weight", "ready after the first paint"]
    rows = [head, ["---"] * len(head)]
    with sync_playwright() as playwright:
        browser = launched(playwright)
        rows += [row(browser, path)
                 for path in lesson_pages(options.folder, options.lessons)]
        browser.close()
    for cells in rows:
        print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
