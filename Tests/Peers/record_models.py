"""Records what torchvision's models answer, for RecordedModelTests in Tests/NetworksTests.

    python Tests/Peers/record_models.py                     # torch 2.15, torchvision, numpy 2
    python Tests/Peers/record_models.py --files FOLDER       # the weights as .safetensors, too

Writes Tests/Peers/Recorded/models.json: for resnet18, alexnet and vgg16 the name and shape of every
tensor, and the 1000 numbers that come out for a picture of noise, 224 × 224. Weights and picture
are not stored but worked out on both sides, in full size: tensor number t holds the numbers of
SplitMix64 with seed t, spread so that activations neither vanish nor explode. With --files the
weights are also written as files; then

    CONVBOOK_TORCHVISION=FOLDER swift test --filter RecordedModelTests

reads those, as one would read trained ones.
"""
import argparse
import json
import math
import pathlib

import numpy
import torch
import torchvision
from safetensors.torch import save_file

parser = argparse.ArgumentParser()
parser.add_argument("--files", type=pathlib.Path)
options = parser.parse_args()
target = pathlib.Path(__file__).parent / "Recorded" / "models.json"


def within(bound, shape, seed):
    """Numbers in ±bound: Tensor.random(within:shape:seed:)."""
    count = math.prod(shape)
    step = numpy.uint64(0x9E3779B97F4A7C15)
    mixed = numpy.uint64(seed) + step * numpy.arange(1, count + 1, dtype=numpy.uint64)
    mixed = (mixed ^ (mixed >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> numpy.uint64(31)
    whole = (mixed >> numpy.uint64(40)).astype(numpy.int32) - 2**23
    scale = numpy.float32(bound) * numpy.float32(2**-23)
    return torch.tensor((whole.astype(numpy.float32) * scale).reshape(shape))


def numbers(name, shape, seed):
    if len(shape) > 1:
        return within(
            numpy.sqrt(numpy.float32(6) / numpy.float32(math.prod(shape[1:]))), shape, seed)
    around_one = name.endswith("running_var") or (name.endswith("weight") and len(shape) == 1)
    return within(0.25, shape, seed) + (1 if around_one else 0)


models = []
for model in "resnet18", "alexnet", "vgg16":
    network = getattr(torchvision.models, model)(weights=None).eval()
    kept = {n: v for n, v in network.state_dict().items() if not n.endswith("num_batches_tracked")}
    tensors = {n: numbers(n, tuple(v.shape), t) for t, (n, v) in enumerate(kept.items())}
    network.load_state_dict(tensors, strict=False)
    if options.files:
        options.files.mkdir(parents=True, exist_ok=True)
        save_file(network.state_dict(), options.files / f"{model}.safetensors")
    with torch.inference_mode():
        output = network(within(1, (1, 3, 224, 224), 1000))[0]
    print(model, sum(p.numel() for p in network.parameters()), output.std().item(), output.topk(5))
    models.append({
        "model": model, "parameters": sum(p.numel() for p in network.parameters()),
        "tensors": [{"name": n, "shape": list(v.shape)} for n, v in tensors.items()],
        "output": [float(f"{x:.7g}") for x in output.tolist()],
    })
recorded = {"torch": torch.__version__, "torchvision": torchvision.__version__, "models": models}
text = json.dumps(recorded, separators=(",", ":")).replace('{"model"', '\n{"model"')
target.write_text(text + "\n")
print(f"{len(models)} models, {target.stat().st_size} bytes: {target}")
