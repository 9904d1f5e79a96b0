"""Tries the figure of a trained network: pictures chosen and drawn, with the pointer, a finger and
the keyboard; every number held to NumPy, and the scores of drawn pictures to the library."""

import base64
import json
import pathlib
import re
import struct
import subprocess
import tempfile

import numpy

# Ten digits as strokes, in pixels of the pad, some of them small or in a corner.
DIGITS = [
    [[(14, 4), (8, 9), (8, 18), (14, 23), (19, 18), (19, 9), (14, 4)]],
    [[(11, 8), (15, 4), (15, 23)]],
    [[(8, 8), (13, 4), (18, 8), (16, 14), (8, 22), (20, 22)]],
    [[(3, 3), (6, 2), (8, 4), (6, 6), (8, 9), (6, 11), (3, 10)]],
    [[(10, 4), (8, 14), (19, 14)], [(16, 6), (16, 24)]],
    [[(18, 4), (10, 4), (9, 12), (16, 12), (18, 18), (13, 23), (8, 21)]],
    [[(17, 4), (10, 12), (9, 20), (14, 23), (18, 18), (13, 15), (9, 19)]],
    [[(18, 17), (26, 17), (21, 26)]],
    [[(14, 13), (9, 8), (14, 4), (18, 8), (14, 13), (9, 18), (14, 23), (19, 18), (14, 13)]],
    [[(18, 9), (13, 12), (10, 8), (14, 4), (18, 8), (16, 23)]],
]


def number(text):
    return float(text.replace("−", "-"))


def restored(quantized):
    """The weights as numbers, levels times the scales of the last axis."""
    levels = numpy.frombuffer(base64.b64decode(quantized["levels"]), numpy.int8)
    return levels.reshape(quantized["shape"]).astype(numpy.float32) * numpy.array(
        quantized["scales"], numpy.float32)


def windows(stage, before, values, fill):
    """The windows of a stage, (OH, OW, C, FH, FW), over padded values (H, W, C)."""
    (rows, columns), (down, across) = stage["window"], stage["stride"]
    height, width, _ = stage["shape"]
    padding = [(start, max(0, (count - 1) * step + size - length - start))
               for start, count, step, size, length in zip(
                   stage["before"], (height, width), (down, across), (rows, columns),
                   before["shape"])]
    padded = numpy.pad(values, [*padding, (0, 0)], constant_values=fill)
    found = numpy.lib.stride_tricks.sliding_window_view(padded, (rows, columns), (0, 1))
    return found[::down, ::across][:height, :width]


class Forward:
    """The numbers of all stages for grey levels, in double precision; the last are remembered."""

    def __init__(self, stages):
        self.stages, self.levels, self.numbers = stages, None, None

    def __call__(self, levels):
        if self.levels is None or (self.levels != levels).any():
            self.levels, self.numbers = levels, forward(self.stages, levels)
        return self.numbers


def forward(stages, levels):
    numbers = [numpy.asarray(levels, float).reshape(stages[0]["shape"]) / 255]
    for before, stage in zip(stages, stages[1:]):
        values, operation = numbers[-1], stage["operation"]
        if operation == "convolution":
            made = numpy.einsum("yxcij,ijck->yxk", windows(stage, before, values, 0),
                                restored(stage["weights"]).astype(float)) + stage["bias"]
        elif operation == "dense":
            weights = restored(stage["weights"]).astype(float)
            made = (values.reshape(-1) @ weights + stage["bias"]).reshape(1, 1, -1)
        elif operation == "max":
            made = windows(stage, before, values, -numpy.inf).max(axis=(-2, -1))
        else:
            made = numpy.nanmean(windows(stage, before, values, numpy.nan), axis=(-2, -1))
        numbers.append(numpy.maximum(made, 0) if stage["isRectified"] else made)
    return numbers


def field(stages, index, y, x):
    """The rows and columns of the picture behind a number: (top, left, bottom, right)."""
    span = [y, x, y + 1, x + 1]
    for before, stage in zip(stages[index - 1::-1], stages[index:0:-1]):
        if stage["operation"] == "dense":
            span = [0, 0, *before["shape"][:2]]
            continue
        for axis in 0, 1:
            step, start = stage["stride"][axis], stage["before"][axis]
            first, last = span[axis] * step - start, (span[axis + 2] - 1) * step - start
            span[axis] = max(0, first)
            span[axis + 2] = min(before["shape"][axis], last + stage["window"][axis])
    return span


class Network:
    def __init__(self, reader, figure):
        self.reader, self.page, self.figure = reader, reader.page, figure
        # What sticks to the top of the page would lie over what is pointed at.
        self.page.add_style_tag(content=".bar { position: static !important; }")
        self.lesson = json.loads(figure.get_attribute("data-configuration"))
        self.stages = self.lesson["stages"]
        self.forward = Forward(self.stages)
        self.layers = figure.locator(".layer")
        self.pad = figure.locator(".pad")
        self.random = numpy.random.default_rng(7)

    def levels(self):
        """The picture that the network gets, as its first stage shows it."""
        return numpy.array(self.layers.first.locator(".solid canvas").evaluate(
            """(e) => [...e.getContext("2d").getImageData(0, 0, e.width, e.height).data]
                .filter((_, i) => i % 4 === 0)"""), numpy.uint8)

    def scores(self):
        return self.figure.locator(".of-class").evaluate_all(
            "(rows) => rows.map((row) => Number(row.dataset.score))")

    def expect_scores(self, what):
        """The scores, and the answer, are NumPy's for the picture that is shown."""
        self.page.wait_for_timeout(60)
        levels = self.levels()
        expected = self.forward(levels)[-1].reshape(-1)
        found = numpy.array(self.scores())
        off = abs(found - expected).max()
        self.reader.expect(off < 1e-3, f"{what}: a score is off by {off}")
        shares = [number(text[:-2]) / 100 for text in
                  self.figure.locator(".of-class .share").all_inner_texts()]
        powers = numpy.exp(expected - expected.max())
        self.reader.expect(numpy.allclose(shares, powers / powers.sum(), atol=6e-4),
                           f"{what}: shares {shares}")
        told = self.figure.locator(".read-as").inner_text()
        name = self.lesson["classNames"][expected.argmax()]
        self.reader.expect(name in told or not levels.any(), f"{what}: {told}, it is {name}")
        return levels

    # What is pointed at, and the window behind it.

    def place(self, index, map_, y, x):
        """The place of a number among the maps of a stage, in pixels from its corner."""
        maps = self.layers.nth(index).locator(".maps")
        maps.scroll_into_view_if_needed()
        height, width, channels = self.stages[index]["shape"]
        view = maps.locator(".marks").get_attribute("viewBox").split()
        box = maps.bounding_box()
        scale = box["width"] / float(view[2])
        gap = 0 if height * width == 1 else 1
        columns = round((float(view[2]) + gap) / (width + gap))
        row, column = divmod(map_, columns)
        return maps, {"x": scale * (column * (width + gap) + x + 0.5),
                      "y": scale * (row * (height + gap) + y + 0.5)}

    def told(self):
        return self.figure.locator(".told").inner_text()

    def expect_unit(self, index, map_, y, x, what):
        """What is told of a number, and the part of the picture that is marked, are right."""
        value = self.forward(self.levels())[index][y, x, map_]
        told = self.figure.locator(".told strong").inner_text()
        self.reader.expect(abs(number(told.split(": ")[1]) - value) < 1e-3,
                           f"{what}: {told}, NumPy says {value}")
        name = f"map {map_}, row {y}, column {x}"
        if self.stages[index]["shape"][0] > 1 and index:
            self.reader.expect(name in told, f"{what}: {told}, not {name}")
        top, left, bottom, right = field(self.stages, index, y, x)
        mark = self.figure.locator(".picture .field").first
        found = [int(mark.get_attribute(name)) for name in ("y", "x", "height", "width")]
        expected = [top, left, bottom - top, right - left]
        self.reader.expect(found == expected, f"{what}: the picture's part {found}, not {expected}")

    def expect_sum(self, index, map_, y, x, what):
        """The products that are written out, and what is added to them, give the number."""
        stage, before = self.stages[index], self.stages[index - 1]
        lines = [line.replace("−", "-") for line in
                 self.figure.locator(".written span").all_inner_texts()]
        numbers = self.forward(self.levels())
        value = numbers[index][y, x, map_]
        products = [line for line in lines if "·" in line]
        total = sum(eval(line.replace("·", "*").rstrip("+ ")) for line in products)
        if stage["operation"] == "convolution":
            window = windows(stage, before, numbers[index - 1], 0)[y, x]
            parts = numpy.einsum("cij,ijc->c", window, restored(stage["weights"])[..., map_])
            near = abs(parts - total).min() if before["shape"][2] > 1 else abs(parts[0] - total)
            self.reader.expect(near < 2e-2, f"{what}: {products} is {total}, no part of {parts}")
        if stage["operation"] in ("convolution", "dense"):
            added, bias = map(float, re.search(
                r"products add (\S+), the bias (\S+)", " ".join(lines)).groups())
            sum_ = added + bias
            self.reader.expect(
                abs((max(0, sum_) if stage["isRectified"] else sum_) - value) < 1e-3,
                f"{what}: {added} and {bias} for {value}")
        else:
            self.reader.expect(abs(number(lines[-1].split()[-1]) - value) < 1e-3,
                               f"{what}: {lines} for {value}")

    def expect_picture(self):
        """A pixel of the input tells its number."""
        y, x, value = re.search(r"row (\d+), column (\d+): (\S+)", self.told()).groups()
        level = self.levels().reshape(self.stages[0]["shape"])[int(y), int(x), 0] / 255
        self.reader.expect(abs(number(value) - level) < 1e-3, f"a pixel: {self.told()}, {level}")

    def let_go(self):
        """Lets a number go that was kept: Escape where it is."""
        self.layers.nth(1).locator(".maps").focus()
        self.page.keyboard.press("Escape")

    def units(self):
        for index, stage in enumerate(self.stages[:-1]):
            height, width, channels = stage["shape"]
            for _ in range(2):
                yield index, *(int(self.random.integers(size))
                               for size in (channels, height, width))

    def point(self):
        """With the pointer over maps, over the large map and over a class; with the keyboard."""
        for index, map_, y, x in self.units():
            maps, place = self.place(index, map_, y, x)
            self.touch(maps, place)
            # A number may be hardly more than a pixel there; in the large map it is more.
            height, width, _ = self.stages[index]["shape"]
            if not index:
                self.expect_picture()
            elif height > 1:
                found = [int(it) for it in re.findall(
                    r"map (\d+), row (\d+), column (\d+)", self.told())[0]]
                near = [found[0] == map_, abs(found[1] - y) <= 1, abs(found[2] - x) <= 1]
                self.reader.expect(all(near), f"stage {index}: {found}, not {[map_, y, x]}")
                large = self.figure.locator(".large")
                box = large.bounding_box()
                self.touch(large, {"x": box["width"] * (x + 0.5) / width,
                                   "y": box["height"] * (y + 0.5) / height})
            if index:
                self.expect_unit(index, map_, y, x, f"stage {index}")
                self.expect_sum(index, map_, y, x, f"stage {index}")
            self.let_go()
        last = len(self.stages) - 1
        self.touch(self.figure.locator(".of-class").nth(3), None)
        self.expect_unit(last, 3, 0, 0, "a class")
        self.expect_sum(last, 3, 0, 0, "a class")
        self.let_go()
        # From map to map and from number to number with the keys, and aloud.
        maps = self.layers.nth(1).locator(".maps")
        maps.focus()
        if self.stages[1]["shape"][0] == 1:
            for key in ["ArrowLeft"] * self.stages[1]["shape"][2] + ["ArrowRight"] * 3:
                self.page.keyboard.press(key)
            self.expect_unit(1, 3, 0, 0, "by keyboard")
            return
        for key in ["ArrowUp", "ArrowLeft"] * 30 + ["PageDown"]:
            self.page.keyboard.press(key)
        map_ = int(re.search(r"map (\d+)", self.told())[1])
        for key in ["ArrowDown"] * 6 + ["ArrowRight"] * 7 + ["PageDown", "PageUp"]:
            self.page.keyboard.press(key)
        self.expect_unit(1, map_, 6, 7, "by keyboard")
        self.page.wait_for_timeout(30)
        aloud = self.page.locator("[aria-live].aloud").first.inner_text()
        self.reader.expect(f"map {map_}, row 6, column 7" in aloud and "It reads rows" in aloud,
                           f"what is read aloud: {aloud}")

    def touch(self, element, place):
        options = {"position": place} if place else {}
        if self.page.evaluate("navigator.maxTouchPoints"):
            element.tap(**options)
        else:
            element.hover(**options)
            element.click(**options)

    def link(self):
        """The window is marked in the stage before: in all maps, or in the one that is pooled."""
        for index, stage in enumerate(self.stages[1:], 1):
            if stage["operation"] == "dense":
                continue
            maps, place = self.place(index, 1, stage["shape"][0] // 2, stage["shape"][1] // 2)
            self.touch(maps, place)
            y, x = map(int, re.search(r"row (\d+), column (\d+)", self.told()).groups())
            marks = self.layers.nth(index - 1).locator(".marks rect")
            before = self.stages[index - 1]["shape"]
            count = before[2] if stage["operation"] == "convolution" else 1
            self.reader.expect(marks.count() == count, f"stage {index}: {marks.count()} marks")
            sizes = [min(length, at * step - start + size) - max(0, at * step - start)
                     for at, step, start, size, length in zip(
                         (y, x), stage["stride"], stage["before"], stage["window"], before)]
            found = [int(marks.first.get_attribute(name)) for name in ("height", "width")]
            self.reader.expect(found == sizes, f"stage {index}: the window {found}, not {sizes}")
            if before[2] > 5 and stage["operation"] == "convolution":
                self.figure.locator(".sliding input").evaluate(
                    "(e) => { e.value = 5; e.dispatchEvent(new Event('input')); }")
                text = self.figure.locator(".written").inner_text()
                self.reader.expect("map 5 of" in text, f"the slider chooses another map: {text}")
                self.expect_parts(index)
            self.let_go()
        self.expect_weights()
        if self.stages[1]["operation"] != "convolution":
            return
        # The products of a window light up together.
        maps, place = self.place(1, 0, 4, 4)
        self.touch(maps, place)
        self.touch(self.figure.locator(".of-input [data-y='1'][data-x='1']"), None)
        self.figure.locator(".of-input [data-y='1'][data-x='1']").hover()
        for panel in "filter", "products":
            lit = self.figure.locator(f".of-{panel} .lit").count()
            self.reader.expect(lit == 1, f"{lit} cells of {panel} light up")
        self.let_go()

    def expect_parts(self, index):
        """The bars tell what each map adds, and one that is pressed has its products written."""
        stage, before = self.stages[index], self.stages[index - 1]
        map_, y, x = map(int, re.search(
            r"map (\d+), row (\d+), column (\d+)", self.told()).groups())
        window = windows(stage, before, self.forward(self.levels())[index - 1], 0)[y, x]
        parts = numpy.einsum("cij,ijc->c", window, restored(stage["weights"])[..., map_])
        strip = self.figure.locator(".parts")
        told = [number(title.split(": ")[1].replace(",", "")) for title in
                strip.locator("title").all_text_contents()]
        self.reader.expect(numpy.allclose(told, parts, atol=1e-3, rtol=1e-2),
                           f"stage {index}: the bars tell {told}, not {parts}")
        box = strip.bounding_box()
        self.touch(strip, {"x": 2.5 / len(parts) * box["width"], "y": box["height"] / 2})
        text = self.figure.locator(".written").inner_text()
        self.reader.expect("map 2 of" in text, f"a bar chooses its map: {text}")

    def expect_weights(self):
        """Of a dense unit that reads maps the weights for one of them are drawn."""
        index = next(k for k, stage in enumerate(self.stages) if stage["operation"] == "dense")
        height, width, depth = self.stages[index - 1]["shape"]
        if index == len(self.stages) - 1:
            self.touch(self.figure.locator(".of-class").nth(1), None)
        else:
            self.touch(*self.place(index, 1, 0, 0))
        slice_ = int(self.figure.locator(".sliding input").input_value())
        weights = restored(self.stages[index]["weights"]).reshape(height, width, depth, -1)
        own = weights[:, :, slice_, 1].astype(float)
        found = numpy.array(self.figure.locator(".board .picture canvas").last.evaluate(
            """(e) => [...e.getContext("2d").getImageData(0, 0, e.width, e.height).data]
                .filter((_, i) => i % 4 === 0)""")).reshape(height, width)
        off = abs(found - 127.5 * (1 + own / abs(own).max())).max()
        self.reader.expect(off <= 1, f"the weights of a dense unit are {off} greys off")
        self.let_go()

    def choose(self):
        """Each picture gives the library's scores, to the last digits of a Float."""
        for index, sample in enumerate(self.lesson["samples"]):
            thumb = self.figure.locator(".thumb").nth(index)
            if index % 2:
                thumb.focus()
                self.page.keyboard.press("Enter")
            else:
                self.touch(thumb, None)
            levels = self.expect_scores(f"picture {index + 1}")
            self.reader.expect(
                (levels == numpy.frombuffer(base64.b64decode(sample["pixels"]), numpy.uint8)).all(),
                f"picture {index + 1} is not the lesson's")
            off = abs(numpy.array(self.scores()) - sample["scores"]).max()
            self.reader.expect(off < 1e-3, f"picture {index + 1}: off the library by {off}")
            told = self.figure.locator(".read-as").inner_text()
            name = self.lesson["classNames"][sample["label"]]
            self.reader.expect(told.endswith(f"It is: {name}"), f"picture {index + 1}: {told}")

    # Drawing.

    def draw_strokes(self, strokes):
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        scale = (box["width"] - 4) / 28
        places = [[(box["x"] + 2 + x * scale, box["y"] + 2 + y * scale) for x, y in points]
                  for points in strokes]
        if self.page.evaluate("navigator.maxTouchPoints"):
            client = self.page.context.new_cdp_session(self.page)
            def send(kind, points):
                client.send("Input.dispatchTouchEvent", {
                    "type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})
            for points in places:
                send("touchStart", points[:1])
                for (x0, y0), (x1, y1) in zip(points, points[1:]):
                    for share in 0.5, 1:
                        send("touchMove", [(x0 + share * (x1 - x0), y0 + share * (y1 - y0))])
                send("touchEnd", [])
            client.detach()
            return
        for points in places:
            self.page.mouse.move(*points[0])
            self.page.mouse.down()
            for point in points[1:]:
                self.page.mouse.move(*point, steps=3)
            self.page.mouse.up()

    def clear(self):
        self.figure.get_by_role("button", name="Clear").click()

    def expect_placed(self, levels, what):
        """The ink is as large as the data set's, and in its middle."""
        place, ink = self.lesson["placement"], levels.reshape(28, 28).astype(float)
        rows, columns = numpy.nonzero(ink.sum(axis=1))[0], numpy.nonzero(ink.sum(axis=0))[0]
        longest = max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1
        self.reader.expect(abs(longest - place["side"]) <= 2, f"{what}: {longest} pixels long")
        middle = (
            [(ink.sum(axis=axis) * numpy.arange(28)).sum() / ink.sum() for axis in (1, 0)]
            if place["isByMass"] else [(side[0] + side[-1]) / 2 for side in (rows, columns)])
        self.reader.expect(
            numpy.allclose(middle, 13.5, atol=0.8), f"{what}: its middle is {middle}")

    def draw(self):
        switch = self.figure.get_by_label("place what is drawn")
        self.draw_strokes(DIGITS[3])
        placed = self.expect_scores("drawn in a corner, placed")
        self.expect_placed(placed, "drawn in a corner")
        switch.uncheck()
        raw = self.expect_scores("drawn in a corner, as it is")
        self.reader.expect(raw.reshape(28, 28)[:14, :14].sum() == raw.sum() > 0,
                           "without being placed it is not where it was drawn")
        switch.check()
        self.reader.expect((self.expect_scores("placed again") == placed).all(),
                           "placed again it is another")
        self.clear()
        self.reader.expect(not self.levels().any(), "there is ink after it was cleared")
        # A 7 with the keyboard: three steps right of the first place, and down.
        self.pad.focus()
        self.page.keyboard.press("Space")
        for key in ["ArrowRight"] * 8 + ["ArrowDown"] * 12:
            self.page.keyboard.press(key)
        self.page.keyboard.press("Space")
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_timeout(30)
        aloud = self.page.locator("[aria-live].aloud").first.inner_text()
        self.reader.expect("pen up" in aloud, f"what is read aloud: {aloud}")
        self.expect_placed(self.expect_scores("by keyboard"), "by keyboard")
        self.page.keyboard.press("Delete")
        self.page.wait_for_timeout(60)
        self.reader.expect(not self.levels().any(), "Delete leaves ink")

    def rest(self):
        self.touch(self.figure.locator(".thumb").first, None)
        self.expect_scores("the first picture")
        self.reader.expect(not self.figure.locator(".still").is_visible(), "the still shows")


def weight_file(stages, path):
    """Writes the figure's weights as the library's own file, with the names of its layers."""
    tensors, layer, previous = {}, 0, "input"
    for stage in stages[1:]:
        if stage["operation"] == "dense" and previous != "dense":
            layer += 1  # The flattening.
        if stage.get("weights"):
            tensors[f"{layer}.weights"] = restored(stage["weights"])
            tensors[f"{layer}.bias"] = numpy.array(stage["bias"], numpy.float32)
        layer += 2 if stage["isRectified"] else 1
        previous = stage["operation"]
    header, data = {}, b""
    for name, tensor in sorted(tensors.items()):
        header[name] = {"dtype": "F32", "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + tensor.nbytes]}
        data += tensor.astype("<f4").tobytes()
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def data_folder(pictures, folder):
    """Writes pictures as MNIST's files: the test set, and enough to learn nothing from."""
    folder.mkdir()
    repeated = numpy.resize(pictures, (240, 28, 28))
    for name, images in ("train", repeated), ("t10k", pictures):
        labels = numpy.arange(len(images), dtype=numpy.uint8) % 10
        (folder / f"{name}-images-idx3-ubyte").write_bytes(
            struct.pack(">4i", 2051, len(images), 28, 28) + images.tobytes())
        (folder / f"{name}-labels-idx1-ubyte").write_bytes(
            struct.pack(">2i", 2049, len(images)) + labels.tobytes())


def check_network_library(reader, programs):
    """Ten digits drawn on the page of a lesson get the library's scores: its program is given them
    as test pictures, and the page's weights."""
    one = Network(reader, reader.page.locator("figure.network").first)
    lesson = reader.path.parent.name
    drawn, scores = [], []
    for index, strokes in enumerate(DIGITS):
        one.clear()
        one.figure.get_by_label("place what is drawn").set_checked(index % 3 > 0)
        one.draw_strokes(strokes)
        drawn.append(one.expect_scores(f"a drawn {index}"))
        scores.append(one.scores())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        weight_file(one.stages, folder / "weights.safetensors")
        data_folder(numpy.array(drawn, numpy.uint8).reshape(-1, 28, 28), folder / "mnist")
        subprocess.run([programs / lesson, "--quiet", "--epochs", "0", "--data", folder, "--load",
                        folder / "weights.safetensors", "--output", folder / lesson], check=True)
        record = json.loads((folder / lesson / "record.json").read_text())["record"]
    kinds = [output["content"]["figure"]["_0"]["kind"] for output in record["outputs"]
             if "figure" in output["content"]]
    samples = next(kind["network"]["_0"]["samples"] for kind in kinds if "network" in kind)
    for index, sample in enumerate(samples):
        pixels = numpy.frombuffer(base64.b64decode(sample["pixels"]), numpy.uint8)
        reader.expect((pixels == drawn[index]).all(), f"the library got another {index}")
        off = abs(numpy.array(sample["scores"]) - scores[index]).max()
        reader.expect(off < 1e-3, f"a drawn {index}: off the library's scores by {off}")
    reader.expect(len(samples) == 10, f"the library has {len(samples)} pictures")


KINDS = {"network": Network}
