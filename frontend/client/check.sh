#!/bin/sh
# Installs and checks the client: types up to date, compiled strictly, built, tested on a served demo. Run by `make client`.
# Without Node it checks nothing, says so, and lets `make test` go on.
set -eu
case $0 in */*) cd "${0%/*}" ;; esac
if ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null || ! npm --version >/dev/null 2>&1; then
    printf '\n*** NOT TESTED\n***   The TypeScript client (frontend/client): it needs Node 20 or later, with npm\n'
    exit 0
fi
npm ci --no-audit --no-fund --prefer-offline
npm run --silent check
