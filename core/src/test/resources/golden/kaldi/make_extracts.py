"""Cuts a few whole entries out of real Kaldi archives, byte for byte.

Run: python3 make_extracts.py DIRECTORY

DIRECTORY holds ali.ark, conf.ark, feats.ark and their *_ascii.ark twins from the test data of
https://github.com/vesis84/kaldi-io-for-python (tests/data), Apache License 2.0. An entry ends where
the next key begins.
"""
import sys, os

KEYS = {
    "feats": ["AMI_ES2011a_H00_FEE041_0003427_0003714", "AMI_ES2011a_H00_FEE041_0003714_0003915",
              "AMI_ES2011a_H00_FEE041_0003915_0004332"],
    "ali": ["adg04_sr009_trn", "adg04_sr049_trn", "adg04_sr089_trn"],
    "conf": ["10033o1_20120208_180820_00672_00732", "10033o1_20120208_180820_01026_01327",
             "10033o1_20120208_180820_01534_01594"],
}
for name, keys in KEYS.items():
    for suffix in ("", "_ascii"):
        data = open(os.path.join(sys.argv[1], name + suffix + ".ark"), "rb").read()
        # The features in text hold two entries; take the second, which is the shorter one.
        first, ends = (keys[1], keys[2]) if name == "feats" else (keys[0], keys[2])
        begin = data.index(first.encode() + b" ")
        end = data.find(ends.encode() + b" ")
        open(name + suffix + ".ark", "wb").write(data[begin:end if end >= 0 else len(data)])
