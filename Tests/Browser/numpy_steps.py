"""Runs the steps in NumPy of every lesson that has some, and holds each value to what the lesson
traced.

    python Tests/Browser/numpy_steps.py .build/debug
"""

import ast
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy

LESSONS = pathlib.Path(__file__).parents[2] / "Lessons"
FILE = "in_numpy.py"


def cells(path):
    """The cells of a file: name of the step, which of that name, line, code."""
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^# %% (.+)\n", text, flags=re.MULTILINE)
    line = 1 + parts[0].count("\n")
    for title, code in zip(parts[1::2], parts[2::2]):
        numbered = re.fullmatch(r"(.+) #(\d+)", title)
        step, number = (numbered[1], int(numbered[2])) if numbered else (title, 1)
        yield step, number, line, code
        line += 1 + code.count("\n")


def value_of(code, line, path, names):
    """Runs a cell; its value is the expression on its last lines, as in Jupyter."""
    tree = ast.parse("\n" * line + code, str(path))
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        raise SyntaxError("its last line is no value")
    last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, str(path), "exec"), names)
    return eval(compile(last, str(path), "eval"), names)


def traced_steps(folder):
    """What a lesson traced, by step: a number, a tensor, or a shape as a tuple."""
    steps, count = {}, 1
    for trace in json.loads((folder / "trace.json").read_text(encoding="utf-8")):
        name = trace["step"]
        slug = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:48] or "untitled"
        file = folder / f"{count:02}-{slug}.npy"
        if "output" in trace and file.exists():
            value, count = numpy.load(file), count + 1
        else:
            value = trace["value"] if "value" in trace else tuple(trace["output"])
        steps.setdefault(name, []).append(value)
    return steps


def complaint(ours, traced):
    """What is wrong with a value; None when it is the traced one. Axes of length 1 may be missing,
    and all numbers may be off by what Float rounds."""
    ours = numpy.asarray(ours, dtype=float)
    traced = numpy.asarray(traced, dtype=float)
    if ours.shape not in (traced.shape, tuple(n for n in traced.shape if n != 1)):
        if ours.size != 1 or traced.size != 1:
            return f"has shape {ours.shape}, the lesson's {traced.shape}"
    ours = ours.reshape(traced.shape)
    tolerance = 1e-5 * max(numpy.abs(traced).max(initial=0), 1e-12)
    # Where the lesson has 0, as the difference of two ways, ours may have rounded.
    tolerance = tolerance if traced.any() else 1e-5
    off = numpy.abs(ours - traced)
    if not (off <= tolerance).all():
        return f"is off by {off.max():.6g}" + (
            f": {ours.item():.9g}, the lesson's {traced.item():.9g}" if traced.size == 1 else "")
    return None


def complaints(path, folder):
    """What is wrong with a lesson's cells, as sentences."""
    traced, names, seen = traced_steps(folder), {"__name__": "__main__"}, 0
    for step, number, line, code in cells(path):
        seen += 1
        title = step if number == 1 else f"{step} #{number}"
        where = f"{path}:{line}: “{title}”"
        if len(traced.get(step, [])) < number:
            yield f"{where} is no step that the lesson traces"
            continue
        try:
            wrong = complaint(value_of(code, line, path, names), traced[step][number - 1])
        except Exception as error:
            yield f"{where} fails: {type(error).__name__}: {error}"
            return
        if wrong:
            yield f"{where} {wrong}"
    if not seen:
        yield f"{path}: has no cells"


def main(programs):
    paths = sorted(LESSONS.glob(f"*/{FILE}"))
    if not paths:
        sys.exit(f"{LESSONS}: no lesson has {FILE}")
    convbook = pathlib.Path(programs, "convbook").absolute()
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder, "Output")
        names = [path.parent.name for path in paths]
        subprocess.run(
            [convbook, "run", *names, "--tensors", "--output", output], check=True,
            stdout=subprocess.DEVNULL)
        # Cells read what the lessons wrote as a reader would, from the folder of the checkout.
        os.chdir(folder)
        bad = [
            text for path in paths for text in complaints(path, output / path.parent.name)]
    steps = sum(len(list(cells(path))) for path in paths)
    print("\n".join(bad) or f"{steps} steps of {len(paths)} lessons are the same in NumPy")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
