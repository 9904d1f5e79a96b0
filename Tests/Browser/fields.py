"""Tries the figure of receptive fields, held to a walk back through the layers, pixel by pixel."""

import re

import numpy

from layers import Figure, play, slide


class Fields(Figure):
    """What the units of VGG's layers see: windows of 3 × 3 with zeros around, poolings of 2 × 2."""

    def begin(self):
        self.layers = self.lesson["layers"]
        self.random = numpy.random.default_rng()

    def field(self, layer, unit):
        """First and last pixel that a unit depends on along an axis, and the map's length there."""
        first = last = unit
        for one in reversed(self.layers[:layer + 1]):
            if "Convolution" in one["name"]:
                first, last = first - 1, last + 1
            else:
                first, last = 2 * first, 2 * last + 1
        poolings = sum("Pooling" in one["name"] for one in self.layers[:layer + 1])
        return first, last, self.lesson["height"] >> poolings

    def expect_unit(self, layer, place, what):
        """The unit whose window has its middle nearest to a place (y, x) in pixels."""
        told = self.figure.locator(".told").inner_text()
        numbers = [int(n) for n in re.findall(r"\d+(?![\d.]* %)", told.split(" That is")[0])]
        y, x, rows, columns, high, wide, top, bottom, left, right = numbers
        first = [self.field(layer, unit) for unit in (y, x)]
        self.reader.expect(
            [rows, columns] == [length for *_, length in first]
            and [high, wide] == [last - begin + 1 for begin, last, _ in first]
            and [top, bottom, left, right] == [
                min(max(pixel, 0), self.lesson["height"] - 1) for begin, last, _ in first
                for pixel in (begin, last)],
            f"{what}, layer {layer + 1}: {told}, walked back: {first}")
        frame = self.figure.locator("rect.window").evaluate(
            "(e) => ['y', 'x', 'height', 'width'].map((name) => Number(e.getAttribute(name)))")
        self.reader.expect(frame == [first[0][0], first[1][0], high, wide],
                           f"{what}: the frame is {frame}, not {first}")
        for unit, at in zip((y, x), place):
            away = [abs(sum(self.field(layer, other)[:2]) / 2 + 0.5 - at)
                    for other in (unit - 1, unit, unit + 1)]
            edge = unit in (0, rows - 1)
            self.reader.expect(edge or away[1] <= min(away) + 1,
                               f"{what}: unit {unit} is not the nearest to {at}")
        self.at = [y, x]

    def press(self, key):
        self.figure.locator(".photo svg").focus()
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(30)
        return self.page.locator("[aria-live].aloud").first.inner_text()

    def point(self):
        middle = self.lesson["height"] / 2, self.lesson["width"] / 2
        self.expect_unit(6, middle, "at first")
        photo = self.figure.locator(".photo")
        for layer in self.random.integers(0, len(self.layers), 3).tolist():
            self.touch(self.figure.locator(".layers button").nth(layer))
            photo.scroll_into_view_if_needed()
            box = photo.bounding_box()
            share = self.random.uniform(0.05, 0.95, 2)
            self.page.mouse.move(
                box["x"] + box["width"] * share[1], box["y"] + box["height"] * share[0])
            self.page.wait_for_timeout(30)
            place = share * (self.lesson["height"], self.lesson["width"])
            self.expect_unit(layer, place, f"pointed at {place}")
        if self.at[1] > 0:
            self.at[1] -= 1
        aloud = self.press("ArrowLeft")
        self.reader.expect(f"Unit ({self.at[0]}, {self.at[1]})" in aloud,
                           f"{self.at} by arrow key, read aloud: “{aloud}”")

    def link(self):
        pressed = self.figure.locator(".layers [aria-pressed=true]")
        self.reader.expect(pressed.count() == 1, f"{pressed.count()} layers are marked")

    def play(self):
        slide(self.control(), 0)
        play(self.reader, self.figure)
        told = self.figure.locator(".told").inner_text()
        self.reader.expect(str(self.field(len(self.layers) - 1, 0)[2]) in told, told)

    def scrub(self):
        for layer in range(len(self.layers)):
            slide(self.control(), layer)
            told = self.figure.locator(".told").inner_text()
            first, last, length = self.field(layer, 0)
            self.reader.expect(
                f"of {length} × {length} sees {last - first + 1} × {last - first + 1}" in told,
                f"layer {layer + 1}: {told}")

    def rest(self):
        self.reset()
        self.expect_unit(
            6, (self.lesson["height"] / 2, self.lesson["width"] / 2), "as the lesson had it")


KINDS = {"fields": Fields}
