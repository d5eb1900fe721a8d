"""Writes archives of TIMIT's size as Kaldi writes them: feats.ark, feats.scp, trans.ark, ali.ark, utt2spk.

Run: python3 bench/make_kaldi_archives.py DIRECTORY      (NumPy; about ten seconds, 175 MB)

4,620 utterances of 462 speakers, about 1.03 million frames of 40 numbers, pdf-ids from 0 to 1972. The
numbers are noise: this is for the speed and the memory of `basin data prepare kaldi`, not for training.
"""
import os, struct, sys
import numpy as np

UTTERANCES, SPEAKERS, DIMENSIONS, CLASSES, FRAMES = 4620, 462, 40, 1973, 1_031_950

directory = sys.argv[1]
os.makedirs(directory, exist_ok=True)
rng = np.random.default_rng(1)
lengths = rng.gamma(9, 1, UTTERANCES)
lengths = np.maximum(30, (lengths / lengths.sum() * FRAMES).round().astype(int))
speakers = ["%s%03d" % ("MF"[s % 2], s) for s in range(SPEAKERS)]


def sized(n):
    return b"\x04" + struct.pack("<i", n)


with open(f"{directory}/feats.ark", "wb") as feats, open(f"{directory}/feats.scp", "w") as scp, \
        open(f"{directory}/ali.ark", "wb") as ali, open(f"{directory}/utt2spk", "w") as utt2spk:
    for u, frames in enumerate(lengths):
        speaker = speakers[u * SPEAKERS // UTTERANCES]
        key = f"{speaker}_SX{u}"
        feats.write(key.encode() + b" ")
        scp.write(f"{key} {directory}/feats.ark:{feats.tell()}\n")
        feats.write(b"\0BFM " + sized(frames) + sized(DIMENSIONS))
        feats.write(rng.standard_normal((frames, DIMENSIONS), "f4").tobytes())
        ids = np.zeros(frames, dtype=[("size", "i1"), ("id", "<i4")])
        ids["size"] = 4
        ids["id"] = rng.integers(0, CLASSES, frames)
        ali.write(key.encode() + b" \0B" + sized(frames) + ids.tobytes())
        utt2spk.write(f"{key} {speaker}\n")
with open(f"{directory}/trans.ark", "wb") as trans:
    for speaker in speakers:
        matrix = rng.standard_normal((DIMENSIONS, DIMENSIONS + 1), "f4")
        trans.write(speaker.encode() + b" \0BFM " + sized(DIMENSIONS) + sized(DIMENSIONS + 1) + matrix.tobytes())
print(f"{lengths.sum()} frames of {UTTERANCES} utterances by {SPEAKERS} speakers")
