#!/bin/sh
# Makes sure that valgrind is here, which counts instructions: the system's, else Debian's package.
set -eu
command -v valgrind >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Getting valgrind from Debian ..."
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends valgrind >/dev/null
else
  echo "Counting instructions needs valgrind, which is not installed." >&2
  exit 1
fi
