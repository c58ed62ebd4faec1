#!/bin/sh
# Stops this node gracefully; returns when its process is gone.

BIN_DIR=$(cd "$(dirname "$0")" && pwd) || exit 1

. "${BIN_DIR}/set-bitbucket-home.sh"

exec "${BIN_DIR}/_stop-webapp.sh"
