# Completion of nanobanana for PowerShell. In $PROFILE: nanobanana completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName nanobanana -ScriptBlock {
    param($word, $command, $position)
    # The text of a command ends with its last word: the blanks up to the cursor are put back.
    $length = $position - $command.Extent.StartOffset
    $text = $command.Extent.Text
    $line = $text.Substring(0, [Math]::Min($length, $text.Length)).PadRight($length)
    $program, $rest = $line -split '\s+', 2
    & $program '[suggest]' "$rest" 2>$null | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
