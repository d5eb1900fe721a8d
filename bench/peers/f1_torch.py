#!/usr/bin/env python3
"""Times epochs of network F1 on MNIST in PyTorch, as a PyTorch user would write it.

F1: 784 -> 5 x (Linear 512, BatchNorm, ReLU) -> Linear 10, mean cross entropy, Adam 1e-3.
Prints one JSON line: peer, version, batch, threads, epochSeconds, loss (and what it ran on).
"""

import torch_peer


def read_mnist(directory, torch):
    """Images (60000, 784) float32 in [0, 1] and labels (60000) int64, each one tensor."""
    images = bytearray((directory / "train-images-idx3-ubyte").read_bytes())
    labels = bytearray((directory / "train-labels-idx1-ubyte").read_bytes())
    x = torch.frombuffer(images, dtype=torch.uint8, offset=16).view(-1, 784).float().div_(255)
    y = torch.frombuffer(labels, dtype=torch.uint8, offset=8).long()
    return x, y


def network(nn):
    layers = []
    width = 784
    for _ in range(5):
        layers += [nn.Linear(width, 512), nn.BatchNorm1d(512), nn.ReLU(inplace=True)]
        width = 512
    return nn.Sequential(*layers, nn.Linear(width, 10))


def main():
    options = torch_peer.parser(__doc__).parse_args()
    torch = torch_peer.start(options)
    x, y = read_mnist(options.data, torch)
    torch_peer.train(options, network(torch.nn), x, y, torch)


if __name__ == "__main__":
    main()
