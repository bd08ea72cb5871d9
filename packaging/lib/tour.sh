# packaging/dev tour: the real application, clicked through on a virtual display.

command_tour() {
    local out=$top/build/tour repository="" keep="" provider="" pass=() engine=()
    while [ $# -gt 0 ]; do
        case "$1" in
            --out) out=$(realpath -m "${2:?--out wants a folder}"); shift 2 ;;
            --repository) repository=${2:?--repository wants a path or a URL}; shift 2 ;;
            --provider) provider=${2:?--provider wants a name}; pass+=(--provider "$provider"); shift 2 ;;
            --theme) pass+=(--theme "${2:?--theme wants light or dark}"); shift 2 ;;
            --keep) pass+=(--keep); shift ;;
            *) fail "The tour does not know \"$1\"." "It takes --repository PATH_OR_URL, --out DIR, --provider NAME, --theme light|dark, --keep." ;;
        esac
    done
    need build test
    build "$preset" skybranch skybranchd skybranch-guest skybranch-tour
    . "$top/packaging/lib/display.sh"
    mkdir -p "$out"
    say "The tour begins; pictures go to $out"
    if [ "$provider" = docker ]; then
        . "$top/packaging/lib/engine.sh"
        engine=(with_engine)
    fi
    "${engine[@]}" with_display "$top/build/$preset/bin/skybranch-tour" \
        --repository "${repository:-$top}" --out "$out" "${pass[@]}"
}
