#!/bin/sh
# Runs its arguments with a Python that is new enough (3.11 or later): sh requirements/python.sh -m venv .venv
# PYTHON names the interpreter to use; without it, the usual names are tried. The Makefile calls this.
set -eu

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if new_enough "$candidate"; then
        exec "$candidate" "$@"
    fi
done

echo "Digital Skills CMS needs Python 3.11 or later. Found:" >&2
for candidate in ${PYTHON:-python3 python}; do
    found=$("$candidate" --version 2>&1) || found="nothing that runs"
    echo "    $candidate: $found" >&2
done
echo "Install a newer Python, or name one: make demo PYTHON=/path/to/python3.11" >&2
exit 1
