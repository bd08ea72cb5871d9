# packaging/dev test: builds and runs every test, ending with ctest's summary.

command_test() {
    need build test
    build "$preset"
    cd "$top"
    . "$top/packaging/lib/engine.sh"
    # Tests start servers of their own, on loopback, and wait for them more than they compute.
    local run=(ctest --preset "$preset" --parallel "$(($(nproc) + 1))")
    # It starts an engine that it may kill, which only root can.
    is_root || run+=(--exclude-regex '^soak_docker$')
    # A sanitizer's guest needs what the VM image has not, and its preset leaves Docker's tests out.
    if [ "$preset" = asan ]; then
        "${run[@]}" "$@"
        return
    fi
    if can_have_engine; then
        with_engine "${run[@]}" "$@"
        return
    fi
    [ "${CI:-}" != true ] || fail "The tests of Docker need an engine, or root to start one."
    say "Without the tests of Docker: no engine answers, and only root can start one."
    "${run[@]}" --label-exclude docker "$@"
}
