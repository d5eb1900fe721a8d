#!/usr/bin/env python3
"""Times epochs of network F1 on MNIST in PyTorch, as a PyTorch user would write it.

F1: 784 -> 5 x (Linear 512, BatchNorm, ReLU) -> Linear 10, mean cross entropy, Adam 1e-3.
Prints one JSON line: peer, version, batch, threads, epochSeconds, loss (and what it ran on).
"""

import argparse
import json
import os
import time
from pathlib import Path


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, type=Path, help="directory of the raw IDX files")
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--foreach",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="Adam over lists of tensors (measured: no faster on a CPU, hence off)",
    )
    return parser.parse_args()


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


def blas_in_force():
    """File names of the matrix libraries mapped into this process (Linux only)."""
    try:
        paths = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()}
    except OSError:
        return []
    return sorted(p for p in paths if "blas" in os.path.basename(p) or "libmkl" in p)


def main():
    options = arguments()
    # Both thread pools, libgomp's and the matrix library's, read these when they load.
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)
    # Two pools on the same cores: threads that spin while the other pool works cost half the speed.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

    import torch
    from torch import nn
    from torch.nn import functional

    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(options.seed)

    x, y = read_mnist(options.data, torch)
    model = network(nn)
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, foreach=options.foreach)

    seconds, losses = [], []
    for _ in range(options.epochs):
        start = time.perf_counter()
        total = 0.0
        for index in torch.randperm(len(x)).split(options.batch):
            optimizer.zero_grad(set_to_none=True)
            loss = functional.cross_entropy(model(x[index]), y[index])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(index)
        seconds.append(time.perf_counter() - start)
        losses.append(total / len(x))

    print(
        json.dumps(
            {
                "peer": "python3-torch",
                "version": torch.__version__,
                "batch": options.batch,
                "threads": options.threads,
                "epochSeconds": seconds,
                "loss": losses,
                "blas": blas_in_force(),
            }
        )
    )


if __name__ == "__main__":
    main()
