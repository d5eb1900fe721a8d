#!/bin/sh
# Makes gnu.tar.gz and pax.tar.gz: the same four members in GNU's and in POSIX's form of long and
# non-ASCII names. Run here with GNU tar and gzip.
set -eu
work=$(mktemp -d)
long=$(printf 'long%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
mkdir -p "$work/d/$long/$long/$long"
printf short > "$work/d/short.txt"
printf 'eighty' > "$work/d/$long/$long.txt"
printf 'all of it' > "$work/d/$long/$long/$long/$long.txt"
printf accent > "$work/d/é.txt"
for format in gnu pax; do
  (cd "$work" && find d -type f | LC_ALL=C sort |
    tar --format="$format" --mtime=2020-01-01T00:00:00Z --owner=0 --group=0 -T - -cf -) |
    gzip -n9 > "$format.tar.gz"
done
rm -r "$work"
