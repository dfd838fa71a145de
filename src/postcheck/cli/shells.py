"""The scripts that let shells complete postcheck's commands, options, values and rules.

They ask as click's own scripts do, and differ where those go wrong: a word may hold "=" (`--format=json`,
`sarif=report.sarif`) and commas (`tone,value/`), texts for people hold commas, and what ends with "/" goes on.
"""

BASH = r"""_postcheck_completion() {
    local -a words=()
    local index type value response
    # Bash divides words at "=", too.
    for ((index = 0; index <= COMP_CWORD; index++)); do
        if ((index > 0)) && [[ ${COMP_WORDS[index]} == "=" || ${COMP_WORDS[index - 1]} == "=" ]]; then
            words[${#words[@]} - 1]+=${COMP_WORDS[index]}
        else
            words+=("${COMP_WORDS[index]}")
        fi
    done
    response=$(
        IFS=$'\n'
        COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) _POSTCHECK_COMPLETE=bash_complete "$1"
    )
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then
        compopt -o nospace
    fi
}

complete -o nosort -F _postcheck_completion postcheck
"""

ZSH = r"""#compdef postcheck

_postcheck_completion() {
    local -a plain areas described lines
    local type value text
    (( $+commands[postcheck] )) || return 1
    lines=("${(@f)$(COMP_WORDS="${(pj:\n:)words[1,CURRENT]}" COMP_CWORD=$((CURRENT - 1)) \
        _POSTCHECK_COMPLETE=zsh_complete postcheck)}")
    # What stands before "=" stays as it is.
    [[ ${words[CURRENT]} == *=* ]] && compset -P '*='
    for type value text in $lines; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ $value == */ ]]; then
                    areas+=("$value")
                elif [[ $text == _ ]]; then
                    plain+=("$value")
                else
                    described+=("$value:$text")
                fi
                ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described
    (( $#plain )) && compadd -V unsorted -a plain
    (( $#areas )) && compadd -S '' -V unsorted -a areas
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _postcheck_completion "$@"
else
    compdef _postcheck_completion postcheck
fi
"""

FISH = r"""function _postcheck_completion
    set -l word (commandline -t)
    # Fish compares whole words: what stands before "=" belongs to each answer.
    set -l before (string match -r '^.*=' -- "$word")
    set -l typed (commandline -cp | string collect)
    for line in (env _POSTCHECK_COMPLETE=fish_complete COMP_WORDS="$typed" COMP_CWORD="$word" postcheck)
        set -l parts (string split --max 1 , -- $line)
        switch $parts[1]
            case dir
                printf '%s\n' "$before"(__fish_complete_directories $parts[2])
            case file
                printf '%s\n' "$before"(__fish_complete_path $parts[2])
            case plain
                echo "$before$parts[2]"
        end
    end
end

complete --no-files --keep-order --command postcheck --arguments "(_postcheck_completion)"
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
