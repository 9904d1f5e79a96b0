"""Tries the figures of layers and of random numbers, each by the interactions that it says it has:
draws that fill histograms, wires, stacks of sheets, a filter that is learned, and a number that is
pushed about; held to NumPy, with numbers drawn at random."""

import functools
import json
import re

import numpy

WORD = (1 << 64) - 1


def number(text):
    """A number as the pages write it."""
    special = {"NaN": numpy.nan, "∞": numpy.inf, "−∞": -numpy.inf}
    return special[text] if text in special else float(text.replace("−", "-"))


def slide(control, value):
    control.evaluate("""(e, value) => { e.value = value;
        e.dispatchEvent(new Event("input", { bubbles: true })); }""", str(value))


def play(reader, figure):
    """Plays a figure to its end; on the page's own clock two minutes pass in no time."""
    reader.page.clock.install()
    figure.get_by_role("button", name="Play").click()
    reader.page.clock.run_for(120_000)
    reader.page.clock.resume()
    reader.expect(figure.get_by_role("button", name="One step further").is_disabled()
                  and figure.get_by_role("button", name="Play").count() == 1,
                  "it does not play to its end")


def correlated(image, kernel):
    windows = numpy.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(-2, -1))


class Figure:
    """A figure whose numbers stand in grids."""

    def __init__(self, reader, figure):
        self.reader, self.page, self.figure = reader, reader.page, figure
        self.lesson = json.loads(figure.get_attribute("data-configuration"))
        self.begin()

    def cell(self, panel, y, x, index=0):
        return self.figure.locator(f".of-{panel}:visible").nth(index).locator(
            f"[data-y='{y}'][data-x='{x}']")

    def grid(self, panel, index=0):
        """The texts of a grid, row by row."""
        return self.figure.locator(f".of-{panel}:visible").nth(index).evaluate("""(panel) => {
          const rows = [];
          for (const cell of panel.querySelectorAll("[data-y]")) {
            (rows[cell.dataset.y] ??= [])[cell.dataset.x] = cell.textContent;
          }
          return rows;
        }""")

    def numbers(self, panel, index=0):
        return numpy.array([[number(text) for text in row] for row in self.grid(panel, index)])

    def type(self, panel, y, x, value, index=0):
        self.cell(panel, y, x, index).click()
        field = self.figure.locator("input.typed")
        field.fill(str(value))
        field.press("Enter")

    def pull(self, panel, y, x, index=0):
        """Drags a number up by four."""
        self.cell(panel, y, x, index).scroll_into_view_if_needed()
        box = self.cell(panel, y, x, index).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x, y - 40, steps=4)
        self.page.mouse.up()

    def expect_near(self, found, expected, what):
        near = numpy.shape(found) == numpy.shape(expected) and numpy.allclose(
            found, expected, atol=6e-3)
        self.reader.expect(near, f"{what}: {found}, NumPy says {expected}")

    def control(self):
        return self.figure.locator(".controls input[type=range]")

    def play_to_end(self):
        slide(self.control(), 0)
        back = self.figure.get_by_role("button", name="One step back")
        self.reader.expect(back.is_disabled(), "one can step back before the beginning")
        play(self.reader, self.figure)

    def press(self, panel, key, index=0):
        """Presses an arrow key in a grid; returns what is read aloud."""
        self.figure.locator(f".of-{panel}:visible svg").nth(index).focus()
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(30)
        return self.page.locator("[aria-live].aloud").first.inner_text()

    def touch(self, cell):
        """Touches a cell with a finger, where the page has touch."""
        cell.scroll_into_view_if_needed()
        cell.tap() if self.reader.page.evaluate("navigator.maxTouchPoints") else cell.click()

    def reset(self):
        self.figure.get_by_role("button", name="As the lesson had it").click()
        self.begin()










KINDS = {}
