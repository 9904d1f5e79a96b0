# %% pixels with a gradient #3
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

picture = torch.zeros(1, 1, 9, 9, requires_grad=True)
maps = picture
for _ in range(3):
    maps = F.conv2d(maps, torch.ones(1, 1, 3, 3), padding=1)
maps[0, 0, 4, 4].backward()
ways = picture.grad[0, 0]
ways.count_nonzero()

# %% ways from the centre
ways[4, 4]

# %% ways from a corner of the 7 × 7
ways[1, 1]

# %% 27 C² with C = 64
small = nn.Sequential(*[nn.Conv2d(64, 64, kernel_size=3, bias=False) for _ in range(3)])
sum(parameter.numel() for parameter in small.parameters())

# %% 49 C² with C = 64
nn.Conv2d(64, 64, kernel_size=7, bias=False).weight.numel()

# %% at once
filters = torch.rand(3, 1, 1, 3, 3) * 2 - 1
noise = torch.rand(1, 1, 20, 20)
in_steps = noise
for each in filters:
    in_steps = F.conv2d(in_steps, each)
# What a dot becomes on its way through them is the one filter, turned by 180°.
dot = F.pad(torch.ones(1, 1, 1, 1), [6] * 4)
for each in filters:
    dot = F.conv2d(dot, each)
at_once = F.conv2d(noise, dot.flip(2, 3))
assert torch.allclose(at_once, in_steps, atol=1e-4)
tuple(at_once.permute(0, 2, 3, 1).shape)

# %% VGG16, parameters
def count(network):
    return sum(parameter.numel() for parameter in network.parameters())

# On “meta” tensors have a shape and no numbers: enough to count.
with torch.device("meta"):
    vgg16, vgg19 = torchvision.models.vgg16(), torchvision.models.vgg19()
count(vgg16)

# %% of them dense
round(100 * count(vgg16.classifier) / count(vgg16), 1)

# %% VGG19, parameters
count(vgg19)

# %% FC7
with torch.device("meta"):
    photo = torch.zeros(1, 3, 224, 224)
vgg16.eval()
features = vgg16.avgpool(vgg16.features(photo)).flatten(1)
# All of the dense part but its last layer.
tuple(vgg16.classifier[:-1](features).shape)

# %% VGG16's parameters, times ResNet18's
with torch.device("meta"):
    resnet18 = torchvision.models.resnet18()
round(count(vgg16) / count(resnet18), 1)
