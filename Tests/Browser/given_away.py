"""Finds questions whose answer stands where it can be read before: in the text of the same section,
in what was shown there, or in the code that is asked about.

    python Tests/Browser/given_away.py Output [--lessons 05 09]

Shapes that an input has, too, and numbers below ten, which stand everywhere, are not looked for;
nor is anything looked for in drawings.
"""

import argparse
import pathlib
import sys

from playwright.sync_api import sync_playwright

from loupe import opened_up
from reader import Reader, launched, lesson_pages

# Of each question: its step, and what of its answer can be read.
FIND = r"""
() => {
  const main = document.querySelector("main");
  const headings = [...main.querySelectorAll("h2")];
  const skipped = ".source, .frame, form, .answer, .question, .trace, .trace-table, figcaption, "
    + "figure.window .caption, figure.moves .caption, .masked.told, svg";
  // The visible text between two headings.
  const textBetween = (from, to) => {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement;
      const isAfter = !from || from.compareDocumentPosition(node) & 4;
      const isBefore = !to || to.compareDocumentPosition(node) & 2;
      if (isAfter && isBefore && !parent.closest(skipped) && parent.checkVisibility())
        text += ` ${node.data}`;
    }
    return text;
  };
  const found = [];
  const grouped = (number) => number.toLocaleString("en").replace("-", "−");
  for (const form of document.querySelectorAll("form.guess")) {
    const { shape, number, tolerance } = JSON.parse(form.dataset.prediction);
    const trace = form.closest(".trace");
    const inside = (heading) => heading.compareDocumentPosition(form) & 4;
    const from = headings.filter(inside).at(-1), to = headings.find((one) => !inside(one));
    const inputs = [...trace.querySelectorAll(".sum .shape:not(.result *)")]
      .map((one) => one.textContent.match(/\d+/g).map(Number));
    const product = (lengths) => lengths.filter((length) => length !== 1).join(" × ");
    const looked = [];
    if (shape) {
      looked.push(`(${shape.join(", ")})`);
      const lengths = shape.length === 4 ? shape.slice(1, 3) : shape;
      if (lengths.filter((length) => length !== 1).length > 1
          && !inputs.some((input) => product(input).includes(product(lengths))))
        looked.push(product(lengths));
    } else if (Math.abs(number) >= 10 || !Number.isInteger(number)) {
      looked.push(grouped(number), String(number));
    }
    const text = textBetween(from, to).replace(/\s+/g, " ");
    const code = form.closest(".cell").querySelector(".source code").textContent;
    const before = "(?<![\\d.,]|\\d |windows? of |filters? of )", behind = "(?![\\d]|[.,]\\d)";
    const stands = (text, what) =>
      new RegExp(before + what.replace(/[.()]/g, "\\$&") + behind).test(text);
    for (const what of new Set(looked)) {
      if (inputs.some((input) => `(${input.join(", ")})` === what)) continue;
      const isInCode = what.startsWith("(") && stands(code, what);
      const at = stands(text, what) ? "text" : isInCode ? "code" : null;
      if (at) found.push(`“${trace.querySelector("strong").textContent}”: ${what} in the ${at}`);
    }
    form.querySelector(".show").click();
  }
  return found;
}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--lessons", nargs="*", help="only these: 05 09")
    options = parser.parse_args()
    paths = lesson_pages(options.folder, options.lessons, "data-prediction=", sample=9)
    if not paths:
        sys.exit(f"{options.folder}: no page asks anything; run the lessons first")
    bad = []
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for path in paths:
            reader = Reader(browser, path, None)
            reader.page.locator(".predict-switch").click()
            opened_up(reader.page)
            for show in reader.page.locator(".question .ground > .show").all():
                show.evaluate("(e) => e.click()")
            reader.bad += reader.page.evaluate(FIND)
            bad += reader.close()
        browser.close()
    print("\n".join(bad) or f"no answer stands before its question on {len(paths)} pages")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
