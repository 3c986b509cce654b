#!/bin/sh
# pyproject.toml → the lock files of the build, of `import` and of the tests, each package with its version and hashes.
set -eu
# -P: our build.py must not stand in for the package "build".
python=$1
"$python" -m pip install --quiet --disable-pip-version-check pip-tools
lock() {
    out=$1
    shift
    "$python" -P -m piptools compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
        --no-emit-find-links --no-header --no-annotate --strip-extras --allow-unsafe "$@" -o "$out" pyproject.toml
}
lock requirements.txt
lock tests/requirements.txt --extra test
lock catalogue/requirements-import.txt --extra import
