# packaging/dev bench: ours and the rivals in one run, on one display.

command_bench() {
    need build test bench
    # A build made before the packages of bench were there knows no benchmarks.
    [ ! -e "$top/build/release/build.ninja" ] || quietly "Configuring" sh -c 'cd "$1" && cmake --preset release' sh "$top"
    build release skybranch-bench
    quietly "Packages of Node.js" "$top/tests/node/install" "$top/build/release/tests/node"
    . "$top/packaging/lib/display.sh"
    . "$top/packaging/lib/engine.sh"
    local run=(with_display "$top/build/release/bin/skybranch-bench")
    local SKYBRANCH_VM_OPTIONS="--guest $top/build/release/bin/skybranch-guest ${SKYBRANCH_VM_OPTIONS:-}"
    ! can_have_engine || run=(with_engine "${run[@]}")
    "${run[@]}" "$@"
}
