"""What lesson 9 does, with TensorFlow, for `convbook bench --peers`: from the photo to a page with
its pictures.

    python Tests/Peers/bench_lesson_09_tensorflow.py --output FOLDER

Filters the red channel of the teddy, draws the six pictures of the lesson's page as PNG, and writes
the page, its shapes as JSON and a notebook with the pictures in it.
"""
import argparse
import base64
import html
import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow as tf

parser = argparse.ArgumentParser()
parser.add_argument("--output", type=pathlib.Path, required=True)
folder = parser.parse_args().output
folder.mkdir(parents=True, exist_ok=True)
images = pathlib.Path(__file__).resolve().parents[2] / "Images"

pictures, trace = [], []


def show(numbers, caption, black=0.0, white=255.0):
    """Numbers of shape (H, W, C) as a picture, from black to white."""
    levels = tf.clip_by_value(255 * (numbers - black) / (white - black), 0, 255)
    png = tf.io.encode_png(tf.cast(tf.round(levels), tf.uint8)).numpy()
    name = f"{len(pictures) + 1:02}-{caption.lower().replace(' ', '-')}.png"
    (folder / name).write_bytes(png)
    pictures.append((name, caption, png))


def traced(step, tensor):
    trace.append({"step": step, "output": list(tensor.shape)})
    return tensor


edge = tf.constant([[-1.0, 0, 1]] * 3)
photo = traced("photo", tf.io.decode_jpeg(tf.io.read_file(str(images / "teddy.jpg"))))
photo = tf.cast(photo, tf.float32)
show(photo, "The photo")
batch = traced("batch of one", photo[None])
red = traced("red channel", batch[..., :1])
edges = traced("conv2D", tf.nn.conv2d(red, edge[:, :, None, None], 1, "VALID"))
show(edges[0], "Response to vertical edges", -200, 200)
for step, value in [
    ("smallest response", tf.reduce_min(edges)), ("largest response", tf.reduce_max(edges)),
    ("nearly flat", tf.reduce_mean(tf.cast(tf.abs(edges) <= 30, tf.float32))),
    ("edges lost", tf.reduce_sum(tf.cast(edges < -30, tf.float32))),
    ("edges", tf.reduce_sum(tf.cast(tf.abs(edges) > 30, tf.float32))),
]:
    trace.append({"step": step, "value": float(value)})
show(tf.clip_by_value(edges, 0, 255)[0], "The same cut to 0…255")
level = traced(
    "conv2D, horizontal", tf.nn.conv2d(red, tf.transpose(edge)[:, :, None, None], 1, "VALID"))
show(edges[0], "Vertical edges", -200, 200)
show(level[0], "Horizontal edges", -200, 200)
strength = traced("strength", tf.sqrt(edges * edges + level * level))
show(strength[0], "Edge strength", 0, 250)

figures = "\n".join(
    f'<figure><img src="{name}" alt="{html.escape(caption)}">'
    f'<figcaption>{html.escape(caption)}</figcaption></figure>'
    for name, caption, _ in pictures)
(folder / "index.html").write_text(
    f"<!doctype html>\n<meta charset=utf-8>\n<title>Edges in a photo</title>\n{figures}\n"
    f"<pre>{html.escape(json.dumps(trace, indent=1))}</pre>\n")
(folder / "trace.json").write_text(json.dumps(trace))
cells = [
    {"cell_type": "code", "id": f"cell-{index}", "metadata": {}, "execution_count": index,
     "source": caption, "outputs": [{
         "output_type": "display_data", "metadata": {},
         "data": {"image/png": base64.b64encode(png).decode(), "text/plain": caption}}]}
    for index, (_, caption, png) in enumerate(pictures, 1)]
(folder / "notebook.ipynb").write_text(
    json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
