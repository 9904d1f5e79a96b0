"""Executes lessons' notebooks with the kernel, and holds the outputs to those of their pages.

    python Tests/Jupyter/notebooks.py .build/debug [--output Output] [--lessons 9,17]

Lesson 17 and three that are drawn of those that do not train; all with CONVBOOK_CHECK_ALL=1. What
the lessons have left in the output folder is what `convbook run` has written of the same outputs.
Where an output tells times, those of each run, its words are compared alone.
"""

import argparse
import base64
import io
import pathlib
import re
import sys
import time

import nbclient
import nbformat
import numpy
from PIL import Image

import installed

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))
from sample import CHECKS_ALL, drawn

ALWAYS = 17
DRAWN = 3
TELLS_TIMES = re.compile(r"\bms\b|\bof the time\b")


def is_of_the_kernel(output):
    """Whether it tells how the kernel works: the progress of a training, a note."""
    return "convbook" in output.get("metadata", {})


def outputs(cell):
    """The outputs of a cell, with streams that follow each other in one."""
    found = []
    for output in cell.outputs:
        if is_of_the_kernel(output):
            continue
        if output.output_type == "stream" and found and found[-1].output_type == "stream":
            found[-1] = nbformat.from_dict({**found[-1], "text": found[-1].text + output.text})
        else:
            found.append(output)
    return found


def pixels(text):
    return numpy.asarray(Image.open(io.BytesIO(base64.b64decode(text))).convert("RGBA"), int)


def have_equal_words(one, other):
    """Whether texts that tell times differ in numbers alone, and in what is said of them: that
    other programs kept the processor busy."""
    if not (TELLS_TIMES.search(one) and TELLS_TIMES.search(other)):
        return one == other
    words, others = (set(re.findall(r"[^\W\d_]+", text)) for text in (one, other))
    return words <= others or others <= words


def difference(expected, found):
    """How an output differs from another; nothing when it does not."""
    if found.output_type != expected.output_type:
        return f"{found.output_type} instead of {expected.output_type}"
    if found.output_type == "stream":
        if found.text != expected.text:
            return f"“{found.text[:200]}” instead of “{expected.text[:200]}”"
        return None
    if found.output_type == "error":
        return found.evalue
    if set(found.data) != set(expected.data):
        return f"{sorted(found.data)} instead of {sorted(expected.data)}"
    for kind, content in expected.data.items():
        if kind in ("image/png", "image/jpeg"):
            ours, theirs = pixels(found.data[kind]), pixels(content)
            if ours.shape != theirs.shape:
                return f"a picture of {ours.shape} instead of {theirs.shape}"
            if numpy.abs(ours - theirs).max() > 1:
                return f"a picture that differs by {numpy.abs(ours - theirs).max()}"
        elif not have_equal_words(found.data[kind], content):
            return f"“{found.data[kind][:200]}” instead of “{content[:200]}”"
    return None


def complaints(path):
    """Executes a notebook; what is not as on the page, as sentences."""
    page = nbformat.read(path, as_version=4)
    executed = nbformat.read(path, as_version=4)
    for cell in executed.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    client = nbclient.NotebookClient(
        executed, timeout=300, allow_errors=True, kernel_name="convbook",
        resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    for before, after in zip(page.cells, executed.cells):
        if before.cell_type != "code":
            continue
        expected, found = outputs(before), outputs(after)
        differences = [difference(*pair) for pair in zip(expected, found)]
        for words in filter(None, differences):
            yield f"{before.id}: {words}"
        if len(found) != len(expected):
            kinds = [output.output_type for output in found]
            yield f"{before.id}: {len(found)} outputs {kinds} instead of {len(expected)}"
        for error in (output for output in found if output.output_type == "error"):
            yield "\n".join(error.traceback)


def lessons(output, chosen):
    """The notebooks that are executed, and what was drawn."""
    paths = {int(path.parent.name[:2]): path
             for path in sorted(output.glob("[0-9][0-9]-*/notebook.ipynb"))}
    if chosen:
        return [paths[number] for number in chosen]
    if CHECKS_ALL:
        return list(paths.values())
    # By the commit, and of those that do not train: each of the others takes a minute or more.
    trains = "TrainingOptions", "var epochs: Int?"
    quick = [number for number, path in paths.items()
             if not any(words in path.read_text() for words in trains)]
    few = drawn(quick, DRAWN, "notebooks")
    return [paths[number] for number in sorted({*few, ALWAYS}) if number in paths]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--output", default="Output", type=pathlib.Path)
    parser.add_argument("--lessons", type=lambda text: [int(part) for part in text.split(",")])
    arguments = parser.parse_args()
    installed.install(arguments.programs)
    paths = lessons(arguments.output, arguments.lessons)
    if not paths:
        sys.exit(f"{arguments.output}: no notebooks; run the lessons first")
    bad = 0
    for path in paths:
        start = time.monotonic()
        found = list(complaints(path))
        bad += len(found)
        for words in found:
            print(f"{path.parent.name}: {words}")
        print(f"{path.parent.name}: {'differs' if found else 'as its page'}, "
              f"{time.monotonic() - start:.0f} s", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
