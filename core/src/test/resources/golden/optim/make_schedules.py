"""Factors of PyTorch's learning-rate schedulers, base rate 1.

Run: python3 make_schedules.py > schedules.json      (written with PyTorch 1.13.1)

Each entry is a schedule and [epochs, factor] pairs. Fractions of an epoch come from CosineAnnealingWarmRestarts, whose
first cycle is the cosine, and from 4 steps an epoch of LinearLR, which rises from a start factor (here 1e-12, for 0).
"""
import json
import torch
from torch.optim import SGD
from torch.optim.lr_scheduler import StepLR, CosineAnnealingLR, CosineAnnealingWarmRestarts, LinearLR


def optimizer():
    return SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def walk(make, count, unit=1.0):
    sgd = optimizer()
    scheduler = make(sgd)
    pairs = []
    for k in range(count):
        pairs.append([k * unit, sgd.param_groups[0]["lr"]])
        sgd.step()
        scheduler.step()
    return pairs


def warm_restarts(length, epochs):
    sgd = optimizer()
    scheduler = CosineAnnealingWarmRestarts(sgd, T_0=length)
    pairs = []
    for epoch in epochs:
        scheduler.step(epoch)
        pairs.append([epoch, sgd.param_groups[0]["lr"]])
    return pairs


print(json.dumps([
    dict(schedule="step:30:0.1", factors=walk(lambda o: StepLR(o, 30, 0.1), 100)),
    dict(schedule="step:7:0.5", factors=walk(lambda o: StepLR(o, 7, 0.5), 50)),
    dict(schedule="cosine:20", factors=walk(lambda o: CosineAnnealingLR(o, 20), 21)),
    dict(schedule="cosine:100", factors=warm_restarts(100, [0.25 * k for k in range(0, 400, 7)])),
    dict(schedule="warmup:5", factors=walk(lambda o: LinearLR(o, 1e-12, 1.0, 20), 40, 0.25)),
]))
