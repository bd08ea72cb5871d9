#compdef skybranch
_skybranch() {
    local command=${words[2]} options= names=
    if ((CURRENT == 2)); then
        compadd -- @COMMANDS@
        return
    fi
    case $command in
@CASES@    esac
    if [[ ${words[CURRENT]} == -* ]]; then
        compadd -- ${=options}
    elif [[ $command == completion ]]; then
        compadd -- bash zsh fish
    elif [[ $command == enable ]]; then
        _files -/
    elif [[ -n $names ]]; then
        compadd -- ${(f)"$(skybranch complete-names 2>/dev/null)"}
    fi
}
if [ "$funcstack[1]" = "_skybranch" ]; then
    _skybranch "$@"
else
    compdef _skybranch skybranch
fi
