#!/bin/sh
# pyproject.toml → the lock files of the build, of `import`, of `--compress` and of the tests, each package with its version and hashes.
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
# The others are installed beside it, so what both have is the same version.
lock tests/requirements.txt --extra test -c requirements.txt
lock catalogue/requirements-import.txt --extra import -c tests/requirements.txt
lock catalogue/requirements-publish.txt --extra publish -c tests/requirements.txt
