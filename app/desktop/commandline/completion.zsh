#compdef skybranch
_skybranch() {
    local command= options= names= count=0 i
    for ((i = 2; i < CURRENT; i++)); do
        case ${words[i]} in
        --) return;;
        @VALUED@) ((i++));;
        -*) ;;
        *) ((count++)) || command=${words[i]};;
        esac
    done
    case ${words[CURRENT - 1]} in
    @FOLDERS@) _files -/; return;;
    @FILES@) _files; return;;
    @VALUED@) return;;
    esac
    case $command in
@CASES@    esac
    case $command:$count:${words[CURRENT]} in
    :0:-*) compadd -- @OPTIONS@;;
    :0:*) compadd -- @COMMANDS@;;
    *:*:-*) compadd -- ${=options};;
    completion:1:*) compadd -- bash zsh fish;;
    enable:1:*) _files -/;;
    *:1:*) [[ -z $names ]] || compadd -- ${(f)"$(skybranch complete-names 2>/dev/null)"};;
    esac
}
if [ "$funcstack[1]" = "_skybranch" ]; then
    _skybranch "$@"
else
    compdef _skybranch skybranch
fi
