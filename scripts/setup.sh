#!/bin/sh
# Make .venv and install into it what `make demo` or `make test` needs: setup.sh demo|test
set -eu
what=$1

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "No Python of 3.11 or newer was found. Install one, or name it: make PYTHON=/path/to/python" >&2
    exit 1
}

can_install_debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

install_debian() {
    echo "Installing Debian's $* …"
    { apt-get install -y -qq "$@" || { apt-get update -qq && apt-get install -y -qq "$@"; }; } >/dev/null 2>&1
}

make_venv() {
    rm -rf .venv
    "$1" -m venv .venv >/dev/null 2>&1 && return
    # Debian ships Python without what venv needs.
    rm -rf .venv
    if can_install_debian && install_debian python3-venv && "$1" -m venv .venv; then
        return
    fi
    echo "$1 cannot make a virtual environment; install Debian's python3-venv, or another Python." >&2
    exit 1
}

python=$(find_python)
[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || make_venv "$python"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
if [ "$what" = test ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev -e .
    if ! command -v chromium >/dev/null 2>&1; then
        if can_install_debian && install_debian chromium; then
            :
        else
            echo "!!! Chromium is not here and cannot be installed (that needs root and Debian's packages)." >&2
            echo "!!! The tests that look at the report in a real browser will be SKIPPED." >&2
        fi
    fi
else
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
fi
