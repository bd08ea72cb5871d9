# The Debian 13 build root: where the machine is not Debian 13, everything runs inside one.
# It is made once by root and shared by every user of the machine; nothing outlives the mount
# namespace of the command that entered it.

build_root=${SKYBRANCH_BUILD_ROOT:-/var/cache/skybranch/trixie}

on_baseline() { [ "$(os_field VERSION_CODENAME)" = trixie ]; }

# The machine's own Debian mirror, so that set-up uses what the machine already may reach.
machine_mirror() {
    local file
    for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.sources; do
        [ -r "$file" ] || continue
        awk '/^URIs:.*debian\/?$/ { print $2; found = 1; exit }
             /^deb .*debian\/? /  { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; found = 1; exit } }
             END { exit !found }' "$file" && return
    done
    return 0
}

make_build_root() {
    [ -e "$build_root/.ready" ] && return
    is_root || fail "This machine is not Debian 13, and has no build root yet." \
                    "Run once:  sudo packaging/dev setup"
    has mmdebstrap || quietly "Installing mmdebstrap" sh -c 'apt-get update && apt-get install -y mmdebstrap'
    local mirror
    mirror=$(machine_mirror)
    mkdir -p "$(dirname "$build_root")"
    # A half-made root of an interrupted run is not mounted by anyone: no .ready, no entry.
    rm -rf --one-file-system "$build_root"
    quietly "Making a Debian 13 build root in $build_root" \
        mmdebstrap --variant=apt --include=mount,passwd --mode=root trixie "$build_root" ${mirror:+"deb $mirror trixie main"}
    mkdir -p "$build_root/etc/apt/apt.conf.d"
    for file in /etc/apt/apt.conf.d/*proxy*; do
        [ -e "$file" ] && cp "$file" "$build_root/etc/apt/apt.conf.d/"
    done
    printf '#!/bin/sh\nexit 101\n' >"$build_root/usr/sbin/policy-rc.d"
    chmod 755 "$build_root/usr/sbin/policy-rc.d"
    touch "$build_root/.ready"
}

# enter_build_root COMMAND...: replaces this process by COMMAND inside the root.
enter_build_root() {
    local as_user=()
    is_root || as_user=(--user --map-current-user --keep-caps)
    export SKYBRANCH_ENTER_ROOT=$build_root SKYBRANCH_ENTER_TOP=$top SKYBRANCH_ENTER_CWD=$PWD
    SKYBRANCH_ENTER_PASSWD=$(getent passwd "$(id -u)") SKYBRANCH_ENTER_GROUP=$(getent group "$(id -g)")
    export SKYBRANCH_ENTER_PASSWD SKYBRANCH_ENTER_GROUP
    exec unshare "${as_user[@]}" --mount --propagation private -- \
        bash "$top/packaging/lib/enter.sh" "$@"
}
