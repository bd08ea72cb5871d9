# packaging/dev run: the desktop; without a display, the tour.

command_run() {
    need build
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        say "There is no display here, so the tour runs instead, on a virtual one."
        . "$top/packaging/lib/tour.sh"
        command_tour "$@"
        return
    fi
    build "$preset" skybranch skybranchd skybranch-guest
    exec "$top/build/$preset/bin/skybranch" "$@"
}
