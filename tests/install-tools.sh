#!/bin/sh
# What the tests use beside Python: Chromium and Firefox as Debian has them, fonts that have Chinese, Java and npm for
# the validators of tests/node, LibreOffice and R to read the downloads, nginx to be a host (which Debian starts when it
# is installed, unless it is told not to), faketime for another clock. Installs what this machine lacks, and nothing else.
set -eu
cd "$(dirname "$0")"
have() { command -v "$1" >/dev/null 2>&1; }

missing=
have chromium || missing="$missing chromium"
have chromium-headless-shell || missing="$missing chromium-headless-shell"
have firefox-esr || missing="$missing firefox-esr"
have java || missing="$missing default-jre-headless"
have node || missing="$missing nodejs"
have npm || missing="$missing npm"
have nginx || missing="$missing nginx"
[ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || missing="$missing libnginx-mod-http-brotli-static"
have faketime || missing="$missing faketime"
have openssl || missing="$missing openssl"
have soffice || missing="$missing libreoffice-calc-nogui"
have Rscript || missing="$missing r-base-core"
have fc-list || missing="$missing fontconfig"
if ! have fc-list || [ -z "$(fc-list :lang=zh-cn)" ]; then
    missing="$missing fonts-noto-cjk"
fi

if [ -n "$missing" ]; then
    if ! have apt-get || [ "$(id -u)" != 0 ]; then
        echo "The tests need what these Debian packages hold; install them, or run this as root:$missing" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # shellcheck disable=SC2086 # a list of names
    if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
        cat "$log" >&2
        echo "apt-get could not install:$missing" >&2
        exit 1
    fi
    rm -f "$log"
fi

# The locked packages and no other; again only when the lock file is another one.
cd node
if ! cmp -s package-lock.json node_modules/.installed; then
    npm ci --silent
    cp package-lock.json node_modules/.installed
fi
