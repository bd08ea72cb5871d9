# packaging/dev bench: ours and the rivals in one run, on one display.

command_bench() {
    need build test bench
    build release skybranch skybranchd skybranch-guest skybranch-bench
    . "$top/packaging/lib/display.sh"
    with_display "$top/build/release/bin/skybranch-bench" "$@"
}
