# Words and small checks that every part of packaging/dev uses.

say()  { printf '\033[1m%s\033[0m\n' "skybranch: $*" >&2; }
fail() { printf 'skybranch: %s\n' "$1" >&2; shift; for line; do printf '  %s\n' "$line" >&2; done; exit 1; }

# Runs a long, chatty command quietly: its output goes to a log that is shown only when it fails.
quietly() {
    local what=$1 log start; shift
    log=$(mktemp)
    start=$SECONDS
    say "$what ..."
    if ! "$@" >"$log" 2>&1 </dev/null; then
        tail -n 40 "$log" >&2
        fail "$what failed after $((SECONDS - start)) s." "The whole log is $log."
    fi
    rm -f "$log"
    say "$what: done in $((SECONDS - start)) s"
}

is_root()   { [ "$(id -u)" = 0 ]; }
has()       { command -v "$1" >/dev/null 2>&1; }
list_of()   { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$top/packaging/packages.$1"; }
os_field()  { ( . /etc/os-release 2>/dev/null; eval "printf %s \"\${$1:-}\"" ); }
