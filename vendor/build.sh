#!/usr/bin/env bash
# Rebuilds triage/web/static/style.css from back-pain-check.scss and _app.scss. Needs Node 20 or newer.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules/postcss ] || npm ci
node build.mjs
cp LICENSE-nhsuk-frontend.txt ../triage/web/static/LICENSE-nhsuk-frontend.txt
sha256sum ../triage/web/static/style.css | cut -d' ' -f1 > style.sha256
printf 'style.css: %s bytes, %s with gzip\n' \
  "$(wc -c < ../triage/web/static/style.css)" "$(gzip -9 -c ../triage/web/static/style.css | wc -c)"
