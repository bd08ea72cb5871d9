# A Docker engine for the tests and the tour: the one that is there, or one for as long as a command
# runs. Its images are kept, its containers and networks are not.

engine_folder=${engine_folder:-/var/cache/skybranch/engine}
engine_socket=unix://$engine_folder/docker.sock

engine_answers() { DOCKER_HOST=$1 timeout 10 docker version >/dev/null 2>&1; }

# The engine that DOCKER_HOST names, else the machine's.
find_engine() {
    local address=${DOCKER_HOST:-unix:///var/run/docker.sock}
    engine_answers "$address" && echo "$address"
}

# Whether there is an engine, or one can be started here.
can_have_engine() { is_root || find_engine >/dev/null; }

# with_engine COMMAND...: runs COMMAND with DOCKER_HOST and SKYBRANCH_VM_IMAGE set, and gives its
# exit code. SKYBRANCH_VM_OPTIONS are further words for packaging/vm-image/build.
with_engine() {
    local status=0 options address
    read -ra options <<<"${SKYBRANCH_VM_OPTIONS:-}"
    if address=$(find_engine); then
        export DOCKER_HOST=$address
    else
        use_own_engine
        export DOCKER_HOST=$engine_socket
    fi
    SKYBRANCH_VM_IMAGE=$("$top/packaging/vm-image/build" "${options[@]}" 8>&-) || status=$?
    export SKYBRANCH_VM_IMAGE
    [ $status != 0 ] || "$@" 8>&- || status=$?
    [ "$DOCKER_HOST" != "$engine_socket" ] || leave_own_engine
    return $status
}

# Each user of our own engine holds a shared lock as descriptor 8; lib/keepengine.sh ends the engine
# when it gets that lock for itself, so also after a user was killed.
use_own_engine() {
    is_root || fail "No Docker engine answers, and only root can start one." \
                    "Start Docker, or name an engine in DOCKER_HOST."
    mkdir -p "$engine_folder"
    exec 7>"$engine_folder/start.lock" 8>"$engine_folder/users.lock"
    flock 7
    flock -s 8
    if ! engine_answers "$engine_socket"; then
        say "Starting a Docker engine ..."
        rm -f "$engine_folder/docker.sock" "$engine_folder/ready"
        setsid "$top/packaging/lib/keepengine.sh" "$engine_folder" \
            7>&- 8>&- </dev/null >"$engine_folder/log" 2>&1 &
        echo $! >"$engine_folder/keeper.pid"
        await_engine $!
    fi
    exec 7>&-
}

await_engine() { # await_engine PID: until the engine answers; PID is who starts it
    local waited=0
    until [ -e "$engine_folder/ready" ] && engine_answers "$engine_socket"; do
        kill -0 "$1" 2>/dev/null && [ $waited -lt 300 ] || {
            tail -n 20 "$engine_folder/log" >&2
            fail "The Docker engine does not start." "Its whole log is $engine_folder/log."
        }
        sleep 0.1
        waited=$((waited + 1))
    done
}

# The last user waits until the engine has ended.
leave_own_engine() {
    local last="" waited=0 keeper
    flock -n -x 8 && last=yes
    exec 8>&-
    [ -n "$last" ] || return 0
    keeper=$(cat "$engine_folder/keeper.pid")
    while kill -0 "$keeper" 2>/dev/null && [ $waited -lt 300 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
}
