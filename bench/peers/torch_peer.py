"""What the PyTorch peers share: options, how PyTorch is started, data, training and the report."""

import argparse
import ctypes
import json
import os
import resource
import subprocess
import time
from pathlib import Path


def parser(description):
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--data", required=True, type=Path, help="directory of the training set")
    options.add_argument("--batch", type=int, default=256)
    options.add_argument("--epochs", type=int, default=3)
    options.add_argument("--steps", type=int, default=0, help="only so many steps, each timed")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--untuned",
        action="store_true",
        help="leave OpenMP's wait policy, denormals and malloc as PyTorch's users find them",
    )
    options.add_argument(
        "--keep-memory",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="let malloc keep freed memory instead of giving it back (measured: C1 a quarter faster)",
    )
    options.add_argument(
        "--foreach",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="Adam over lists of tensors (measured: no faster on a CPU, hence off)",
    )
    return options


def start(options):
    """Imports PyTorch with as many threads as were asked for."""
    # Both thread pools, libgomp's and the matrix library's, read these when they load.
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)
    if not options.untuned:
        # Two pools on the same cores: threads that spin while the other works cost half the speed.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        if options.keep_memory:
            keep_freed_memory()

    import torch

    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(not options.untuned)
    torch.manual_seed(options.seed)
    return torch


def keep_freed_memory():
    """Spares large tensors the page faults of fresh memory in every step (glibc only)."""
    trim_threshold, mmap_threshold = -1, -3  # M_… of malloc.h
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:
        return
    mallopt(mmap_threshold, 1 << 30)
    mallopt(trim_threshold, (1 << 31) - 1)


def fail_rather_than_fill_memory():
    """Lets an allocation beyond nine tenths of the free memory fail (Linux only)."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            limit = int(line.split()[1]) * 1024 * 9 // 10
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


class Pictures:
    """A prepared set's training pictures as one tensor of bytes, and int64 labels.

    Batches are taken by index: float32 in [0, 1], shape (B, 3, 32, 32), in either memory format.
    """

    def __init__(self, directory, torch, channels_last):
        import numpy

        # rows of (height, width, channel) bytes: as pictures they are channels-last
        rows = torch.from_numpy(numpy.load(directory / "train-values.npy"))
        self.channels_last = channels_last
        self.rows = rows if channels_last else self.views(rows).contiguous()
        self.labels = torch.from_numpy(numpy.load(directory / "train-labels.npy")).long()

    @staticmethod
    def views(rows):
        return rows.view(-1, 32, 32, 3).permute(0, 3, 1, 2)

    def __getitem__(self, index):
        chosen = self.rows[index]
        pictures = self.views(chosen) if self.channels_last else chosen
        return pictures.float().div_(255)


def start_like_glorot(model, nn):
    """Glorot-uniform weights and zero biases."""
    for module in model.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(module.weight)
            nn.init.zeros_(module.bias)


def train_on_pictures(options, model, torch):
    """Trains a network of pictures and reports."""
    pictures = Pictures(options.data, torch, options.channels_last)
    start_like_glorot(model, torch.nn)
    if options.channels_last:
        model = model.to(memory_format=torch.channels_last)
    train(options, model, pictures, pictures.labels, torch)


def train(options, model, inputs, labels, torch):
    """Trains with mean cross entropy and Adam 1e-3, and reports.

    inputs[index] is the batch of those points.
    """
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, foreach=options.foreach)

    def step(index):
        optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.cross_entropy(model(inputs[index]), labels[index])
        loss.backward()
        optimizer.step()
        return loss.item()

    points = len(labels)
    if options.steps:
        seconds = []
        last = time.perf_counter()
        for index in torch.randperm(points).split(options.batch)[: options.steps]:
            step(index)
            now = time.perf_counter()
            seconds.append(now - last)
            last = now
        report(options, torch, stepSeconds=seconds)
        return
    seconds, losses = [], []
    for _ in range(options.epochs):
        start_of_epoch = time.perf_counter()
        total = 0.0
        for index in torch.randperm(points).split(options.batch):
            total += step(index) * len(index)
        seconds.append(time.perf_counter() - start_of_epoch)
        losses.append(total / points)
    report(options, torch, epochSeconds=seconds, loss=losses)


def blas_in_force():
    """File names of the matrix libraries mapped into this process (Linux only)."""
    try:
        paths = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()}
    except OSError:
        return []
    return sorted(p for p in paths if "blas" in os.path.basename(p) or "libmkl" in p)


def version(torch):
    """The module's version and, where dpkg knows it, the package's: Debian's 1.13.1 says 1.13.0a0."""
    query = ["dpkg-query", "--show", "--showformat=${Version}", "python3-torch"]
    try:
        package = subprocess.run(query, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return torch.__version__
    return f"{torch.__version__} (package {package})"


def peak_memory_mb():
    """The most resident memory that this process has had, in 10^6 bytes; 0 where unknown."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0


def report(options, torch, **measured):
    """Prints the JSON line."""
    facts = {
        "peer": "python3-torch",
        "version": version(torch),
        "batch": options.batch,
        "threads": options.threads,
        "peakMemoryMB": peak_memory_mb(),
        "blas": blas_in_force(),
    }
    print(json.dumps(facts | measured))
