"""Tries the figure of a small picture that is resized; held to NumPy and, where it has the same
rule, to Pillow."""

import re

import numpy
from PIL import Image

from layers import Figure, number


class Resampling(Figure):
    """Weights along rows and columns, and what they make of a picture."""

    def begin(self):
        self.input = numpy.array(self.lesson["input"], float)
        self.way = self.lesson["ways"][0]

    def output(self):
        return numpy.array(self.way["down"]) @ self.input @ numpy.array(self.way["across"]).T

    def expect_all(self, what):
        found = self.numbers("output")
        expected = self.output()
        near = found.shape == expected.shape and numpy.allclose(found, expected, atol=0.051)
        self.reader.expect(near, f"{what}: {found}, NumPy says {expected}")

    def terms(self, selector=".term"):
        return self.figure.locator(selector).all_text_contents()

    def expect_place(self, y, x, what):
        """The written sum of one new number, and the bars of its row and column."""
        down, across = numpy.array(self.way["down"])[y], numpy.array(self.way["across"])[x]
        weights = numpy.outer(down, across)
        expected = [(weights[place], self.input[place]) for place in zip(*numpy.nonzero(weights))]
        found = [[number(part.strip("()")) for part in term.split(" · ")] for term in self.terms()]
        self.reader.expect(
            numpy.shape(found) == numpy.shape(expected)
            and numpy.allclose(found, expected, atol=6e-4),
            f"{what}: the terms {found}, NumPy says {expected}")
        for kind, bars in ("down", down), ("across", across):
            told = [number(text) for text in self.terms(f".bars.{kind} text")]
            self.reader.expect(
                numpy.shape(told) == bars[bars != 0].shape
                and numpy.allclose(told, bars[bars != 0], atol=6e-4),
                f"{what}: bars {kind} of {told}, NumPy says {bars}")

    def point(self):
        self.expect_all("at first")
        self.expect_place(1, 2, "at first")
        for index, self.way in enumerate(self.lesson["ways"]):
            self.figure.locator("select").select_option(str(index))
            self.expect_all(self.way["name"])
            size = len(self.way["down"]), len(self.way["across"])
            y, x = (int(numpy.random.default_rng().integers(length)) for length in size)
            self.touch(self.cell("output", y, x))
            self.expect_place(y, x, f"{self.way['name']}, ({y}, {x})")
            # Pillow averages over all old pixels where a picture gets smaller, and has none of the
            # others' rules where it gets larger but this one.
            if self.way["name"] in ("bilinear", "bilinear with antialiasing, smaller"):
                pillow = numpy.asarray(Image.fromarray(self.input.astype(numpy.float32)).resize(
                    size[::-1], Image.Resampling.BILINEAR))
                self.expect_near(self.output().round(3), pillow.round(3), "Pillow")
        self.reset()
        aloud = self.press("output", "ArrowRight")
        self.expect_place(1, 3, "by arrow key")
        self.reader.expect("New (1, 3)" in aloud, f"read aloud: “{aloud}”")

    def link(self):
        weights = numpy.array(self.way["down"])[:, 1][:, None] \
            * numpy.array(self.way["across"])[:, 0]
        self.cell("input", 1, 0).hover()
        lit = self.figure.locator(".of-output .lit").evaluate_all(
            "(all) => all.map((cell) => [Number(cell.dataset.y), Number(cell.dataset.x)])")
        self.reader.expect(sorted(map(tuple, lit)) == list(zip(*map(
            numpy.ndarray.tolist, numpy.nonzero(weights)))), f"{lit} are lit")
        told = self.figure.locator(".terms").inner_text()
        count = int(re.search(r"by (\d+) of", told)[1])
        self.reader.expect(count == (weights != 0).sum(), told)

    def edit(self):
        self.type("input", 2, 3, -7.5)
        self.input[2, 3] = -7.5
        self.expect_all("typed")

    def drag(self):
        self.pull("input", 0, 1)
        self.input[0, 1] += 4
        self.expect_all("dragged")

    def rest(self):
        self.reset()
        self.expect_all("as the lesson had it")
        self.expect_place(1, 2, "as the lesson had it")


KINDS = {"resampling": Resampling}
