function Invoke-InFileSystem {
    # Runs a script in the current folder, also where the user's location is in the registry or elsewhere.
    param([Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet, [scriptblock] $Script)

    $folder = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
    Push-Location -LiteralPath "FileSystem::$folder" -StackName 'OmsGateway'
    try {
        & $Script
    } finally {
        Pop-Location -StackName 'OmsGateway'
    }
}

function Get-PathText {
    # The path in an object from the user: a text, a file or folder, or an object with one of the usual properties.
    [OutputType([string])]
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [object] $InputObject, [string[]] $Property)

    if ($InputObject -is [System.IO.FileSystemInfo]) {
        return $InputObject.FullName
    }
    $text = ConvertTo-Element -Cmdlet $Cmdlet -InputObject $InputObject `
        -Property ($Property + 'FullName', 'PSPath', 'LiteralPath', 'Path')
    if (-not $text -and $null -ne $InputObject) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'NoFile' -Category 'ObjectNotFound' -Target $InputObject `
            -Message ($Messages.NoFile -f '')
    }
    if (@($text).Count -ne 1) {
        Stop-WrongInput -Cmdlet $Cmdlet -InputObject $InputObject -Property $Property
    }
    $text
}

function Resolve-NewFile {
    # The path of a file that may not exist, as the file system knows it.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Path
    )

    $provider, $drive = $null
    $resolved = Invoke-Attempt -Script {
        Invoke-InFileSystem -Cmdlet $Cmdlet -Script {
            $Cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path, [ref] $provider, [ref] $drive)
            $provider
        }
    }
    if ((Test-Failure -Result $resolved) -or $resolved[1].Name -cne 'FileSystem') {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'NoFile' -Category 'ObjectNotFound' -Target $Path `
            -Message ($Messages.NoFile -f $Path)
    }
    $resolved[0]
}

function Assert-Replaceable {
    # Ends the cmdlet if there is something at the path that it may not replace.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Path,
        [switch] $Force
    )

    if (Test-Path -LiteralPath $Path -PathType Container) {
        $opened = Invoke-Attempt -Script { [System.IO.File]::OpenWrite($Path).Dispose() }
        Assert-Written -Cmdlet $Cmdlet -Path $Path -Result $opened
    }
    if ((Test-Path -LiteralPath $Path) -and -not $Force) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'FileExists' -Category 'ResourceExists' -Target $Path `
            -Message ($Messages.FileExists -f $Path)
    }
}

function Write-WholeFile {
    # Writes and returns a file with the text that a script returns for the cmdlet. A file at the path stays as it is
    # until the new one is complete. The folder is tried before the script does its work.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [scriptblock] $Content
    )

    $temporary = "$Path.$([guid]::NewGuid()).tmp"
    try {
        $written = Invoke-Attempt -Script { [System.IO.File]::WriteAllText($temporary, '') }
        if (-not (Test-Failure -Result $written)) {
            $text = & $Content $Cmdlet
            $written = Invoke-Attempt -Script {
                [System.IO.File]::WriteAllText($temporary, $text)
                Move-Item -LiteralPath $temporary -Destination $Path -Force -Confirm:$false -ErrorAction Stop
            }
        }
        Assert-Written -Cmdlet $Cmdlet -Path $Path -Result $written
        Get-Item -LiteralPath $Path
    } finally {
        Remove-Item -LiteralPath $temporary -Force -Confirm:$false -ErrorAction Ignore
    }
}

function Assert-Written {
    # Ends the cmdlet if the result of Invoke-Attempt is that the file could not be written.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Path,
        [object] $Result
    )

    if (Test-Failure -Result $Result) {
        Stop-Cmdlet -Cmdlet $Cmdlet -Id 'NotWritable' -Category 'WriteError' -Target $Path `
            -Message ($Messages.NotWritable -f $Path, (Get-Reason -Failure $Result))
    }
}

function Resolve-ExistingFile {
    # The paths of the files that a path means: the file with exactly this name, the files of the folder with exactly
    # this name that InFolder matches, otherwise those that the pattern matches. Without any, an error that does not end
    # the cmdlet.
    [OutputType([string])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Path,
        [string] $InFolder
    )

    $found = @(Invoke-Attempt -Script {
        Invoke-InFileSystem -Cmdlet $Cmdlet -Script {
            if (Test-Path -LiteralPath $Path -PathType Leaf) {
                Get-Item -LiteralPath $Path -Force
            } elseif ($InFolder -and (Test-Path -LiteralPath $Path -PathType Container)) {
                Get-ChildItem -LiteralPath $Path -Filter $InFolder -Force
            } else {
                Get-Item -Path $Path -ErrorAction Ignore
            }
        }
    } | Where-Object { $_ -is [System.IO.FileInfo] })
    if ($found.Count -eq 0) {
        $Cmdlet.WriteError((New-GatewayError -Id 'NoFile' -Category 'ObjectNotFound' -Target $Path `
            -Message ($Messages.NoFile -f $Path)))
    }
    $found | ForEach-Object { $_.FullName }
}
