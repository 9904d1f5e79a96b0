# %% parameters
import torch
import torchvision
from torch import nn

def block(channels, filters):
    return [
        nn.Conv2d(channels, filters, kernel_size=3, padding="same"), nn.BatchNorm2d(filters),
        nn.ReLU(), nn.MaxPool2d(2)]

body = nn.Sequential(*block(1, 8), *block(8, 16), *block(16, 32), nn.Flatten())
head = nn.Linear(288, 10)
network = nn.Sequential(body, head)
sum(parameter.numel() for parameter in network.parameters())

# %% of them trainable
body.requires_grad_(False)
sum(parameter.numel() for parameter in network.parameters() if parameter.requires_grad)

# %% features
letters = torch.rand(30, 1, 28, 28)
tuple(body(letters).shape)

# %% frozen in earnest
def statistics(network):
    return sum(buffer.sum() for name, buffer in network.named_buffers() if "running" in name)

before = statistics(body)
# train() on the whole network would set the body back, too: eval() comes after it.
network.train()
body.eval()
for _ in range(20):
    network(letters)
(statistics(body) - before).abs()

# %% convolutions on the main way
# On “meta” tensors have a shape and no numbers: enough to count.
with torch.device("meta"):
    resnet18 = torchvision.models.resnet18()
filters = [layer for layer in resnet18.modules() if isinstance(layer, nn.Conv2d)]
sum(layer.kernel_size != (1, 1) for layer in filters)

# %% in shortcuts
sum(layer.kernel_size == (1, 1) for layer in filters)

# %% parameters #2
sum(parameter.numel() for parameter in resnet18.parameters())

# %% two classes, all trainable
with torch.device("meta"):
    resnet18.fc = nn.Linear(512, 2)
sum(parameter.numel() for parameter in resnet18.parameters())

# %% two classes, body frozen
resnet18.requires_grad_(False)
resnet18.fc.requires_grad_(True)
sum(parameter.numel() for parameter in resnet18.parameters() if parameter.requires_grad)
