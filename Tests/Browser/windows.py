"""Tries the windows that slide, in whatever lesson they stand: each interaction that a figure says
it has, by pointer, touch and keyboard, against sums of NumPy's."""

import json
import re

import numpy


def told(value):
    """A number as the page writes it."""
    if numpy.isneginf(value):
        return "−∞"
    return re.sub(r"\.?0+$", "", f"{value:.4f}").replace("-", "−") if value % 1 else (
        f"{value:.0f}".replace("-", "−"))


def axis(length, window, stride, padding, dilation):
    """The padding before and after, and the number of windows."""
    span = (window - 1) * dilation + 1
    before = after = padding
    if padding == "same":
        both = max(0, (-(-length // stride) - 1) * stride + span - length)
        before, after = both // 2, both - both // 2
    return before, after, (length + before + after - span) // stride + 1


class Window:
    """A figure as it should be, and how to reach its parts."""

    def __init__(self, reader, figure):
        self.reader, self.page, self.figure = reader, reader.page, figure
        self.lesson = json.loads(figure.get_attribute("data-configuration"))
        self.pool = self.lesson.get("pool")
        self.begin()

    def begin(self):
        self.input = numpy.array(self.lesson["input"], float)
        self.filter = None if self.pool else numpy.array(self.lesson["filter"], float)
        self.stride, self.padding, self.dilation = self.lesson["stride"], self.lesson["padding"], 1

    @property
    def size(self):
        return tuple(self.lesson["size"]) if self.pool else self.filter.shape

    def output(self):
        (top, below, rows), (left, right, columns) = (
            axis(length, window, self.stride, self.padding, self.dilation)
            for length, window in zip(self.input.shape, self.size))
        filling = {None: 0, "max": -numpy.inf, "mean": numpy.nan}[self.pool]
        padded = numpy.pad(self.input, ((top, below), (left, right)), constant_values=filling)
        high, wide = self.size
        result = numpy.zeros((rows, columns))
        for y, x in numpy.ndindex(rows, columns):
            down, across = y * self.stride, x * self.stride
            cells = padded[down:down + (high - 1) * self.dilation + 1:self.dilation,
                           across:across + (wide - 1) * self.dilation + 1:self.dilation]
            result[y, x] = (cells.max() if self.pool == "max" else
                            numpy.nanmean(cells) if self.pool else (cells * self.filter).sum())
        return result

    def cell(self, panel, y, x):
        return self.figure.locator(f'.of-{panel} g[data-y="{y}"][data-x="{x}"]')

    def expect_sum(self, value, what):
        written = self.figure.locator(".written").inner_text()
        self.reader.expect(
            written.endswith(f" {told(value)}"),
            f"{what}: {told(value)} is right, not {written!r}")

    def expect_last(self, what):
        scrub = self.figure.locator("input[type=range]")
        scrub.focus()
        self.page.keyboard.press("End")
        self.expect_sum(self.output()[-1, -1], what)

    def reset(self):
        self.figure.get_by_role("button", name="As the lesson had it").click()
        self.begin()


def point(window):
    output = window.output()
    for y, x in (0, 0), (output.shape[0] - 1, output.shape[1] - 1):
        window.cell("output", y, x).hover()
        window.expect_sum(output[y, x], f"pointing at output {y}, {x}")
    drawing = window.figure.locator(".of-output svg")
    drawing.focus()
    window.page.keyboard.press("ArrowLeft")
    window.expect_sum(output[-1, max(0, output.shape[1] - 2)], "an arrow key")


def link(window):
    panel = "products" if window.pool else "weights"
    window.cell(panel, 0, 1 if window.size[1] > 1 else 0).hover()
    lit = window.figure.locator(".lit")
    parts = 3 if window.pool else 4
    window.reader.expect(lit.count() == parts, f"a term lights {lit.count()} of {parts} places")
    # The first input is read by the first window only, when there is no padding.
    if window.padding == 0:
        window.cell("input", 0, 0).hover()
        count = window.figure.locator(".of-output .lit").count()
        window.reader.expect(count == 1, f"the first input lights {count} outputs")


def play(window):
    window.figure.get_by_label("Speed").select_option("fast")
    window.figure.get_by_role("button", name="As the lesson had it").click()
    window.figure.get_by_role("button", name="Play").click()
    try:
        window.page.wait_for_function(
            "(figure) => !figure.querySelector('.of-output .unknown')",
            arg=window.figure.element_handle(), timeout=20_000)
    except Exception:
        window.reader.expect(False, "it does not play to its end")
    window.expect_sum(window.output()[-1, -1], "played to the end")


def scrub(window):
    window.expect_last("the slider's end")


def edit(window):
    y, x = window.input.shape[0] - 1, window.input.shape[1] - 1
    before = 0 if window.padding == "same" else window.padding
    window.cell("input", y + before, x + before).click()
    field = window.figure.locator("input.typed")
    window.reader.expect(field.count() == 1, "a number that is pressed can't be typed")
    field.fill("7.5")
    field.press("Enter")
    window.input[y, x] = 7.5
    window.expect_last("a typed number")
    window.reset()
    window.expect_last("as the lesson had it")


def drag(window):
    panel, numbers = ("input", window.input) if window.pool else ("weights", window.filter)
    box = window.cell(panel, 0, 0).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    window.page.mouse.move(x, y)
    window.page.mouse.down()
    window.page.mouse.move(x, y - 30, steps=4)
    window.page.mouse.up()
    if not window.pool or window.padding == 0:
        numbers[0, 0] += 3
        scrub_box = window.figure.locator("input[type=range]")
        scrub_box.focus()
        window.page.keyboard.press("Home")
        window.expect_sum(window.output()[0, 0], "a dragged number")
    window.reset()


def choices(window):
    """Stride, padding and dilation, each once."""
    for label, name, value in (("Stride", "stride", 2), ("Padding", "padding", "same"),
                               ("Dilation", "dilation", 2), ("Padding", "padding", 2)):
        window.figure.get_by_label(label).select_option(str(value))
        setattr(window, name, value)
        window.expect_last(f"{label} {value}")
    window.reset()


TRIED = {"point": point, "link": link, "play": play, "scrub": scrub, "edit": edit, "drag": drag}


def check_windows(reader):
    """All windows of a page."""
    figures = reader.page.locator("figure[data-figure=window]")
    reader.expect(figures.count() > 0, "there is no window")
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        window = Window(reader, figure)
        for name in figure.get_attribute("data-interactions").split():
            TRIED[name](window)
        choices(window)
        if reader.page.evaluate("navigator.maxTouchPoints") > 0:
            window.cell("output", 0, 0).tap()
            window.expect_sum(window.output()[0, 0], "a tap on the first output")
        right = figure.bounding_box()
        wide = reader.page.evaluate("document.documentElement.clientWidth")
        reader.expect(right["x"] + right["width"] <= wide, "the figure is wider than the page")
    reader.shoot("window")
