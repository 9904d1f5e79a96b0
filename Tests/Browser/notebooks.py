"""Holds every notebook.ipynb below a folder to the notebook format, by Jupyter's own library.

    python Tests/Browser/notebooks.py Output
"""

import base64
import pathlib
import sys

import nbformat

SIGNATURES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff"}


def complaints(path):
    """What is wrong with a notebook, as sentences."""
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    try:
        nbformat.validate(notebook, relax_add_props=False)
    except nbformat.ValidationError as error:
        yield str(error).splitlines()[0]
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        yield f"is format {notebook.nbformat}.{notebook.nbformat_minor}, not 4.5"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    counts = [cell.execution_count for cell in code]
    if counts != list(range(1, len(code) + 1)):
        yield f"was not run from top to bottom: {counts}"
    outputs = [output for cell in code for output in cell.outputs]
    if any(output.output_type == "error" for output in outputs):
        yield "holds an error"
    pictures = [
        (kind, data) for output in outputs for kind, data in output.get("data", {}).items()
        if kind in SIGNATURES]
    if not pictures:
        yield "shows no picture"
    for kind, data in pictures:
        if not base64.b64decode(data).startswith(SIGNATURES[kind]):
            yield f"holds a picture that is no {kind}"


def main(folder):
    paths = sorted(pathlib.Path(folder).glob("*/notebook.ipynb"))
    if not paths:
        sys.exit(f"{folder}: no notebooks; run the lessons first")
    bad = [f"{path}: {complaint}" for path in paths for complaint in complaints(path)]
    print("\n".join(bad) or f"{len(paths)} notebooks are valid")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
