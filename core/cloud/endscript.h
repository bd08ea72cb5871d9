// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace skybranch::cloud {

/// What a VM's own sh does to end the SSH connections of keys of the API: GUESS KEY.... sshd writes
/// down whose a login is, in a file that its sessions know (ExposeAuthInfo); a certificate names
/// its key. A connection without a session of its own (scp, forwarded ports) tells no file. Where
/// as many files are told by nobody, they came in the order of those connections; else all that
/// have stood for a while are ended if one of the files is of such a key, and where GUESS is yes,
/// too, if there are too few files. Who is ended and may come back does so. Prints "ended=" and how
/// many.
///
/// A connection is the first sshd below one that has started it which this user may signal: sshd
/// itself where it runs as this user, else what it has become after a login.
inline constexpr QLatin1StringView endScript(R"sh(
exec 2>/dev/null
guess=$1
shift
keys=" $* "
told=" "
untold=
count=0
young=0
standing=
ended=0
first=
read -r now _ </proc/uptime
now=${now%%.*}

# A process may call itself anything.
note_process() {
    stat=
    read -r stat <"/proc/$1/stat"
    case $stat in *'('*')'*) ;; *) return ;; esac
    name=${stat#*'('}
    name=${name%')'*}
    pid=$1
    set -- ${stat##*')'}
    case ${20:-x}$2 in *[!0-9]*) return ;; esac
    eval "parent_$pid=\$2 start_$pid=\${20}"
    case $name in sshd|sshd-*) eval "sshd_$pid=yes" ;; esac
    processes="$processes $pid"
}

# A process of sshd's that sshd has started, and that can be ended.
is_below() {
    eval "parent=\${parent_$1:-0} is=\${sshd_$1:-}"
    eval "is=\$is\${sshd_$parent:-}"
    [ "$is" = yesyes ] && kill -0 "$1"
}

note_connection() {
    is_below "$1" && ! is_below "$parent" || return
    connections="$connections $1 "
}

is_connection() {
    case $connections in *" $1 "*) return 0 ;; esac
    return 1
}

connection_of() {
    at=$1
    while [ "$at" -gt 1 ]; do
        eval "at=\${parent_$at:-0}"
        is_connection "$at" && return 0
    done
    return 1
}

# Of a certificate "vm-...:user-...:key-...".
key_in() {
    type=
    read -r type _ certificate _ <"$1"
    [ "$type" = publickey ] || return
    printf %s "$certificate" | base64 -d | tr -c '[:print:]' '\n' |
        sed -n 's/^.*vm-[0-9a-f-]*:user-[0-9a-f-]*:key-\([0-9a-f-]*\)$/\1/p'
}

is_ours() {
    case "$1" in /tmp/sshauth.*/*) return 1 ;; /tmp/sshauth.*) ;; *) return 1 ;; esac
    [ -f "$1" ] && [ ! -L "$1" ] && [ -r "$1" ]
}

is_ended() {
    key=$(key_in "$1")
    [ -n "$key" ] || return 1
    case $keys in *" $key "*) return 0 ;; esac
    return 1
}

look_at_session() {
    eval "is=\${sshd_$1:-}"
    [ -z "$is" ] && connection_of "$1" || return
    eval "file=\${file_$at:-}"
    [ -z "$file" ] || return
    file=$(tr '\0' '\n' <"/proc/$1/environ" | sed -n 's/^SSH_USER_AUTH=//p')
    is_ours "$file" || return
    eval "file_$at=\$file"
    told="$told$file "
}

# An sshd that is ended so leaves its file.
end_connection() {
    kill -TERM "$1" || return
    ended=$((ended + 1))
    [ -z "$2" ] || rm -f "$2"
}

# A login has a session after some seconds.
note_untold() {
    untold="$untold$start $pid
"
    count=$((count + 1))
    [ -n "$first" ] && [ "$first" -le "$start" ] || first=$start
    if [ $((now - start / 100)) -gt 5 ]; then standing="$standing $pid"; else young=$((young + 1)); fi
}

# Oldest first. What is older than the connections was left by others.
untold_files() {
    [ "$count" -gt 0 ] || return
    since=$(($(date +%s) - now + first / 100 - 2))
    for file in $(ls -tr /tmp/sshauth.*); do
        case $told in *" $file "*) continue ;; esac
        is_ours "$file" && [ "$(stat -c %Y "$file")" -ge "$since" ] && echo "$file"
    done
}

end_untold() {
    if [ $# -eq "$count" ]; then
        for pid in $(printf %s "$untold" | sort -n | cut -d' ' -f2); do
            is_ended "$1" && end_connection "$pid" "$1"
            shift
        done
        return
    fi
    end=no
    [ "$guess" != yes ] || [ $# -gt "$count" ] || end=yes
    for file; do
        is_ended "$file" || continue
        end=yes
        [ "$young" -gt 0 ] || rm -f "$file"
    done
    [ "$end" = no ] || for pid in $standing; do end_connection "$pid" ""; done
}

processes=
connections=
for folder in /proc/[0-9]*; do note_process "${folder#/proc/}"; done
for pid in $processes; do note_connection "$pid"; done
for pid in $processes; do look_at_session "$pid"; done
for pid in $connections; do
    eval "file=\${file_$pid:-} start=\$start_$pid"
    if [ -n "$file" ]; then
        is_ended "$file" && end_connection "$pid" "$file"
    else
        note_untold
    fi
done
end_untold $(untold_files)
echo "ended=$ended"
)sh");

} // namespace skybranch::cloud
