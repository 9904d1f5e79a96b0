"""The kernel of Convbook for Jupyter: hands what Jupyter asks to `convbook jupyter engine`.

Jupyter starts it with the kernel's connection file; ipykernel speaks Jupyter's protocol. All that
is known of Swift is in the engine, which gets a line of JSON for each request, and answers with
lines of JSON: Sources/convbook/Jupyter/KernelMessages.swift has them.
"""

import asyncio
import itertools
import json
import os
import re
import signal
import subprocess
import threading

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel


class Engine:
    """The engine's process, and the replies that are waited for."""

    def __init__(self, loop):
        self.loop = loop
        self.numbers = itertools.count(1)
        self.waiting = {}
        # A session of its own: Ctrl-C in the terminal of a server is for the kernel to pass on.
        self.process = subprocess.Popen(
            [os.environ.get("CONVBOOK_PROGRAM", "convbook"), "jupyter", "engine"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            reply = json.loads(line)
            self.loop.call_soon_threadsafe(self._take, reply)
        self.loop.call_soon_threadsafe(self._end)

    def _take(self, reply):
        queue = self.waiting.get(reply["number"])
        if queue:
            queue.put_nowait(reply)

    def _end(self):
        for queue in self.waiting.values():
            queue.put_nowait(None)

    def send(self, **request):
        """Sends a request, and returns its number."""
        number = next(self.numbers)
        line = json.dumps({"number": number, **request}) + "\n"
        try:
            self.process.stdin.write(line.encode())
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass  # Whoever waits for the reply hears of the end.
        return number

    async def replies(self, **request):
        """Sends a request, and yields the replies; the last one has "done"."""
        queue = asyncio.Queue()
        number = self.send(**request)
        self.waiting[number] = queue
        try:
            while True:
                reply = None
                if self.process.poll() is None or not queue.empty():
                    reply = await queue.get()
                if reply is None:
                    raise EOFError
                yield reply
                if "done" in reply:
                    return
        finally:
            del self.waiting[number]

    async def answer(self, **request):
        """Sends a request, and returns what it is answered with; nothing when the engine ended."""
        try:
            async for reply in self.replies(**request):
                if "done" in reply:
                    return reply["done"]
        except EOFError:
            pass
        return {}

    def close(self):
        """Ends the engine, and the program that it runs."""
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def joined(value):
    """A text that nbformat keeps line by line, as Jupyter's messages have it."""
    return "".join(value) if isinstance(value, list) else value


class ConvbookKernel(Kernel):
    """Jupyter's side of a notebook in Swift."""

    implementation = "convbook"
    implementation_version = "1"
    language_info = {
        "name": "swift", "mimetype": "text/x-swift", "file_extension": ".swift",
        "codemirror_mode": "swift", "pygments_lexer": "swift",
    }
    banner = "Convbook: cells in Swift. A cell runs with all cells above it, from the top."

    def __init__(self, **arguments):
        super().__init__(**arguments)
        self.engine = None
        self.history = []

    def running_engine(self):
        """The engine, started when it is first needed, and again after a crash of its own."""
        if self.engine is None or self.engine.process.poll() is not None:
            self.engine = Engine(asyncio.get_running_loop())
        return self.engine

    # ipykernel would raise KeyboardInterrupt in the middle of its own work.
    def pre_handler_hook(self):
        signal.signal(signal.SIGINT, self._interrupt)

    def post_handler_hook(self):
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, *_):
        if self.engine is not None:
            self.engine.send(interrupt={})

    def notebook(self):
        """The path of the notebook's file, where the server tells it."""
        path = os.environ.get("JPY_SESSION_NAME", "")
        return path if path.endswith(".ipynb") and os.path.isfile(path) else None

    async def do_execute(self, code, silent, store_history=True, user_expressions=None,
                         allow_stdin=False, *, cell_meta=None, cell_id=None, **_):
        if store_history and not silent:
            self.history.append((0, self.execution_count, code))
        done = {"status": "ok"}
        if code.strip() and not silent:
            meta = self.get_parent("shell").get("metadata", {})
            cell = {
                "code": code, "cellId": cell_id or meta.get("cellId"),
                "deletedCells": meta.get("deletedCells", []), "notebook": self.notebook()}
            try:
                async for reply in self.running_engine().replies(execute=cell):
                    if "output" in reply:
                        self.show(**reply["output"])
                    done = reply.get("done", done)
            except (EOFError, OSError) as error:
                done = self.engine_failed(error)
        if done["status"] == "ok":
            return {
                "status": "ok", "execution_count": self.execution_count, "payload": [],
                "user_expressions": {}}
        return {
            "status": "error", "execution_count": self.execution_count, "ename": done["name"],
            "evalue": done["message"], "traceback": []}

    def engine_failed(self, error):
        """Says that there is no engine, and what to do."""
        words = (f"{os.environ.get('CONVBOOK_PROGRAM', 'convbook')}: the engine has ended"
                 f"{f' ({error})' if str(error) else ''}. Build Convbook, and run "
                 "“swift run convbook jupyter install” in its folder.")
        content = {"ename": "No engine", "evalue": words, "traceback": ["No engine", words]}
        self.send_response(self.iopub_socket, "error", content)
        return {"status": "error", "name": "No engine", "message": words}

    def show(self, output, isValue=False, display=None, isUpdate=False, kind=None):
        """Sends an output to the front end."""
        message = output.pop("output_type")
        if message == "stream":
            output["text"] = joined(output["text"])
        if message == "display_data":
            output["data"] = {key: joined(value) for key, value in output["data"].items()}
            if kind is not None:
                output["metadata"] = {**output.get("metadata", {}), "convbook": {"kind": kind}}
            if display is not None:
                output["transient"] = {"display_id": display}
                message = "update_display_data" if isUpdate else message
            if isValue:
                message = "execute_result"
                output["execution_count"] = self.execution_count
        self.send_response(self.iopub_socket, message, output)

    async def do_complete(self, code, cursor_pos):
        done = await self.running_engine().answer(complete={"code": code, "cursor": cursor_pos})
        return {
            "status": "ok", "matches": done.get("matches", []), "metadata": {},
            "cursor_start": done.get("from", cursor_pos), "cursor_end": done.get("to", cursor_pos)}

    async def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        done = await self.running_engine().answer(inspect={"code": code, "cursor": cursor_pos})
        data = done.get("data", {})
        return {"status": "ok", "found": bool(data), "data": data, "metadata": {}}

    async def do_is_complete(self, code):
        done = await self.running_engine().answer(isComplete={"code": code})
        status = done.get("status", "unknown")
        return {"status": status} | (
            {"indent": done.get("indent", "")} if status == "incomplete" else {})

    async def do_history(self, hist_access_type, output, raw, session=None, start=0, stop=None,
                         n=None, pattern=None, unique=False):
        found = self.history
        if hist_access_type == "range":
            found = [entry for entry in found
                     if entry[1] >= (start or 0) and (stop is None or entry[1] < stop)]
        elif hist_access_type == "search":
            parts = [{"*": ".*", "?": "."}.get(part, re.escape(part)) for part in pattern or "*"]
            fits = re.compile("".join(parts), re.DOTALL).fullmatch
            found = [entry for entry in found if fits(entry[2])]
            if unique:
                found = list({entry[2]: entry for entry in found}.values())
        if hist_access_type != "range":
            found = found[-n:] if n else found
        if output:
            found = [(session, line, (code, None)) for session, line, code in found]
        return {"status": "ok", "history": found}

    async def do_shutdown(self, restart):
        engine, self.engine = self.engine, None
        if engine is not None:
            engine.close()
        self.history = []
        return {"status": "ok", "restart": restart}


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=ConvbookKernel)
