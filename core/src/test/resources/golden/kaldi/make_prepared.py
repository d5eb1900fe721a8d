"""Writes a small pair of archives, prepared/, and what NumPy makes of them, prepared/expected.json.

Run: python3 make_prepared.py      (written with NumPy 1.24.2; the seed is fixed)

Everything is computed in float64 from the float32 features, as the documentation of KaldiPreparation
says it: transform A [x; 1], normalisation by speaker over all of the speaker's frames, splicing with
repeated edges and the earliest frame first, utterances in ascending SHA-256 of their names. The
shares of held-out speakers come from a SplitMix64 of its own, seeded as Basin's Seeds documents it.
"""
import hashlib, json, os, struct
import numpy as np

rng = np.random.default_rng(7)
FRAMES = {"FAEM0_SI1392": 5, "FAEM0_SX42": 3, "MDAB0-SA1": 4, "MDAB0_SX139": 1, "FJSP0_SI804": 6,
          "MWBT0_SI923": 2, "MWBT0_SX23": 7}
CONTEXT, DIMENSIONS = 2, 3
# One dimension of one speaker does not vary.
features = {u: rng.normal(3, 5, (n, DIMENSIONS)).astype("<f4") for u, n in FRAMES.items()}
for u in features:
    if u.startswith("FJSP0"):
        features[u][:, 1] = 0.1
labels = {u: rng.integers(0, 9, n).tolist() for u, n in FRAMES.items()}
labels["MWBT0_SX23"][3] = 11
speakers = {u: u.split("_")[0].split("-")[0] for u in FRAMES}
# In utt2spk two of them are one.
mapped = {u: {"FAEM0": "anna", "MDAB0": "bert", "FJSP0": "anna", "MWBT0": "carl"}[s] for u, s in speakers.items()}
transforms = {s: rng.normal(0, 1, (2, DIMENSIONS + 1)).astype("<f4") for s in sorted(set(mapped.values()))}
transforms["MDAB0-SA1"] = rng.normal(0, 1, (2, DIMENSIONS)).astype("<f4")


def sized(n):
    return b"\x04" + struct.pack("<i", n)


def archive(matrices):
    return b"".join(k.encode() + b" \0BFM " + sized(m.shape[0]) + sized(m.shape[1]) + m.tobytes()
                    for k, m in matrices.items())


def text(matrix):
    return " [\n" + "\n".join("  " + " ".join(repr(float(v)) for v in row) for row in matrix) + " ]\n"


def prepare(speaker_of, test, context, normalisation, transform):
    x = {u: f.astype("f8") for u, f in features.items()}
    if transform:
        for u in x:
            a = transforms.get(u, transforms[speaker_of[u]]).astype("f8")
            x[u] = np.array([a @ (np.append(r, 1) if a.shape[1] > DIMENSIONS else r) for r in x[u]])
    if normalisation != "none":
        for s in set(speaker_of.values()):
            own = [u for u in x if speaker_of[u] == s]
            frames = np.concatenate([x[u] for u in own])
            # A dimension that holds one number only has no deviation, whatever rounding says.
            deviation = np.where(frames.max(0) == frames.min(0), 1, frames.std(0))
            for u in own:
                x[u] = x[u] - frames.mean(0)
                if normalisation == "mean-variance":
                    x[u] = x[u] / deviation
    parts = {"train": dict(values=[], labels=[]), "test": dict(values=[], labels=[])}
    for u in sorted(x, key=lambda u: hashlib.sha256(u.encode()).digest()):
        part = parts["test" if speaker_of[u] in test else "train"]
        n = len(x[u])
        for t in range(n):
            near = [x[u][min(max(t + k, 0), n - 1)] for k in range(-context, context + 1)]
            part["values"].append([round(float(v), 12) for v in np.concatenate(near)])
            part["labels"].append(labels[u][t])
    return parts


# --- shares -----------------------------------------------------------------------------------
M, GAMMA = 2**64 - 1, 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
    return z ^ (z >> 31)


def fnv1a(s):
    h = 0xCBF29CE484222325
    for b in s.encode():
        h = ((h ^ b) * 0x100000001B3) & M
    return h


def share(names, share, seed):
    state = mix((seed + GAMMA) & M)
    state = mix(((state ^ fnv1a("test-speakers")) + GAMMA) & M)
    names = sorted(names)
    for last in range(len(names) - 1, 0, -1):
        state = (state + GAMMA) & M
        chosen = (mix(state) >> 1) % (last + 1)
        names[last], names[chosen] = names[chosen], names[last]
    return sorted(names[:min(max(1, int(share * len(names) + 0.5)), len(names) - 1)])


os.makedirs("prepared", exist_ok=True)
keys = list(FRAMES)
open("prepared/feats.ark", "wb").write(archive(features))
offset, lines = 0, []
for k, m in features.items():
    lines.append(f"{k} feats.ark:{offset + len(k) + 1}\n")
    offset += len(k) + 1 + 15 + m.nbytes
open("prepared/feats.scp", "w").writelines(reversed(lines))
open("prepared/feats_text.ark", "w").writelines(k + " " + text(m) for k, m in features.items())
open("prepared/ali_text.ark", "w").writelines(k + " " + " ".join(map(str, v)) + " \n" for k, v in labels.items())
open("prepared/ali.1.ark", "wb").write(b"".join(
    k.encode() + b" \0B" + sized(len(labels[k])) + b"".join(map(sized, labels[k])) for k in keys[3:]))
open("prepared/ali.2.ark", "wb").write(b"".join(
    k.encode() + b" \0B" + sized(len(labels[k])) + b"".join(map(sized, labels[k])) for k in keys[:3]))
open("prepared/trans.ark", "wb").write(archive(transforms))
open("prepared/utt2spk", "w").writelines(f"{u} {s}\n" for u, s in sorted(mapped.items()))
open("prepared/test-speakers", "w").write("MWBT0\nFAEM0\n")
open("prepared/test-mapped", "w").write("bert\n")

many = ["s%03d" % i for i in range(50)]
json.dump(dict(
    cases=[
        dict(name="plain", mapped=False, context=2, normalisation="none", transform=False,
             **prepare(speakers, {"MWBT0", "FAEM0"}, 2, "none", False)),
        dict(name="frames alone", mapped=False, context=0, normalisation="mean", transform=False,
             **prepare(speakers, {"MWBT0", "FAEM0"}, 0, "mean", False)),
        dict(name="normalised", mapped=False, context=1, normalisation="mean-variance", transform=False,
             **prepare(speakers, {"MWBT0", "FAEM0"}, 1, "mean-variance", False)),
        dict(name="transformed", mapped=True, context=1, normalisation="mean-variance", transform=True,
             **prepare(mapped, {"bert"}, 1, "mean-variance", True)),
    ],
    shares=[dict(speakers=n, share=s, seed=seed, chosen=share(many[:n], s, seed))
            for n, s, seed in ((50, 0.3, 1), (50, 0.3, 2), (7, 0.5, 1), (4, 0.01, 5), (4, 0.99, 5))],
), open("prepared/expected.json", "w"), indent=None)
open("prepared/expected.json", "a").write("\n")
