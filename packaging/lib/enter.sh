#!/usr/bin/env bash
# Runs in a fresh mount namespace: puts the build root where / was and goes on inside it.
set -euo pipefail
root=$SKYBRANCH_ENTER_ROOT

bind() { # bind [-r] PATH: shows PATH of the machine at the same place in the root
    local how=--bind
    [ "$1" = -r ] && { how=--rbind; shift; }
    [ -e "$1" ] || return 0
    [ -e "$root$1" ] || mkdir -p "$root$1" 2>/dev/null || return 0
    mount "$how" "$1" "$root$1"
}

# Mount points that an ordinary user could not make in a root that is not theirs go onto a tmpfs.
prepare_parent() {
    local path=$1 first
    first=/$(printf %s "${path#/}" | cut -d/ -f1)
    [ -d "$root$path" ] && return
    mkdir -p "$root$path" 2>/dev/null && return
    mountpoint -q "$root$first" || mount -t tmpfs tmpfs "$root$first"
    mkdir -p "$root$path"
}

mount --bind "$root" "$root"
for path in /proc /sys /dev /tmp; do bind -r "$path"; done
for path in "$HOME" "$SKYBRANCH_ENTER_TOP" "/run/user/$(id -u)" ${SKYBRANCH_ENTER_BIND:-}; do
    [ -d "$path" ] || continue
    case "$path" in /|/usr*|/etc*|/tmp*|/proc*|/dev*|/sys*) continue ;; esac
    prepare_parent "$path" && bind "$path"
done
bind_file() { # bind_file FILE [PLACE]: shows a file of the machine in the root
    local place=$root${2:-$1}
    [ -e "$1" ] || return 0
    [ -e "$place" ] || { mkdir -p "${place%/*}" && touch "$place"; } 2>/dev/null || return 0
    mount --bind "$1" "$place"
}
bind_file /run/docker.sock
# Beside the root's own, which its package manager must be able to replace.
bind_file /etc/ssl/certs/ca-certificates.crt /etc/ssl/machine-ca.crt
[ -e /etc/resolv.conf ] && [ -e "$root/etc/resolv.conf" ] && mount --bind "$(readlink -f /etc/resolv.conf)" "$root/etc/resolv.conf"

if [ "$(id -u)" != 0 ]; then
    accounts=$(mktemp -d)
    { cat "$root/etc/passwd"; printf '%s\n' "$SKYBRANCH_ENTER_PASSWD"; } >"$accounts/passwd"
    # Only the user's own group exists here: sshd gives a terminal to "tty" where that has a name.
    { grep -v '^tty:' "$root/etc/group"; printf '%s\n' "$SKYBRANCH_ENTER_GROUP"; } >"$accounts/group"
    mount --bind "$accounts/passwd" "$root/etc/passwd"
    mount --bind "$accounts/group" "$root/etc/group"
    # Root's files belong to nobody here, and ssh takes no such configuration.
    [ ! -d "$root/etc/ssh/ssh_config.d" ] || mount -t tmpfs tmpfs "$root/etc/ssh/ssh_config.d"
fi

mkdir -p "$root/mnt" 2>/dev/null || true
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
cd "$root"
pivot_root . mnt
umount -l /mnt
# Node.js keeps a list of its own.
[ ! -e /etc/ssl/machine-ca.crt ] || export NODE_EXTRA_CA_CERTS=/etc/ssl/machine-ca.crt
cd "$SKYBRANCH_ENTER_CWD" 2>/dev/null || cd "$SKYBRANCH_ENTER_TOP"
unset "${!SKYBRANCH_ENTER_@}"
if [ "$(id -u)" != 0 ]; then
    exec setpriv --ambient-caps -all --inh-caps -all -- "$@"
fi
exec "$@"
