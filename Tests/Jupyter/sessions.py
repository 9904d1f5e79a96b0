"""Measures the kernel: how long cells take, and whether many executions leave something behind.

    python Tests/Jupyter/sessions.py .build/debug [--executions 100]

Prints percentiles of the time from the request to execute a cell to its output, and the memory,
threads, files and processes of kernel and engine before and after the executions.
"""

import argparse
import os
import pathlib
import re
import statistics
import sys
import tempfile
import time

import psutil
from jupyter_client.manager import start_new_kernel

import installed


def execute(client, code, during=None, **metadata):
    """Executes a cell; the texts of its outputs, and the seconds until the first.

    What is to be done during it is done as soon as it has begun.
    """
    start = time.monotonic()
    message = client.session.msg("execute_request", {
        "code": code, "silent": False, "store_history": True, "user_expressions": {},
        "allow_stdin": False, "stop_on_error": True})
    message["metadata"].update(metadata)
    client.shell_channel.send(message)
    texts, seconds = [], None
    while True:
        reply = client.get_iopub_msg(timeout=120)
        if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        kind, content = reply["msg_type"], reply["content"]
        if kind == "execute_input" and during:
            during()
        if kind in ("execute_result", "stream", "display_data", "error"):
            seconds = seconds or time.monotonic() - start
            texts.append(content.get("text") or content.get("data", {}).get("text/plain")
                         or "\n".join(content.get("traceback", [])))
        if kind == "status" and content["execution_state"] == "idle":
            return texts, seconds


def usage(process):
    """The memory in MB, threads and open files of a process."""
    return {
        "MB": process.memory_info().rss >> 20, "threads": process.num_threads(),
        "files": process.num_fds()}


def percentiles(times):
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return f"median {cuts[9]:.2f} s, 75 % {cuts[14]:.2f} s, 95 % {cuts[18]:.2f} s"


def expect(found, wanted, what):
    if wanted not in "".join(found):
        sys.exit(f"{what}: {found} instead of “{wanted}”")


def hidden_state(client):
    """Cells out of order, twice, changed and deleted give what is read from top to bottom."""
    execute(client, "let size = 2", cellId="a")
    expect(execute(client, "size * 10", cellId="b")[0], "20", "a cell below another")
    expect(execute(client, "size * 10", cellId="b")[0], "20", "a cell that is run twice")
    execute(client, "let size = 3", cellId="a")
    expect(execute(client, "size * 10", cellId="b")[0], "30", "a cell below one that was changed")
    expect(
        execute(client, "size * 10", cellId="b", deletedCells=["a"])[0], "cannot find 'size'",
        "a cell below one that was deleted")
    execute(client, "1", cellId="c", deletedCells=["b"])


def answer(body, beginning="import LessonKit\n\n"):
    """A cell that answers an exercise."""
    return f"""{beginning}@main
struct Answer: EdgeFilterExercise, Attempt {{
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {{
    {body}
  }}
}}
// {time.time_ns()}"""  # What was compiled once is kept.


def places_in_answers(client):
    """What is said of an answer names its lines, and no folder of this machine."""
    for body, place in (("nothing()", "Cell.swift:6:5"), ("[picture[99]]", "in line 6"),
                        ("picture", "(3, 3), (1, 1) is expected")):
        texts = execute(client, answer(body), cellId="places")[0]
        expect(texts, place, f"the answer “{body}”")
        # As in all cells the library need not be imported.
        texts += execute(client, answer(body, "\n\n"), cellId="places")[0]
        if "".join(texts).count(place) != 2:
            sys.exit(f"the answer “{body}” without an import: {texts}")
        if found := re.findall(r"/\w+/\S+", "".join(filter(None, texts))):
            sys.exit(f"the answer “{body}” is told with {found}")
    execute(client, "1", cellId="c", deletedCells=["places"])


def wait_for_program(engine, before):
    """Waits until an answer is called; returns the programs of the check."""
    for _ in range(1200):
        others = [child for child in engine.children(recursive=True) if child.pid not in before]
        if any(child.name() == "program" for child in others):
            return others
        time.sleep(0.05)
    sys.exit("the check starts no program")


def interrupted_check(manager, client, engine):
    """A check that is interrupted says so, while it compiles the answer and while it waits for it;
    nothing of it is left, and the notebook goes on."""
    execute(client, "let size = 4", cellId="check-a")
    interrupted = []

    def interrupt():
        interrupted.append(time.monotonic())
        manager.interrupt_kernel()

    def interrupt_when_it_runs():
        wait_for_program(engine, before)
        interrupt()

    for when in (interrupt, interrupt_when_it_runs):
        before = {child.pid for child in engine.children(recursive=True)}
        expect(execute(client, answer("while true { }"), when, cellId="check-b")[0],
               "The check was ended", when)
        print(f"an interrupted check: {time.monotonic() - interrupted[-1]:.2f} s")
        if left := [child for child in engine.children(recursive=True)
                    if child.pid not in before and child.status() != psutil.STATUS_ZOMBIE]:
            sys.exit(f"an interrupted check leaves {left}")
        expect(execute(client, "size * 10", cellId="check-c")[0], "40", "the cell below a check")
    execute(client, "1", cellId="c", deletedCells=["check-a", "check-b", "check-c"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--executions", type=int, default=100)
    arguments = parser.parse_args()
    installed.install(arguments.programs)
    folder = tempfile.TemporaryDirectory(prefix="convbook-session-")
    os.environ["TMPDIR"] = folder.name
    manager, client = start_new_kernel(kernel_name="convbook")
    try:
        kernel = psutil.Process(manager.provisioner.pid)
        hidden_state(client)
        engine = next(child for child in kernel.children() if "convbook" in child.name())
        places_in_answers(client)
        interrupted_check(manager, client, engine)
        new, same = [], []
        before = None
        for number in range(arguments.executions):
            texts, seconds = execute(client, f"{number} + 1", cellId="c")
            expect(texts, str(number + 1), "a changed cell")
            new.append(seconds)
            same.append(execute(client, f"{number} + 1", cellId="c")[1])
            # What the first ones load stays.
            if number == arguments.executions // 5:
                before = usage(kernel), usage(engine)
        time.sleep(2)
        after = usage(kernel), usage(engine)
        print(f"a changed cell: {percentiles(new)}")
        print(f"the same cell again: {percentiles(same)}")
        for name, first, last in zip(("kernel", "engine"), before, after):
            print(f"{name}: {first}, then {last}")
            for what, least in (("MB", 20), ("threads", 4), ("files", 4)):
                if last[what] > first[what] + least:
                    sys.exit(f"{name}: {what} grew from {first[what]} to {last[what]}")
        programs = [child for child in engine.children(recursive=True)
                    if child.status() != psutil.STATUS_ZOMBIE]
        if len(programs) > 2:
            sys.exit(f"the engine has {len(programs)} programs left: {programs}")
        if not any(pathlib.Path(folder.name).iterdir()):
            sys.exit(f"the engine has no files in {folder.name}")
        # The kernel is shut down while it checks.
        client.execute(answer("while true { }"))
        programs += wait_for_program(engine, {program.pid for program in programs})
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    time.sleep(1)
    if engine.is_running() and engine.status() != psutil.STATUS_ZOMBIE:
        sys.exit("the engine outlives its kernel")
    if left := [program for program in programs if program.is_running()
                and program.status() != psutil.STATUS_ZOMBIE]:
        sys.exit(f"a kernel that was shut down leaves {left}")
    if left := [path.name for path in pathlib.Path(folder.name).rglob("*")]:
        sys.exit(f"a kernel that was shut down leaves {left}")


if __name__ == "__main__":
    main()
