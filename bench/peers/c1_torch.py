#!/usr/bin/env python3
"""Times epochs of network C1 on CIFAR-10 in PyTorch, as a PyTorch user would write it.

C1: 2 x ([64, 5, 5, 2], BatchNorm, ReLU, MaxPool 3) -> Linear 384 -> Linear 192 (each BatchNorm,
ReLU, dropout 0.5) -> Linear 10, mean cross entropy, Adam 1e-3. BatchNorm takes the batch's own
statistics and keeps no running ones.
Prints one JSON line: peer, version, batch, threads, epochSeconds, loss (and what it ran on).
"""

import torch_peer


def network(nn):
    layers = []
    channels = 3
    for _ in range(2):
        layers += [
            nn.Conv2d(channels, 64, 5, stride=2, padding=2),
            nn.BatchNorm2d(64, track_running_stats=False),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, stride=2, padding=1),
        ]
        channels = 64
    layers.append(nn.Flatten())
    width = 256
    for units in (384, 192):
        layers += [
            nn.Linear(width, units),
            nn.BatchNorm1d(units, track_running_stats=False),
            nn.ReLU(inplace=True),
            nn.Dropout(0.5),
        ]
        width = units
    return nn.Sequential(*layers, nn.Linear(width, 10))


def main():
    parser = torch_peer.parser(__doc__)
    parser.add_argument("--channels-last", action="store_true", help="memory format of pictures")
    options = parser.parse_args()
    torch = torch_peer.start(options)
    torch_peer.train_on_pictures(options, network(torch.nn), torch)


if __name__ == "__main__":
    main()
