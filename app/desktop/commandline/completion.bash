# bash completion for skybranch
_skybranch() {
    local word=${COMP_WORDS[COMP_CWORD]} command= options= names= i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --) return;;
        --data-dir | --server | --api-key-file) ((i++));;
        -*) ;;
        *) command=${COMP_WORDS[i]}; break;;
        esac
    done
    case $command in
@CASES@    esac
    case $command:$word in
    :-*) COMPREPLY=($(compgen -W '@OPTIONS@' -- "$word"));;
    :*) COMPREPLY=($(compgen -W '@COMMANDS@' -- "$word"));;
    *:-*) COMPREPLY=($(compgen -W "$options" -- "$word"));;
    completion:*) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word"));;
    enable:*) COMPREPLY=($(compgen -d -- "$word"));;
    *)
        if [ -n "$names" ]; then
            names=$("${COMP_WORDS[0]}" complete-names 2>/dev/null)
            COMPREPLY=($(compgen -W "$names" -- "$word"))
        fi
        ;;
    esac
}
complete -F _skybranch skybranch
