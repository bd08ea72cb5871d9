# packaging/dev test: builds and runs every test, ending with ctest's summary.

command_test() {
    need build test
    build "$preset"
    cd "$top"
    # Tests start servers of their own, on loopback; two at a time suit two cores.
    exec ctest --preset "$preset" --parallel 2 "$@"
}
