#!/bin/sh
# Makes the archives beside it with GNU tar, gzip, xz and Python's zipfile:
#   gnu.tar.gz, pax.tar.gz  the same members in GNU's and in POSIX's form of long and non-ASCII names
#   folder.tar, .tar.gz, .tar.xz, .zip  the same small folder
#   link.zip                a symbolic link beside a file
set -eu
work=$(mktemp -d)
here=$PWD
long=$(printf 'long%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
mkdir -p "$work/d/$long/$long/$long"
printf short > "$work/d/short.txt"
printf 'eighty' > "$work/d/$long/$long.txt"
printf 'all of it' > "$work/d/$long/$long/$long/$long.txt"
printf accent > "$work/d/é.txt"
plain='--mtime=2020-01-01T00:00:00Z --owner=0 --group=0 --sort=name'
cd "$work"
for format in gnu pax; do
  find d -type f | LC_ALL=C sort | tar $plain --format=$format -T - -cf - | gzip -n9 > "$here/$format.tar.gz"
done
mkdir -p folder/train/one folder/train/two folder/test/one
printf 1 > folder/train/one/1.txt
printf 22 > folder/train/two/2.txt
printf 333 > folder/test/one/3.txt
: > folder/train/two/empty.txt
tar $plain -C folder -cf "$here/folder.tar" .
gzip -nc9 "$here/folder.tar" > "$here/folder.tar.gz"
xz -c0 "$here/folder.tar" > "$here/folder.tar.xz"
rm -f "$here/folder.zip" "$here/link.zip"
python3 - "$here" <<'PYTHON'
import pathlib, sys, zipfile
here = pathlib.Path(sys.argv[1])
with zipfile.ZipFile(here / 'folder.zip', 'w', zipfile.ZIP_DEFLATED) as zip:
    for path in sorted(pathlib.Path('folder').rglob('*')):
        zip.write(path, path.relative_to('folder'))
with zipfile.ZipFile(here / 'link.zip', 'w') as zip:
    zip.writestr('train/one/1.txt', '1')
    link = zipfile.ZipInfo('train/one/2.txt')
    link.create_system, link.external_attr = 3, 0o120777 << 16
    zip.writestr(link, '/etc/passwd')
PYTHON
cd "$here"
rm -r "$work"
