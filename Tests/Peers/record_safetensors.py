"""Records files that Hugging Face's library writes and refuses, for SafetensorsFileTests.

    python Tests/Peers/record_safetensors.py      # safetensors 0.8, numpy 2, ml_dtypes

Writes Tests/Peers/Recorded/safetensors.json:

"files": for each file its bytes in hexadecimal, its metadata, and for each tensor in it the shape
and the numbers as 32-bit floats.

"changed": small files with something changed in their header, its bytes written as Latin-1,
followed by so many zero bytes; and whether the library still reads them.
"""
import json
import pathlib
import random

import ml_dtypes
import numpy
import safetensors
from safetensors.numpy import load, save

target = pathlib.Path(__file__).parent / "Recorded" / "safetensors.json"
draw = random.Random(25)
counting = numpy.arange(24, dtype="f4") / 4 - 3
files, changed = [], []


def add(name, tensors, metadata=None):
    content = save(tensors, metadata)
    described = {
        key: {"shape": value.shape, "scalars": [float(x) for x in value.astype("f4").ravel()]}
        for key, value in tensors.items()
    }
    files.append(
        {"name": name, "hex": content.hex(), "metadata": metadata or {}, "tensors": described})


def reads(content):
    try:
        return load(content) is not None
    except Exception:  # whatever it says, it refuses
        return False


def change(header, numbers):
    header = header.encode() if isinstance(header, str) else header
    content = len(header).to_bytes(8, "little") + header + bytes(numbers)
    changed.append({"header": header.decode("latin-1"), "zeros": numbers, "reads": reads(content)})


add("F32", {"0.weights": counting.reshape(2, 3, 4), "0.bias": counting[:5], "10.x": counting[:2]})
add("F32 with metadata", {"a": counting[:3]}, {"format": "a \"quoted\" \\ word\n\tand é 🐻 \x01"})
add("F32 scalar and empty", {"scalar": numpy.array(2.5, "f4"), "empty": counting[:0].reshape(0, 3)})
add("F32 nothing", {})
add("F32 names", {"é.🐻": counting[:1], "a\"b": counting[1:2], "": counting[2:3]})
for kind in ["f8", "f2", "i1", "i2", "i4", "i8"]:
    add(kind, {"x": numpy.array([[-3, -2, -1], [0, 100, 127]], kind)})
for kind in ["u1", "u2", "u4", "u8", "?"]:
    add(kind, {"x": numpy.array([[0, 1, 2], [3, 200, 255]], kind)})
halves = numpy.array([1 / 3, -65504, 6e-8, 6.1e-5, -0.0, 1000, 0.1, 1e-7])
add("half", {"x": halves.astype("f2")})
add("bfloat16", {"x": (halves * 1e20).astype(ml_dtypes.bfloat16)})
add("mixed", {"long": numpy.arange(3), "byte": numpy.array([7], "u1"), "float": counting[:2]})

good = ('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},'
        '"b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}')
change(good, 11)
for numbers in [0, 8, 10, 12]:
    change(good, numbers)
for old, new in [
    ("[8,11]", "[9,12]"), ("[8,11]", "[7,10]"), ("[8,11]", "[11,8]"), ("[8,11]", "[8]"),
    ("[8,11]", "[8,11,12]"), ("[8,11]", "[8.0,11]"), ("[8,11]", "[-8,11]"), ("[8,11]", "[8,011]"),
    ("[8,11]", "[8,1e1]"), ("[8,11]", "[8,99999999999999999999]"), ("[8,11]", "\"8,11\""),
    ("[3]", "[4]"), ("[3]", "[3,1]"), ("[3]", "[]"), ("[3]", "[0]"), ("[3]", "[null]"),
    ("[3]", "[4294967296,4294967296]"), ("[3]", "[9223372036854775807,2]"), ("U8", "U9"),
    ("U8", "BOOL"), ("U8", "u8"), ("\"U8\"", "8"), ("\"b\"", "\"a\""),
    ("\"b\"", "\"__metadata__\""),
    ("\"shape\":[3],", ""), ("\"dtype\":\"U8\",", ""), (",\"data_offsets\":[8,11]", ""),
    ("\"shape\":[3]", "\"shape\":[3],\"shape\":[3]"),
    ("\"shape\":[3]", "\"shape\":[3],\"colour\":{\"x\":[1.5e3,true]}"),
    ("\"b\":", "\"b\" : "), ("\"b\":", "b:"), ("\"b\":", "\"\\u0062\":"),
    ("\"b\":", "\"\\ud83d\\udc3b\":"),
    ("\"b\":", "\"\\ud83d\":"), ("\"b\":", "\"\\x\":"), ("\"b\":", "\"b\n\":"),
    ("}}", "}},"), ("}}", "}"),
    ("}}", "}} "), ("}}", "}}\n\t"), ("}}", "}}x"), ("}}", "}},{}"), ("{\"a\"", " {\"a\""),
    ("{\"a\"", "{\"__metadata__\":{\"x\":\"y\"},\"a\""),
    ("{\"a\"", "{\"__metadata__\":{\"x\":1},\"a\""),
    ("{\"a\"", "{\"__metadata__\":{},\"a\""), ("{\"a\"", "{\"__metadata__\":[],\"a\""),
    ("{\"a\"", "{\"c\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\""),
    ("{\"a\"", "{\"c\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]},\"a\""),
    ("{\"a\"", "{\"c\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]},\"a\""),
    ("{\"a\"", "{\"c\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[99,99]},\"a\""),
]:
    assert old in good
    change(good.replace(old, new), 11)
change("", 0)
change("{}", 0)
change("{}", 1)
change("[]", 0)
change("null", 0)
change("[" * 40 + "]" * 40, 0)
change(b'{"\xff":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1)
for _ in range(300):
    header = bytearray(good.encode())
    for _ in range(draw.randint(1, 2)):
        header[draw.randrange(len(header))] = draw.choice(b'0123456789[]{},:"ab -.e\\\x00\xc3')
    change(bytes(header), 11)

record = {"safetensors": safetensors.__version__, "files": files, "changed": changed}
text = json.dumps(record, separators=(",", ":"))
text = text.replace('{"name"', '\n{"name"').replace('{"header"', '\n{"header"')
target.write_text(text + "\n")
read = sum(c["reads"] for c in changed)
print(f"{len(files)} files, {len(changed)} changed, {read} of them still read, "
      f"{target.stat().st_size} bytes: {target}")
