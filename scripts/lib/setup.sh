# Sourced by the scripts: where the checkout is, what the machine must have, how to speak to the person who waits.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '== %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# packages GROUP…: names of the Debian packages of these groups.
packages() {
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' "$root/scripts/lib/packages"
    done
}

# missing_packages GROUP…: those of them that are not installed.
missing_packages() {
    local installed
    installed=$(packages "$@" | xargs dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null || true)
    packages "$@" | awk '
        NR == FNR { if ($2 == "installed") have[$1]; next }
        !($1 in have)' <(printf '%s\n' "$installed") -
}

# install_packages GROUP…: installs what is missing; says plainly what to do when it cannot.
install_packages() {
    [ "${VINHDANH_NO_INSTALL:-}" = 1 ] && return 0
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "not a Debian system: nothing is installed. Needed here: $(packages "$@" | xargs)"
        return 0
    fi
    local missing as_root=()
    missing=$(missing_packages "$@" | xargs)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root=(sudo)
        else
            die "these Debian packages are missing and need an administrator:
    apt-get update && apt-get install -y --no-install-recommends $missing"
        fi
    fi
    say "installing Debian packages: $missing"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
    local log
    log=$(mktemp)
    # A source that cannot be reached is no reason to stop: the installation below says whether it was needed.
    "${apt[@]}" update >"$log" 2>&1 </dev/null || true
    # shellcheck disable=SC2086 # a list of names
    if ! "${apt[@]}" install -y --no-install-recommends $missing >>"$log" 2>&1 </dev/null; then
        tail -n 25 "$log" >&2
        rm -f "$log"
        die "apt-get could not install: $missing"
    fi
    rm -f "$log"
}

# need_swift: Swift is the one thing that is not installed here.
need_swift() {
    command -v swift >/dev/null || die "Swift 6 is not on the PATH. Install it from https://www.swift.org/install/linux/ and try again."
    local version
    version=$(swift --version 2>&1) || die "Swift does not start:
$version"
    case "$version" in
        *"Swift version "[6-9].* | *"Swift version "[1-9][0-9].*) ;;
        *) die "Swift 6.1 or later is needed; this is: $version" ;;
    esac
}

# need_python: .venv with the pinned packages of Tests/requirements.txt.
need_python() {
    local wanted stamp="$root/.venv/requirements.installed"
    wanted="$root/Tests/requirements.txt"
    if [ -x "$root/.venv/bin/python" ] && "$root/.venv/bin/python" -c '' 2>/dev/null && cmp -s "$wanted" "$stamp"; then
        return 0
    fi
    [ "${VINHDANH_NO_INSTALL:-}" = 1 ] && die "the Python environment .venv is missing or old, and nothing may be installed"
    say "preparing the Python environment of the browser tests"
    rm -rf "$root/.venv"
    python3 -m venv "$root/.venv"
    "$root/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: -r "$wanted"
    cp "$wanted" "$stamp"
}

# The one debug build that scripts/check and scripts/test share. A folder of its own, so that a plain `swift build` of the
# day's work, which has other flags, does not throw it away.
checked_build=(--scratch-path "$root/.build/checked" -Xswiftc -warnings-as-errors)

# build_checked: builds the program and its tests; any warning is an error. Its log is .test/build.log.
build_checked() {
    local log="$root/.test/build.log" started=$SECONDS
    mkdir -p "$root/.test"
    say "building (debug, warnings are errors)"
    if ! swift build --package-path "$root" --build-tests "${checked_build[@]}" >"$log" 2>&1 </dev/null; then
        grep -E '(error|warning):' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
        return 1
    fi
    if grep -E 'warning:' "$log" | sort -u >&2; then
        return 1
    fi
    say "built in $((SECONDS - started)) s"
}
