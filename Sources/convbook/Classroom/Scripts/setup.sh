#!/usr/bin/env bash
# Prepares the machine of a Gradescope autograder: Swift, two libraries, and Convbook, built. Gradescope
# runs it once, as root, when the image is made. A Swift that is there already is used.
set -euo pipefail

version=@SWIFT@
root=${AUTOGRADER_ROOT:-/autograder}

export DEBIAN_FRONTEND=noninteractive
if [ "${AUTOGRADER_SKIP_PACKAGES:-}" = "" ]; then
  apt-get update
  apt-get install -y --no-install-recommends binutils ca-certificates curl gcc git libcurl4-openssl-dev \
    libedit2 libncurses-dev libpython3-dev libsqlite3-0 libstdc++-11-dev libxml2-dev libz3-dev pkg-config \
    tzdata unzip zlib1g-dev libpng-dev libjpeg-dev ||
    apt-get install -y --no-install-recommends binutils ca-certificates curl gcc g++ git libpng-dev \
      libjpeg-dev libxml2-dev tzdata zlib1g-dev
fi

if ! command -v swift > /dev/null; then
  . /etc/os-release
  platform=$ID$VERSION_ID
  suffix=
  [ "$(uname -m)" = aarch64 ] && suffix=-aarch64
  name=swift-$version-RELEASE-$platform$suffix
  folder=$(printf '%s' "$platform" | tr -d .)$suffix
  curl -fsSL --retry 3 \
    "https://download.swift.org/swift-$version-release/$folder/swift-$version-RELEASE/$name.tar.gz" |
    tar -xz -C /opt
  ln -s "/opt/$name/usr/bin/"* /usr/local/bin/ 2> /dev/null || true
fi

cd "$root/source/convbook"
swift build --product convbook
swift build --product LessonLibrary
.build/debug/convbook --version
