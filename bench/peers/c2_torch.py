#!/usr/bin/env python3
"""Times steps of network C2 on CIFAR-10 in PyTorch, as a PyTorch user would write it.

C2: 2 x [64, 3, 3, 1], 2 x [128, 3, 3, 1], 3 x [256, 3, 3, 1], 3 x [512, 3, 3, 1], 3 x [512, 3, 3, 1],
MaxPool 2 after each stack, Linear 512, dropout 0.5, Linear 10; BatchNorm and ReLU on all hidden
layers, mean cross entropy, Adam 1e-3. BatchNorm takes the batch's own statistics and keeps no
running ones. Fails rather than take more memory than is free.
Prints one JSON line: peer, version, batch, threads, stepSeconds (and what it ran on).
"""

import torch_peer


def network(nn):
    layers = []
    channels = 3
    for count, filters in ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)):
        for _ in range(count):
            layers += [
                nn.Conv2d(channels, filters, 3, padding=1),
                nn.BatchNorm2d(filters, track_running_stats=False),
                nn.ReLU(inplace=True),
            ]
            channels = filters
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(512, 512),
        nn.BatchNorm1d(512, track_running_stats=False),
        nn.ReLU(inplace=True),
        nn.Dropout(0.5),
        nn.Linear(512, 10),
    )


def main():
    parser = torch_peer.parser(__doc__)
    parser.add_argument("--channels-last", action="store_true", help="memory format of pictures")
    options = parser.parse_args()
    torch_peer.fail_rather_than_fill_memory()
    torch = torch_peer.start(options)
    torch_peer.train_on_pictures(options, network(torch.nn), torch)


if __name__ == "__main__":
    main()
