#!/bin/sh
# Makes sure that there is a Chromium for the browser tests: the system's, else Debian's package, else the browser
# tool's own download. Argument: the Python of the development environment.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Getting Chromium from Debian ..."
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null && exit 0
fi
echo "Getting Chromium through Playwright ..."
"$1" -m playwright install chromium
