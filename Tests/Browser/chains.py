"""Tries the figure of a chain of residual blocks, held to NumPy and to the library's numbers."""

import base64
import itertools
import math
import re

import numpy

from layers import Figure, play, slide


def size(text):
    """A size as the figure writes it: 1.97, or 2.6 · 10⁻⁶."""
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    found, *power = text.replace("−", "-").split(" · 10")
    return float(found) * 10.0 ** int(power[0].translate(digits)) if power else float(found)


SIZE = r"(−?\d+(?:\.\d+)?(?: · 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"


class Shortcuts(Figure):
    """Blocks y = s · relu(x · W₁) · W₂ + x, or without + x, or taken out."""

    def begin(self):
        lesson = self.lesson
        self.weights = [
            [numpy.frombuffer(base64.b64decode(branch[name]), numpy.int8).reshape(shape) * step
             for name, shape, step in zip(
                 ("first", "second"),
                 ((lesson["width"], lesson["hidden"]), (lesson["hidden"], lesson["width"])),
                 lesson["steps"])]
            for branch in lesson["branches"]]
        self.blocks = [[True, False] for _ in range(lesson["count"])]
        self.scale = lesson["scale"]
        self.random = numpy.random.default_rng()

    def forward(self, blocks=None):
        """The signal before the first block and after each, and each F as a matrix there."""
        signals, matrices = [numpy.array(self.lesson["input"])], []
        for (has, out), (first, second) in zip(blocks or self.blocks, self.weights):
            x = signals[-1]
            matrix = (first * (x @ first > 0)) @ second * self.scale
            matrices.append(matrix)
            signals.append(x if out else x @ matrix + (x if has else 0))
        return signals, matrices

    def chain(self):
        signals, matrices = self.forward()
        gradients = [numpy.array(self.lesson["gradient"])]
        for (has, out), matrix in reversed(list(zip(self.blocks, matrices))):
            after = gradients[0]
            gradients.insert(0, after if out else matrix @ after + (after if has else 0))
        return [numpy.linalg.norm(one) for one in signals], [
            numpy.linalg.norm(one) for one in gradients]

    def paths(self):
        """Of every path, one by one: the number of F on it, and the gradient it brings back."""
        matrices = self.forward()[1]
        ways = [[None] if out else [None, matrix] if has else [matrix]
                for (has, out), matrix in zip(self.blocks, matrices)]
        found = {}
        for path in itertools.product(*ways):
            gradient = numpy.array(self.lesson["gradient"])
            for matrix in reversed(path):
                if matrix is not None:
                    gradient = matrix @ gradient
            length = sum(matrix is not None for matrix in path)
            count, total = found.get(length, (0, 0))
            found[length] = count + 1, total + gradient
        return found

    def effect(self, block):
        def output(out):
            return self.forward([[has, out if k == block else was]
                                 for k, (has, was) in enumerate(self.blocks)])[0][-1]
        return numpy.linalg.norm(output(True) - output(False)) / numpy.linalg.norm(output(False))

    def near(self, found, expected):
        return abs(found - expected) <= 6e-3 * abs(expected) or (
            abs(expected) < 1e-3 and abs(found - expected) <= 6e-2 * abs(expected))

    def told(self, index=0):
        return self.figure.locator(".told").nth(index).inner_text()

    def expect_chain(self, what):
        signals, gradients = self.chain()
        told = self.told()
        paths = math.prod(2 if has and not out else 1 for has, out in self.blocks)
        count, open_, all_ = [int(n.replace(",", "")) for n in re.match(
            r"Blocks: (\d+), with an open shortcut: (\d+)\. Paths from input to output: ([\d,]+)\.",
            told).groups()]
        self.reader.expect(
            [count, open_, all_] == [len(self.blocks), sum(
                has and not out for has, out in self.blocks), paths], f"{what}: {told}")
        ends = [size(text) for text in re.search(
            f"goes out with {SIZE}; .* with {SIZE}\\.$", told).groups()]
        self.reader.expect(
            self.near(ends[0], signals[-1]) and self.near(ends[1], gradients[0]),
            f"{what}: {told}, NumPy says {signals[-1]}, {gradients[0]}")
        for kind, expected in ("signal", signals), ("gradient", gradients):
            found = [size(text) for text in self.figure.locator(
                f".chain .size.{kind}").all_text_contents()]
            self.reader.expect(
                len(found) == len(expected) and all(map(self.near, found, expected)),
                f"{what}: sizes of the {kind} are {found}, NumPy says {expected}")

    def expect_block(self, block, what):
        signals, gradients = self.chain()
        x = self.forward()[0][block]
        residual = numpy.linalg.norm(x @ self.forward()[1][block])
        told = self.told(1)
        found = [size(text) for text in re.findall(SIZE, told)][1:]
        expected = ([signals[block + 1], gradients[block], 100 * self.effect(block)]
                    if self.blocks[block][1] else
                    [signals[block], residual, signals[block + 1], gradients[block + 1],
                     gradients[block], 100 * self.effect(block)])
        self.reader.expect(told.startswith(f"Block {block + 1}") and len(found) == len(expected)
                           and all(map(self.near, found, expected)),
                           f"{what}: {told}, NumPy says {expected}")

    def part(self, block, name):
        return self.figure.locator(f"[data-block='{block}'] [data-part='{name}']")

    def point(self):
        signals, gradients = self.chain()
        for name, sizes in ("signal", signals), ("gradient", gradients):
            library = self.lesson["residual"][name]
            self.reader.expect(numpy.allclose(library, sizes, rtol=1e-4),
                               f"the library's {name} has {library}, NumPy {sizes}")
        self.expect_chain("at first")
        for block in self.random.permutation(len(self.blocks))[:3].tolist():
            self.part(block, "has").scroll_into_view_if_needed()
            self.part(block, "has").hover()
            self.expect_block(block, f"block {block + 1} pointed at")
        aloud = self.press("chain", "ArrowLeft")
        block = max(0, block - 1)
        self.expect_block(block, "by arrow key")
        self.reader.expect(f"Block {block + 1}:" in aloud, f"read aloud: “{aloud}”")
        self.press("chain", "Enter")
        self.blocks[block][0] = False
        self.expect_chain("a shortcut switched by key")
        self.press("chain", "Delete")
        self.blocks[block][1] = True
        self.expect_chain("a block taken out by key")
        self.expect_block(block, "a block taken out by key")
        other = (block + 1) % len(self.blocks)
        self.touch(self.part(other, "out"))
        self.blocks[other][1] = True
        self.expect_chain("a block pressed")
        self.touch(self.part(other, "has"))
        self.blocks[other][0] = False
        self.expect_chain("an arc pressed")

    def press(self, kind, key):
        self.figure.locator(f"svg.{kind}").focus()
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(30)
        return self.page.locator("[aria-live].aloud").first.inner_text()

    def link(self):
        """A bar tells its paths, all of which are walked here, and marks one of them."""
        self.set_count(6)
        found = self.paths()
        total = sum(numpy.linalg.norm(gradient) for _, gradient in found.values())
        chart = self.figure.locator(".of-paths")
        chart.scroll_into_view_if_needed()
        bars = chart.locator("rect.bar")
        for length in range(bars.count()):
            if length not in found:
                continue
            count, gradient = found[length]
            box = bars.nth(length).bounding_box()
            around = chart.bounding_box()
            self.page.mouse.move(box["x"] + box["width"] / 2, around["y"] + around["height"] / 2)
            self.page.wait_for_timeout(30)
            told = self.told(1)
            some, size_, share = re.match(
                rf"([\d,]+) of .* through {length} of .* of size {SIZE} .*: {SIZE} %",
                told).groups()
            near = self.near(size(size_), numpy.linalg.norm(gradient)) and self.near(
                size(share), 100 * numpy.linalg.norm(gradient) / total)
            self.reader.expect(int(some.replace(",", "")) == count and near,
                               f"{told}: NumPy walks {count}, {numpy.linalg.norm(gradient)}")
            marked = self.figure.locator(".block.through:not(.bare)").count()
            self.reader.expect(marked == length, f"{marked} F are marked, not {length}")
        self.page.mouse.move(2, 2)

    def set_count(self, count):
        slide(self.figure.locator(".settings input").nth(0), count)
        self.blocks = (self.blocks + [[True, False] for _ in range(count)])[:count]
        self.expect_chain(f"{count} blocks")

    def play(self):
        self.play_to_end()
        self.expect_chain("played to the end")

    def scrub(self):
        count = len(self.blocks)
        for at in range(2 * count + 2):
            slide(self.control(), at)
            seen = [self.figure.locator(f".chain g.{kind}[visibility=visible]").count()
                    for kind in ("signal", "gradient")]
            self.reader.expect(seen == [min(at, count) + 1, max(0, at - count)],
                               f"moment {at}: {seen} columns of signal and gradient")

    def rest(self):
        for count, scale in (30, 1), (1, 2), (9, 0), (30, 0.05):
            slide(self.figure.locator(".settings input").nth(1), scale)
            self.scale = scale
            self.set_count(count)
        self.figure.get_by_role("button", name="No shortcuts").click()
        for block in self.blocks:
            block[0] = False
        self.expect_chain("no shortcuts")
        self.reset()
        self.figure.get_by_role("button", name="No shortcuts").click()
        self.blocks = [[False, False] for _ in self.blocks]
        self.expect_chain("no shortcuts, as the lesson had it")
        for name, sizes in zip(("signal", "gradient"), self.chain()):
            library = self.lesson["plain"][name]
            self.reader.expect(numpy.allclose(library, sizes, rtol=1e-3),
                               f"plain, the library's {name} has {library}, NumPy {sizes}")
        self.figure.get_by_role("button", name="All shortcuts").click()
        self.blocks = [[True, False] for _ in self.blocks]
        self.expect_chain("all shortcuts")


KINDS = {"shortcuts": Shortcuts}
