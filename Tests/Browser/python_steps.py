"""Runs the steps in Python of every lesson that has some, and holds each value to what the lesson
traced. Those in PyTorch are left out where it is not installed.

    python Tests/Browser/python_steps.py .build/debug
    python Tests/Browser/python_steps.py .build/debug --lessons 15 27
    python Tests/Browser/python_steps.py --output Output    # as a run with --tensors has left it
"""

import argparse
import ast
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy

LESSONS = pathlib.Path(__file__).parents[2] / "Lessons"
# The files, and what they import: torchvision has the large networks.
FILES = {"in_numpy.py": ("NumPy", ["numpy"]), "in_torch.py": ("PyTorch", ["torch", "torchvision"])}


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
    """What is wrong with a value; None when it is the traced one. A tuple is the shape of a traced
    tensor. Axes of length 1 may be missing, and all numbers may be off by what Float rounds."""
    if isinstance(ours, tuple) and isinstance(traced, numpy.ndarray):
        traced = traced.shape
    if hasattr(ours, "detach"):
        ours = ours.detach()
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
    if not (folder / "trace.json").exists():
        yield f"{path}: {folder} has no trace.json: run the lesson with --tensors first"
        return
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


def run(programs, names, output):
    """Runs lessons, so that they leave what they trace."""
    print(f"Running {len(names)} lessons…", flush=True)
    subprocess.run(
        [pathlib.Path(programs, "convbook").absolute(), "run", *names, "--tensors", "--output",
         output], check=True, stdout=subprocess.DEVNULL)


def check(file, paths, output):
    """Tells what is wrong with the cells of all files of one library; returns whether none is."""
    library, modules = FILES[file]
    count = sum(len(list(cells(path))) for path in paths)
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        print(f"{count} steps of {len(paths)} lessons in {library} were not run: this Python has "
              f"no {' and no '.join(missing)} (Tests/Peers/requirements.txt)")
        return True
    bad = [text for path in paths for text in complaints(path, output / path.parent.name)]
    print("\n".join(bad) or f"{count} steps of {len(paths)} lessons are the same in {library}")
    return not bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs", nargs="?", help="the folder of convbook")
    parser.add_argument(
        "--lessons", nargs="*", type=int, help="their numbers; by default all that have steps")
    parser.add_argument("--output", help="the folder that a run with --tensors has written")
    arguments = parser.parse_args()
    if not arguments.programs and not arguments.output:
        parser.error("name the folder of convbook, or what it has written by --output")
    numbers = arguments.lessons
    files = {file: [
        path for path in sorted(LESSONS.glob(f"*/{file}"))
        if not numbers or int(path.parent.name.split("-")[0]) in numbers] for file in FILES}
    names = sorted({path.parent.name for paths in files.values() for path in paths})
    if not names:
        sys.exit(f"{LESSONS}: no such lesson has {' or '.join(FILES)}")
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(arguments.output or pathlib.Path(folder, "Output")).absolute()
        if not arguments.output:
            run(arguments.programs, names, output)
        # Cells read what the lessons wrote as a reader would, from the folder of the checkout.
        os.chdir(output.parent)
        good = [check(file, paths, output) for file, paths in files.items() if paths]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
