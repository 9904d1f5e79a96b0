"""Tries the figure of frozen layers and of features as a map; the map is held to NumPy's singular
value decomposition of the features that the lesson's program writes."""

import base64
import pathlib
import re
import subprocess
import tempfile

import numpy

from layers import Figure, play, slide


def points(map_):
    """The points of a map, (N, 2)."""
    whole = numpy.frombuffer(base64.b64decode(map_["points"]), "<i2").reshape(-1, 2)
    return whole / 32767 * map_["largest"]


class Transfer(Figure):
    """Trainings with more or fewer of the layers frozen."""

    def begin(self):
        self.start, self.frozen = 0, len(self.lesson["layers"]) - 1
        self.at = len(self.lesson["steps"]) - 1
        self.random = numpy.random.default_rng()

    @property
    def run(self):
        return next(run for run in self.lesson["runs"]
                    if (run["start"], run["frozen"]) == (self.start, self.frozen))

    @property
    def map(self):
        return self.run["maps"][min(self.at, len(self.run["maps"]) - 1)]

    def letter(self, index):
        return self.figure.locator(f"[data-picture='{index}']")

    def told(self, kind):
        return self.figure.locator(f".told{kind}").first.inner_text()

    def expect_state(self, what):
        """Parameters and accuracy, the shares of the plane, and where the letters stand."""
        parameters = [layer["parameters"] for layer in self.lesson["layers"]]
        trained = sum(parameters[self.frozen:])
        told = self.told("")
        found = [float(text.replace(",", "")) for text in re.findall(r"[\d,]+(?:\.\d+)?", told)]
        expected = [trained, sum(parameters), round(100 * trained / sum(parameters), 1),
                    self.lesson["steps"][self.at], 100 * self.run["accuracies"][self.at]]
        self.reader.expect(numpy.allclose(found, expected, atol=0.06), f"{what}: {told} {expected}")
        held = [float(text) for text in re.findall(r"([\d.]+) %", self.told(".held"))]
        shares = self.map["shares"]
        self.reader.expect(
            numpy.allclose(held, [100 * share for share in (sum(shares), *shares)], atol=0.06),
            f"{what}: {self.told('.held')}, the shares are {shares}")
        frozen = self.figure.locator(".layer.frozen").count()
        self.reader.expect(frozen == self.frozen, f"{what}: {frozen} layers look frozen")
        most = max(abs(points(map_)).max() for map_ in self.run["maps"])
        places = numpy.array(self.figure.locator("g.letter").evaluate_all(
            """(all) => all.sort((a, b) => a.dataset.picture - b.dataset.picture).map((one) =>
                one.style.transform.match(/-?[\\d.]+(?=px)/g).map(Number))"""))
        expected = 200 + points(self.map) / most * 182 * [1, -1]
        off = abs(places - expected).max()
        self.reader.expect(off < 0.1, f"{what}: a letter is {off} off its place")
        wrong = self.figure.locator("g.letter.wrong").count()
        reads = self.run["reads"][self.at][:len(self.lesson["labels"])]
        misread = sum(a != b for a, b in zip(reads, self.lesson["labels"]))
        self.reader.expect(wrong == misread, f"{what}: {wrong} have a ring, {misread} are misread")

    def expect_picture(self, index, what):
        said = self.told(".said")
        name = self.lesson["classes"][self.lesson["labels"][index]]
        read = self.lesson["classes"][self.run["reads"][self.at][index]]
        words = "read rightly" if read == name else f"read as {read}"
        self.reader.expect(said.startswith(f"Picture {index}, {name}: {words}"), f"{what}: {said}")
        box = self.figure.locator(".seen-picture").get_attribute("viewBox").split()
        side, columns = self.lesson["side"], self.lesson["columns"]
        expected = [index % columns * side, index // columns * side, side, side]
        self.reader.expect([int(n) for n in box] == expected, f"{what}: the picture at {box}")

    def point(self):
        self.expect_state("at first")
        field = self.figure.locator("svg.map")
        field.scroll_into_view_if_needed()
        at = points(self.map)
        most = max(abs(points(map_)).max() for map_ in self.run["maps"])
        self.page.wait_for_timeout(600)
        for index in self.random.permutation(len(self.lesson["labels"]))[:4].tolist():
            box = field.bounding_box()
            place = (200 + at / most * 182 * [1, -1]) / 400 * box["width"]
            x, y = place[index]
            self.page.mouse.move(box["x"] + x, box["y"] + y)
            self.page.wait_for_timeout(30)
            nearest = int(numpy.hypot(*(place - place[index]).T).argmin())
            if numpy.hypot(*(place[nearest] - place[index])) < 0.5 < 1 and nearest != index:
                continue  # Two letters in one place.
            self.expect_picture(index, f"picture {index} pointed at")
        field.focus()
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_timeout(30)
        aloud = self.page.locator("[aria-live].aloud").first.inner_text()
        self.reader.expect(aloud == self.told(".said"), f"read aloud: “{aloud}”")
        for lock in self.random.permutation(len(self.lesson["layers"]) - 1).tolist() + [2, 0]:
            self.touch(self.figure.locator("button.layer").nth(lock))
            self.frozen = lock if lock < self.frozen else lock + 1
            self.expect_state(f"lock {lock + 1} pressed")
        self.touch(self.figure.locator("button.layer").last)
        self.expect_state("the head pressed")

    def link(self):
        chip = self.figure.locator(".chip").nth(3)
        chip.scroll_into_view_if_needed()
        chip.focus()
        self.page.keyboard.press("Enter")
        strong = self.figure.locator("g.letter:not(.faint):not(.own)").evaluate_all(
            "(all) => all.map((one) => Number(one.dataset.picture))")
        expected = [k for k, label in enumerate(self.lesson["labels"]) if label == 3]
        self.reader.expect(sorted(strong) == expected, f"lit are {strong}, of the class {expected}")
        self.page.keyboard.press("Enter")

    def play(self):
        self.play_to_end()
        self.at = len(self.lesson["steps"]) - 1
        self.expect_state("played to the end")

    def scrub(self):
        for self.frozen in range(len(self.lesson["layers"])):
            lock = self.frozen - 1 if self.frozen else 0
            button = self.figure.locator("button.layer").nth(lock)
            while self.figure.locator(".layer.frozen").count() != self.frozen:
                button.click()
            for self.at in range(len(self.lesson["steps"])):
                slide(self.control(), self.at)
                self.expect_state(f"{self.frozen} frozen, moment {self.at}")

    def rest(self):
        self.figure.locator("select").select_option("1")
        self.start = 1
        self.expect_state("from the other beginning")
        self.reset()
        self.expect_state("as the lesson had it")


def check_transfer_library(reader, programs):
    """The map before training is the plane of NumPy's singular value decomposition."""
    one = Transfer(reader, reader.page.locator("figure.transfer"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([programs / "26-transfer-learning", "--quiet", "--tensors", "--output",
                        f"{folder}/26-transfer-learning"], check=True)
        files = list(pathlib.Path(folder).glob("*/*-features-of-the-letters-on-the-map.npy"))
        features = numpy.load(files[0]).astype(float)
    centred = features - features.mean(axis=0)
    _, sizes, directions = numpy.linalg.svd(centred, full_matrices=False)
    shares = sizes ** 2 / (sizes ** 2).sum()
    for run in one.lesson["runs"]:
        if run["start"] != 0:
            continue
        map_ = run["maps"][0]
        reader.expect(numpy.allclose(map_["shares"], shares[:2], atol=1e-5),
                      f"the plane holds {map_['shares']}, NumPy says {shares[:2]}")
        found, expected = points(map_), centred @ directions[:2].T
        for axis in 0, 1:
            off = min(abs(found[:, axis] - sign * expected[:, axis]).max() for sign in (1, -1))
            reader.expect(off < 1e-3 * abs(expected).max(),
                          f"component {axis + 1} is off NumPy's by {off}")


KINDS = {"transfer": Transfer}
