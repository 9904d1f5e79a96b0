"""The kernel of a build, installed for the scripts of this folder alone."""

import os
import subprocess
import tempfile

folder = tempfile.TemporaryDirectory(prefix="convbook-jupyter-")


def install(programs):
    """Installs the kernel of the programs in a folder, where only this process finds it."""
    convbook = os.path.join(programs, "convbook")
    subprocess.run(
        [convbook, "jupyter", "install", "--prefix", folder.name], check=True,
        stdout=subprocess.DEVNULL)
    os.environ["JUPYTER_PATH"] = os.path.join(folder.name, "share/jupyter")
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"
    # What a server knows of the notebook must not reach the kernels of these scripts.
    os.environ.pop("JPY_SESSION_NAME", None)
    return convbook
