// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace skybranch::providers {

/// How a VM's first process ends when its image lacks what a VM must have.
enum class StartFailure { NoSshd = 71, SshdRefuses = 72 };

/// Process 1 of a VM in a container, whatever its image: nothing of the user's runs before the
/// provider has closed the way to link-local addresses, where clouds keep a machine's credentials.
/// /proc/net/route shows that route as 0000FEA9 with flag 0200 (reject).
inline constexpr QByteArrayView startScript(R"sh(
config=/etc/skybranch/sshd_config
guest=/opt/skybranch/bin/skybranch-guest

await_guard() {
    tries=0
    until grep -q '^\*[[:space:]]0000FEA9[[:space:]]00000000[[:space:]]02' /proc/net/route; do
        tries=$((tries + 1))
        [ "$tries" -lt 1200 ] || { echo "The provider did not close the link-local network." >&2; exit 70; }
        sleep 0.05
    done
}

find_sshd() {
    for sshd in /usr/sbin/sshd /usr/local/sbin/sshd /usr/bin/sshd; do
        [ ! -x "$sshd" ] || return 0
    done
    echo "The image has no sshd." >&2
    exit 71
}

# What has got a signal may still write something down.
end_all() {
    trap '' TERM
    for signal in TERM HUP CONT; do kill -s "$signal" -- -1; done 2>/dev/null
    tries=0
    while set -- /proc/[0-9]*; [ $# -gt 1 ] && [ "$tries" -lt 30 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    exit 0
}

await_guard
find_sshd
# Every connection comes from one address, and one bad client must not lock the others out.
set -- "$sshd" -D -e -f "$config" -o PerSourcePenalties=no
[ ! -x "$guest" ] || exec "$guest" init -- "$@"
# One before OpenSSH 9.8 has no such penalties.
"$@" -t 2>/dev/null || set -- "$sshd" -D -e -f "$config"
"$@" -t || exit 72
trap end_all TERM
while :; do
    "$@" &
    wait "$!"
    sleep 1
done
)sh");

} // namespace skybranch::providers
