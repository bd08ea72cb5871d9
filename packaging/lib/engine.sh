# A Docker engine for the tests and the tour: the machine's own, or one for the length of a command.

engine_folder=/var/cache/skybranch/engine

engine_answers() { DOCKER_HOST=$1 timeout 10 docker version >/dev/null 2>&1; }

# Names the engine that is there already.
find_engine() {
    local address
    for address in ${DOCKER_HOST:-unix:///var/run/docker.sock "unix://$engine_folder/docker.sock"}; do
        engine_answers "$address" && { echo "$address"; return; }
    done
    return 1
}

# with_engine COMMAND...: runs COMMAND with DOCKER_HOST and SKYBRANCH_VM_IMAGE set; gives its exit
# code. An engine of our own ends when its last user has gone, also when that was killed: a user
# holds a shared lock, and the process that ends the engine waits for an exclusive one.
with_engine() {
    local status=0
    is_root && mkdir -p "$engine_folder" && exec 8>"$engine_folder/start.lock" 9>"$engine_folder/users.lock" &&
        flock 8 && flock -s 9
    if ! DOCKER_HOST=$(find_engine); then
        start_engine
        DOCKER_HOST=unix://$engine_folder/docker.sock
    fi
    exec 8>&-
    export DOCKER_HOST
    "$top/packaging/vm-image/build" 9>&-
    SKYBRANCH_VM_IMAGE=$(vm_image) "$@" 9>&- || status=$?
    exec 9>&-
    return $status
}
