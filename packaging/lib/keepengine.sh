#!/usr/bin/env bash
# keepengine.sh FOLDER: a Docker engine in FOLDER, until nobody holds FOLDER/users.lock. One that ends
# by itself is started again, but not while FOLDER/down is there.
set -euo pipefail
folder=$1
export DOCKER_HOST=unix://$folder/docker.sock

remove_containers() {
    local containers
    mapfile -t containers < <(docker ps --all --quiet)
    [ ${#containers[@]} = 0 ] || docker rm --force --volumes "${containers[@]}"
    docker network prune --force
    docker volume prune --all --force
}

# An engine that was killed while it made a container forgets the container's shim.
end_shims() {
    local process words
    for process in /proc/[0-9]*; do
        words=$(tr '\0' ' ' 2>/dev/null <"$process/cmdline") || continue
        [[ "$words" =~ ^(/usr/bin/)?containerd-shim.*" -address $folder/exec/" ]] || continue
        kill -KILL "${process#/proc/}" 2>/dev/null || true
    done
}

# Without a bridge of its own it stays out of another engine's way; the provider makes networks.
start_engine() {
    setpriv --pdeathsig TERM dockerd --data-root "$folder/data" --exec-root "$folder/exec" \
        --host "$DOCKER_HOST" --pidfile "$folder/dockerd.pid" --bridge=none &
    engine=$!
}

await_answer() {
    until docker version >/dev/null 2>&1; do
        kill -0 $engine
        sleep 0.1
    done
}

rm -f "$folder/down"
start_engine
await_answer
# A keeper that was killed has left them.
remove_containers
touch "$folder/ready"
exec 8>"$folder/users.lock"
until flock --timeout 0.5 8; do
    kill -0 $engine 2>/dev/null || [ -e "$folder/down" ] || start_engine
done
rm -f "$folder/down" "$folder/ready"
kill -0 $engine 2>/dev/null || start_engine
await_answer
remove_containers
kill $engine
wait $engine
end_shims
