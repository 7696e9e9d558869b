#!/bin/sh
set -e
autoreconf -fi
mkdir -p build && cd build && ../configure --enable-werror "$@"
