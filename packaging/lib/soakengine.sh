#!/usr/bin/env bash
# soakengine.sh SOAK...: runs the soak with a Docker engine that it may kill. In a network of its own
# (unshare --net), where no other engine and nobody else is; DOCKER_HOST is an engine that has
# SKYBRANCH_VM_IMAGE.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$top/packaging/lib/common.sh"
engine_folder=/var/cache/skybranch/soak-engine
. "$top/packaging/lib/engine.sh"
address=10.99.0.1 # where containers reach this computer

with_image() { # with_image ENGINE: the image's id there
    DOCKER_HOST=$1 docker image inspect --format '{{.Id}}' "$SKYBRANCH_VM_IMAGE" 2>/dev/null
}

copy_image() {
    local from=$DOCKER_HOST
    [ "$(with_image "$from")" = "$(with_image "$engine_socket" || true)" ] && return
    say "Copying $SKYBRANCH_VM_IMAGE to the soak's engine ..."
    docker save "$SKYBRANCH_VM_IMAGE" | DOCKER_HOST=$engine_socket docker load --quiet >&2
    DOCKER_HOST=$engine_socket docker image prune --force >/dev/null
}

mkdir -p "$engine_folder"
exec 9>"$engine_folder/soak.lock"
flock --nonblock 9 || { say "Waiting for another soak to end ..."; flock 9; }
ip link set lo up
ip address add "$address/32" dev lo
use_own_engine 9>&-
copy_image
status=0
DOCKER_HOST=$engine_socket "$@" --provider docker --engine-folder "$engine_folder" \
    --vm-image "$SKYBRANCH_VM_IMAGE" --address "$address" 8>&- 9>&- || status=$?
leave_own_engine
exit $status
