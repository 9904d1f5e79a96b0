# %% block
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

class Block(nn.Module):
    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = (nn.Linear(*w.shape, bias=False) for w in [first, second])
        # A Linear computes x · Wᵀ: its weights are (outputs, inputs), the lesson's transposed.
        self.first.weight.data, self.second.weight.data = first.T, second.T

    def forward(self, x):
        return F.relu(self.second(F.relu(self.first(x))) + x)

first = torch.tensor([[1.0, 0, 2, -1], [0, 1, 1, 0], [1, -1, 0, 1]])
second = torch.tensor([[0.0, 1, -1], [1, 0, 2], [-1, 1, 0], [-2, 0, 1]])
x = torch.tensor([[1.0, -2, 3], [0, 4, -1]])
block = Block(first, second)
block(x)

# %% difference from the sum by hand
(block(x) - F.relu(F.relu(x @ first) @ second + x)).abs().max()

# %% the second, less the first
def slopes(f):
    away = (x + 0.25).requires_grad_()
    f(away).sum().backward()
    return away.grad

def branch(x):
    return F.relu(x @ first) @ second

(slopes(lambda x: branch(x) + x) - slopes(branch)).mean()

# %% gradient of x
w, u = torch.tensor(-0.5), torch.tensor(2.0, requires_grad=True)
(w * u + u).backward()
u.grad

# %% 3 × 3
# (N, H, W, C) as (N, C, H, W), and back for the lesson's shapes.
narrow = torch.rand(1, 6, 8, 3).permute(0, 3, 1, 2)
halving = nn.Conv2d(3, 5, kernel_size=3, stride=2, padding=1, bias=False)
main = halving(narrow)
tuple(main.permute(0, 2, 3, 1).shape)

# %% 1 × 1, stride 2
projection = nn.Conv2d(3, 5, kernel_size=1, stride=2, bias=False)
past = projection(narrow)
tuple(past.permute(0, 2, 3, 1).shape)

# %% sum
tuple((main + past).permute(0, 2, 3, 1).shape)

# %% weights of the projection
projection.weight.numel()

# %% ResNet-18, parameters
# On “meta” tensors have a shape and no numbers: enough to count.
with torch.device("meta"):
    resnet18, resnet50 = torchvision.models.resnet18(), torchvision.models.resnet50()

def count(network):
    return sum(parameter.numel() for parameter in network.parameters())

count(resnet18)

# %% convolutions on the main path
convolutions = [
    (name, layer) for name, layer in resnet18.named_modules() if isinstance(layer, nn.Conv2d)]
sum("downsample" not in name for name, _ in convolutions)

# %% projections beside it
sum("downsample" in name for name, _ in convolutions)

# %% dense layers
sum(isinstance(layer, nn.Linear) for layer in resnet18.modules())

# %% ResNet-50, parameters
count(resnet50)
