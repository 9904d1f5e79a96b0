"""Records TensorFlow's extract_patches, for RecordedImageToColumnsTests in Tests/TensorsTests.

    python Tests/Peers/record_im2col.py      # tensorflow-cpu 2.21, numpy 2

Writes Tests/Peers/Recorded/im2col.json. A patch there is (FH, FW, C) in the last axis, so that the
result, flattened to (N·OH·OW, FH·FW·C), is im2col. Settings are drawn from a fixed seed.
"""
import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

draw = np.random.default_rng(12)
target = pathlib.Path(__file__).parent / "Recorded" / "im2col.json"


def case():
    batch, channels = int(draw.integers(1, 4)), int(draw.integers(1, 4))
    size = [int(n) for n in draw.integers(4, 9, 2)]
    window = [int(n) for n in draw.integers(1, 4, 2)]
    stride = [int(n) for n in draw.integers(1, 4, 2)]
    # TensorFlow takes a rate with stride 1 only as far as windows still fit.
    dilation = [1, 1] if draw.random() < 0.6 else [int(n) for n in draw.integers(1, 3, 2)]
    padding = str(draw.choice(["valid", "same"]))
    if padding == "valid" and any(d * (w - 1) + 1 > n for d, w, n in zip(dilation, window, size)):
        return case()
    x = draw.integers(-9, 10, (batch, *size, channels)).astype("f4")
    patches = tf.image.extract_patches(
        x, [1, *window, 1], [1, *stride, 1], [1, *dilation, 1], padding.upper()).numpy()
    rows = patches.reshape(-1, patches.shape[-1])
    return {
        "input": {"shape": list(x.shape), "scalars": x.ravel().astype(int).tolist()},
        "window": window, "stride": stride, "dilation": dilation, "padding": padding,
        "output": {"shape": list(rows.shape), "scalars": rows.ravel().astype(int).tolist()},
    }


cases = [case() for _ in range(24)]
target.write_text(
    json.dumps({"tensorflow": tf.__version__, "cases": cases}, separators=(",", ":")) + "\n")
