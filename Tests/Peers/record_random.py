"""Works out the numbers that RandomTensorsTests expects, in Python's exact integers and doubles.

    python3 Tests/Peers/record_random.py

Prints three Swift arrays to be pasted into the test. Needs nothing but Python and NumPy.
"""
import math

import numpy

MASK = (1 << 64) - 1


def splitmix64(seed):
    """Vigna's splitmix64.c."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def standard_normal(bits):
    """Marsaglia's polar method, with libm's logarithm where ours is a series."""
    while True:
        x = (next(bits) >> 11) * 2.0**-52 - 1
        y = (next(bits) >> 11) * 2.0**-52 - 1
        square = x * x + y * y
        if 0 < square < 1:
            return x * math.sqrt(-2 * math.log(square) / square)


bits = splitmix64(42)
draws = {
    "uniform": [(next(bits) >> 40) * 2.0**-24 for _ in range(4)],
    "integers": [next(bits) * 10 >> 64 for _ in range(8)],
    "normal": [standard_normal(bits) for _ in range(4)],
}
for name, values in draws.items():
    numbers = ", ".join(str(numpy.float32(value)).removesuffix(".0") for value in values)
    print(f"  static let {name}: [Float] = [{numbers}]")
