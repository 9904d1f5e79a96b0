"""PyTorch's side of `convbook bench --peers`: the networks of lessons 16 and 17, VGG-16 and
ResNet-18 of torchvision, a filter, and pooling.

Networks lie channels-last, which is PyTorch's faster layout on a processor. See peer.py for how it
is asked.
"""
import peer

with peer.importing():
    import torch
    from torch import nn
    from torch.nn import functional
    from torchvision import models

torch.set_num_threads(peer.threads)
torch.manual_seed(0)


def three_conv_net():
    layers, channels = [], 1
    for filters in 32, 64, 128:
        layers += [
            nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2, ceil_mode=True)]
        channels = filters
    return nn.Sequential(
        *layers, nn.Flatten(), nn.Linear(2048, 10)).to(memory_format=torch.channels_last)


def simple_conv_net():
    return nn.Sequential(
        nn.Conv2d(1, 30, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(4320, 100), nn.ReLU(), nn.Linear(100, 10),
    ).to(memory_format=torch.channels_last)


def step(network, optimizer, size):
    pictures, labels = torch.rand(size, 1, 28, 28), torch.randint(0, 10, (size,))

    def train():
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(pictures), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return train


def three_conv_step(size):
    network = three_conv_net()
    return step(network, torch.optim.Adam(network.parameters(), 0.001), size)


def simple_conv_step():
    network = simple_conv_net()
    return step(network, torch.optim.SGD(network.parameters(), 0.1), 100)


def without_gradients(work):
    def run():
        with torch.inference_mode():
            return work()

    return run


def forward():
    network, pictures = three_conv_net(), torch.rand(100, 1, 28, 28)
    return without_gradients(lambda: network(pictures))


def model_forward(model):
    network, picture = model().eval(), torch.rand(1, 3, 224, 224)
    network, picture = (x.to(memory_format=torch.channels_last) for x in (network, picture))
    return without_gradients(lambda: network(picture))


red = torch.randint(0, 256, (1, 1, 429, 640)).float()
edge = torch.tensor([[-1.0, 0, 1]] * 3)[None, None]

peer.serve("pytorch", torch.__version__, {
    "three-conv-step": lambda: three_conv_step(100),
    "three-conv-forward": forward,
    "simple-conv-step": simple_conv_step,
    "vgg16-forward": lambda: model_forward(models.vgg16),
    "resnet18-forward": lambda: model_forward(models.resnet18),
    "photo-filter": lambda: without_gradients(lambda: functional.conv2d(red, edge)),
    "photo-filter-and-pool": lambda: without_gradients(
        lambda: functional.max_pool2d(functional.conv2d(red, edge), 3)),
    **peer.series("three-conv-step-batch", peer.BATCHES, three_conv_step),
})
