// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

/// What the installer has a VM's own sh do. Arguments are $1 and on; nothing is pasted in.
namespace skybranch::cloud {

/// Prints "key=value" lines: machine, home, free (KiB), and has=PROGRAM for each of $@.
inline constexpr QLatin1StringView probeScript(R"sh(
printf 'machine=%s\n' "$(uname -m)"
printf 'home=%s\n' "$HOME"
printf 'free=%s\n' "$(df -Pk "$HOME" 2>/dev/null | awk 'END { print $4 }')"
for program; do
    command -v "$program" >/dev/null 2>&1 && printf 'has=%s\n' "$program"
done
exit 0
)sh");

/// Takes an archive on stdin: NAME SHA256 SIZE PACKING (xz or tar). Prints one word of what went
/// wrong, or what `check` says of the new guest and then "installed".
inline constexpr QLatin1StringView installScript(R"sh(
set -u
umask 077
name=$1 sha256=$2 size=$3 packing=$4
root=$HOME/.local/share/skybranch/guest
new=$root/.new-$$

give_up() { echo "problem=$1"; exit 0; }

unpack() {
    case $packing in
        xz) xz -dc <"$new/archive" ;;
        *) cat "$new/archive" ;;
    esac | tar -xf - -C "$new"
}

remove_interrupted() {
    for old in "$root"/.new-*; do
        [ ! -d "$old" ] || [ -e "/proc/${old##*.new-}/exe" ] || rm -rf "$old"
    done
}

# A terminal's holder goes on in the folder that it was started from.
remove_unused() {
    running=$(ls -l /proc/[0-9]*/exe 2>/dev/null)
    for old in "$root"/*; do
        case ${old##*/} in current|"$name") continue ;; esac
        case $running in *" $old/"*) ;; *) rm -rf "$old" ;; esac
    done
}

mkdir -p "$root" && mkdir "$new" || give_up folder
trap 'rm -rf "$new"' EXIT
trap 'exit 1' HUP INT TERM
remove_interrupted
cat >"$new/archive" || give_up space
[ "$(wc -c <"$new/archive")" -eq "$size" ] || exit 1
if command -v sha256sum >/dev/null 2>&1; then
    [ "$(sha256sum <"$new/archive" | cut -d' ' -f1)" = "$sha256" ] || give_up damaged
fi
unpack 2>/dev/null || give_up unpack
rm "$new/archive"
"$new/guest/bin/skybranch-guest" check >"$new/said" 2>/dev/null || give_up start
[ -d "$root/$name" ] || mv "$new/guest" "$root/$name" || give_up folder
ln -s "$name" "$new/current" || give_up folder
mv -Tf "$new/current" "$root/current" 2>/dev/null || ln -sfn "$name" "$root/current" || give_up folder
remove_unused
cat "$new/said"
echo installed
)sh");

} // namespace skybranch::cloud
