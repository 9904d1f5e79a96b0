"""Records what PyTorch and torchvision answer, for ResizingTests and TransformsTests.

    python Tests/Peers/record_transforms.py [cases] [seed]      # torch 2.15, torchvision 0.29

Writes Tests/Peers/Recorded/transforms.json: pictures resized by torch.nn.functional.interpolate in
every mode, corners aligned or not, with antialiasing or without, up, down and both; and what
torchvision makes of pictures and crops of them. All sizes and numbers are drawn from a fixed seed.
`nearest` is asked for in float32, where it rounds as we do; all else in float64 and recorded to
seven digits.
"""
import json
import pathlib
import random
import sys

import numpy
import torch
import torchvision
from torch.nn.functional import interpolate
from torchvision.transforms import InterpolationMode, functional

count = int(sys.argv[1]) if len(sys.argv) > 1 else 96
draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 24)
target = pathlib.Path(__file__).parent / "Recorded" / "transforms.json"

modes = [(mode, None, False) for mode in ("nearest", "nearest-exact", "area")] + [
    (mode, corners, smooth)
    for mode in ("bilinear", "bicubic") for corners in (False, True) for smooth in (False, True)]


def whole(*shape, largest=255):
    numbers = [draw.randint(0, largest) for _ in range(int(numpy.prod(shape)))]
    return numpy.array(numbers, "f8").reshape(shape)


def flat(array):
    """Channels last, as we write them."""
    array = numpy.asarray(array)
    if array.ndim == 4:
        array = array.transpose(0, 2, 3, 1)
    return {"shape": list(array.shape), "scalars": [float(f"{x:.7g}") for x in array.ravel()]}


def resized(number):
    mode, corners, smooth = modes[number % len(modes)]
    longest = draw.choice([4, 9, 14])
    old = [draw.randint(1, longest), draw.randint(1, longest)]
    # Of an antialiased picture with one column PyTorch 2.15 gives the first row in every row.
    new = [draw.randint(1, longest), draw.randint(2 if smooth else 1, longest)]
    x = torch.tensor(whole(draw.randint(1, 2), draw.randint(1, 2), *old, largest=99))
    if mode.startswith("nearest"):
        x = x.float()
    y = interpolate(x, size=new, mode=mode, align_corners=corners, antialias=smooth)
    return {"operation": "interpolate", "mode": mode, "alignCorners": bool(corners),
            "antialias": smooth, "input": flat(x), "output": flat(y)}


def cropped(number):
    height, width = draw.randint(3, 9), draw.randint(3, 9)
    high, wide = draw.randint(1, height), draw.randint(1, width)
    top, left = draw.randint(0, height - high), draw.randint(0, width - wide)
    new = [draw.randint(1, 6), draw.randint(2, 6)]
    mode = ["nearest", "bilinear", "bicubic"][number % 3]
    x = torch.tensor(whole(1, 3, height, width))
    y = functional.resized_crop(
        x, top, left, high, wide, new, InterpolationMode(mode), antialias=True)
    return {"operation": "resized_crop", "mode": mode, "crop": [top, left, high, wide],
            "input": flat(x), "output": flat(y)}


def normalized():
    x = torch.tensor(whole(2, 3, 3, 4) / 255)
    y = functional.normalize(x, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    return {"operation": "normalize", "input": flat(x), "output": flat(y)}


def to_tensor():
    picture = whole(4, 5, 3).astype("u1")
    return {"operation": "to_tensor", "input": flat(picture),
            "output": flat(functional.to_tensor(picture))}


def crop_statistics(height, width):
    """Means over many of torchvision's own random crops."""
    torch.manual_seed(24)
    picture = torch.zeros(1, height, width)
    chosen = torchvision.transforms.RandomResizedCrop.get_params
    crops = numpy.array(
        [chosen(picture, (0.08, 1.0), (3 / 4, 4 / 3)) for _ in range(40_000)], "f8")
    share = crops[:, 2] * crops[:, 3] / (height * width)
    return {"operation": "crops", "size": [height, width],
            "means": [*crops.mean(0).round(2).tolist(), float(share.mean().round(4)),
                      float(share.std().round(4))]}


cases = [resized(number) for number in range(count)]
cases += [cropped(number) for number in range(12)] + [normalized(), to_tensor()]
cases += [crop_statistics(60, 60), crop_statistics(40, 90), crop_statistics(20, 90)]
recorded = {"torch": torch.__version__, "torchvision": torchvision.__version__, "cases": cases}
text = json.dumps(recorded, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]")
target.write_text(text.replace('{"operation"', '\n{"operation"') + "\n")
print(f"{len(cases)} cases, {target.stat().st_size} bytes: {target}")
