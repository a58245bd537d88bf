# Completion of nanobanana for fish: nanobanana completion fish > ~/.config/fish/completions/nanobanana.fish
function __nanobanana_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] "[suggest]" (string join ' ' -- $words[2..] "$current") 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c nanobanana -f -a '(__nanobanana_complete)'
