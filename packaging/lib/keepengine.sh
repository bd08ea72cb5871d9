#!/usr/bin/env bash
# keepengine.sh FOLDER: a Docker engine in FOLDER, until nobody holds FOLDER/users.lock.
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

# Without a bridge of its own it stays out of another engine's way; the provider makes networks.
setpriv --pdeathsig TERM dockerd --data-root "$folder/data" --exec-root "$folder/exec" \
    --host "$DOCKER_HOST" --pidfile "$folder/dockerd.pid" --bridge=none &
engine=$!
until docker version >/dev/null 2>&1; do
    kill -0 $engine
    sleep 0.1
done
exec 8>"$folder/users.lock"
flock 8
remove_containers
kill $engine
wait $engine
