#!/bin/sh
# Makes sure that the servers and programs which tests start are here: Debian's packages, each with a file that shows it is installed.
set -eu
wanted="postgresql:/usr/lib/postgresql/*/bin/initdb nginx-light:/usr/sbin/nginx haproxy:/usr/sbin/haproxy
  redis-server:/usr/bin/redis-server systemd:/usr/bin/systemd-analyze w3m:/usr/bin/w3m"
missing=""
for pair in $wanted; do
  # shellcheck disable=SC2086 # the file may hold a wildcard
  ls ${pair#*:} >/dev/null 2>&1 || missing="$missing ${pair%%:*}"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Getting from Debian:$missing ..."
  apt-get -qq update
  # shellcheck disable=SC2086 # one word a package
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
else
  echo "The tests start these programs, which are not installed:$missing" >&2
  exit 1
fi
