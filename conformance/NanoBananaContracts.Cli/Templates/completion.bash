# Completion of nanobanana for bash. In ~/.bashrc: source <(nanobanana completion bash)
_nanobanana() {
    local IFS=$'\n' line=${COMP_LINE:0:COMP_POINT} word before
    word=${line##*[[:space:]]}
    COMPREPLY=($("$1" "[suggest]" "${line#*[[:space:]]}" 2>/dev/null))
    # bash ends a word at a colon, as in 16:9, and replaces only what stands behind it.
    before=${word%"${word##*:}"}
    if [[ -n $before && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"$before"}")
    fi
}
complete -o default -F _nanobanana nanobanana
