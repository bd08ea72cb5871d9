# packaging/dev soak: uses and kills the parts of Skybranch at random, for as long as one likes.

command_soak() {
    local what=${1:-lifecycle} pass=()
    [ $# = 0 ] || shift
    [ "$what" = lifecycle ] || fail "There is no soak \"$what\"." "There is: lifecycle."
    while [ $# -gt 0 ]; do
        case "$1" in
            --rounds) pass+=(--rounds "${2:?--rounds wants a number}"); shift 2 ;;
            --seed) pass+=(--seed "${2:?--seed wants a number}"); shift 2 ;;
            *) fail "The soak does not know \"$1\"." "It takes --rounds N, --seed S." ;;
        esac
    done
    need build test
    build "$preset" skybranch-soak
    "$top/build/$preset/bin/skybranch-soak" "${pass[@]}"
}
