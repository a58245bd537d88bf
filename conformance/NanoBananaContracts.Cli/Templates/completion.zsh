#compdef nanobanana
# Completion of nanobanana for zsh. In ~/.zshrc, behind compinit: source <(nanobanana completion zsh)
_nanobanana() {
    local -a found
    found=(${(f)"$("${words[1]}" "[suggest]" "${(j: :)words[2,CURRENT-1]} $PREFIX" 2>/dev/null)"})
    if (( $#found )); then
        compadd -a found
    else
        _files
    fi
}
if [[ ${funcstack[1]} == _nanobanana ]]; then
    _nanobanana "$@"
else
    compdef _nanobanana nanobanana
fi
