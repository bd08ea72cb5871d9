# bash completion for skybranch
_skybranch_paths() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
}
_skybranch() {
    local word=${COMP_WORDS[COMP_CWORD]} command= options= names= count=0 i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --) return;;
        @VALUED@) ((i++));;
        -*) ;;
        *) ((count++)) || command=${COMP_WORDS[i]};;
        esac
    done
    case ${COMP_WORDS[COMP_CWORD - 1]} in
    @FOLDERS@) _skybranch_paths -d "$word"; return;;
    @FILES@) _skybranch_paths -f "$word"; return;;
    @VALUED@) return;;
    esac
    case $command in
@CASES@    esac
    case $command:$count:$word in
    :0:-*) COMPREPLY=($(compgen -W '@OPTIONS@' -- "$word"));;
    :0:*) COMPREPLY=($(compgen -W '@COMMANDS@' -- "$word"));;
    *:*:-*) COMPREPLY=($(compgen -W "$options" -- "$word"));;
    completion:1:*) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word"));;
    enable:1:*) _skybranch_paths -d "$word";;
    *:1:*)
        if [ -n "$names" ]; then
            names=$("${COMP_WORDS[0]}" complete-names 2>/dev/null)
            COMPREPLY=($(compgen -W "$names" -- "$word"))
        fi
        ;;
    esac
}
complete -F _skybranch skybranch
