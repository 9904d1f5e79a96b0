"""What the scripts of `convbook bench --peers` share: they do works when they are asked, and tell
the times.

The first line a script prints says who it is:

    {"peer": "numpy", "version": "2.4.6", "works": ["simple-conv-step"]}    or    {"missing": "No
    module …"}

After that it sleeps until a line "simple-conv-step 20" comes in, does the work 20 times, and prints

    {"work": "simple-conv-step", "ms": [12.1, 11.9, …]}

To try one by hand: echo "simple-conv-step 20" | python Tests/Peers/bench_numpy.py

With --memory WORK it does that work a few times and prints {"peak_mb": 93.1} instead.
"""
import argparse
import contextlib
import json
import os
import pathlib
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--photos", type=pathlib.Path, help="where fruits.png and teddy.png lie")
parser.add_argument("--memory", metavar="WORK")
options = parser.parse_args()
threads = options.threads
images = pathlib.Path(__file__).resolve().parents[2] / "Images"

# Before any library is loaded: most read these once.
for name in "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS":
    os.environ[name] = str(threads)
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

# Libraries may print what they like: what was standard output is for answers alone.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def answer(**values):
    print(json.dumps(values), file=answers, flush=True)


@contextlib.contextmanager
def importing():
    """Imports of libraries that may not be there."""
    try:
        yield
    except ImportError as error:
        answer(missing=str(error))
        sys.exit()


def peak_mb():
    """The most memory this process has held."""
    # getrusage would begin with what the parent held when it started us.
    if sys.platform == "linux":
        status = pathlib.Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def serve(peer, version, works):
    """Answers until the input ends. `works` maps a name to a function that prepares it and returns
    the work."""
    if options.memory:
        work = works[options.memory]()
        for _ in range(10):
            work()
        return answer(peak_mb=peak_mb())
    answer(peer=peer, version=version, works=list(works))
    # One at a time is kept, so that a large batch is gone when the next work comes.
    current, work = None, None
    for line in sys.stdin:
        name, count = line.split()
        if name != current:
            work = None
            current, work = name, works[name]()
        times = []
        for _ in range(int(count)):
            start = time.perf_counter()
            work()
            times.append(1e3 * (time.perf_counter() - start))
        answer(work=name, ms=times)


def series(prefix, values, prepare):
    """Works of one kind and several sizes: prefix-1, prefix-10, …"""
    return {f"{prefix}-{value}": lambda value=value: prepare(value) for value in values}


BATCHES = 1, 10, 100, 1000
SIDES = 256, 512, 1024, 2048
