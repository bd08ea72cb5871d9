# packaging/dev soak: uses and kills the parts of Skybranch at random, for as long as one likes.

command_soak() {
    local what=lifecycle program=skybranch-soak provider=sandbox pass=()
    case "${1:-}" in
        '' | -*) ;;
        *) what=$1; shift ;;
    esac
    case "$what" in
        lifecycle | terminals) pass+=("$what") ;;
        replicas) program=skybranch-soak-replicas ;;
        *) fail "There is no soak \"$what\"." "There are: lifecycle, terminals, replicas." ;;
    esac
    while [ $# -gt 0 ]; do
        case "$1" in
            --rounds) pass+=(--rounds "${2:?--rounds wants a number}"); shift 2 ;;
            --seed) pass+=(--seed "${2:?--seed wants a number}"); shift 2 ;;
            --minutes) pass+=(--minutes "${2:?--minutes wants a number}"); shift 2 ;;
            --provider) provider=${2:?--provider wants sandbox or docker}; shift 2 ;;
            --external-database) pass+=("$1"); shift ;;
            *) fail "The soak does not know \"$1\"." "It takes --rounds N, --seed S, --minutes M (replicas), --provider sandbox|docker, --external-database." ;;
        esac
    done
    [ "$what" != replicas ] || [ "$provider" = sandbox ] || fail "The replicas use sandboxes only."
    need build test
    build "$preset" "$program"
    # Whoever ends this script ends the soak, which then takes away what it has made.
    local soak=(setpriv --pdeathsig TERM "$top/build/$preset/bin/$program" "${pass[@]}")
    case "$provider" in
        sandbox) "${soak[@]}" ;;
        docker)
            is_root || fail "The soak kills its Docker engine, and only root can start one that is its own."
            . "$top/packaging/lib/engine.sh"
            # The image is made by the engine that the tests use and copied to the soak's own.
            with_engine unshare --net "$top/packaging/lib/soakengine.sh" "${soak[@]}" ;;
        *) fail "There is no provider \"$provider\"." "There are: sandbox, docker." ;;
    esac
}
