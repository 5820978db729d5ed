function Save-OMSGatewayDiagnostic {
    <#
    .SYNOPSIS
    Saves what a supporter needs to know of the gateway in a zip file.

    .DESCRIPTION
    Saves the settings without any password, the last events, the counters, the versions, the state of the service and
    of the firewall rule, and the result of Test-OMSGateway. What can't be had is named in the file problems.txt of the
    archive. The archive holds host names, client addresses and certificate subjects: look into it before you send it.

    .PARAMETER Path
    The zip file, or a folder for one with a name that tells machine and time; the current folder if not given.

    .PARAMETER LogPath
    Log files to add; wildcards are permitted. On Windows, the event log is added in any case.

    .PARAMETER Force
    Replaces a file that exists, and does not ask for confirmation.

    .EXAMPLE
    Save-OMSGatewayDiagnostic

    Saves an archive in the current folder and shows it.

    .EXAMPLE
    Save-OMSGatewayDiagnostic -Path C:\Temp\gateway.zip -Force

    Saves an archive under this name, even if there is one.

    .OUTPUTS
    System.IO.FileInfo

    .LINK
    Test-OMSGateway
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Position = 0)]
        [ValidateNotNullOrEmpty()]
        [string] $Path = '.',

        [SupportsWildcards()]
        [ValidateNotNullOrEmpty()]
        [string[]] $LogPath,

        [switch] $Force
    )

    if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) {
        $ConfirmPreference = 'None'
    }
    $folder = $null
    try {
        $target = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
        if (Test-Path -LiteralPath $target -PathType Container) {
            $name = 'OmsGateway-{0}-{1:yyyyMMdd-HHmmss}.zip' -f [Environment]::MachineName, (Get-Date)
            $target = Join-Path -Path $target -ChildPath $name
        }
        if ((Test-Path -LiteralPath $target) -and -not $Force) {
            $message = $Messages.FileExists -f $target
            throw (New-GatewayError -Id 'FileExists' -Category 'ResourceExists' -Message $message -Target $target)
        }
        if (-not $PSCmdlet.ShouldProcess($target, $Messages.ActionSave)) {
            return
        }
        $folder = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([guid]::NewGuid())
        [void] [System.IO.Directory]::CreateDirectory($folder)
        $archive = "$folder.zip"
        Write-DiagnosticFile -Folder $folder -LogPath $LogPath
        Add-Type -AssemblyName 'System.IO.Compression.FileSystem'
        [System.IO.Compression.ZipFile]::CreateFromDirectory($folder, $archive)
        Move-Item -LiteralPath $archive -Destination $target -Force:$Force -Confirm:$false -ErrorAction Stop
        Get-Item -LiteralPath $target
    } catch {
        $PSCmdlet.ThrowTerminatingError($_)
    } finally {
        if ($folder) {
            Remove-Item -LiteralPath $folder, "$folder.zip" -Recurse -Force -Confirm:$false `
                -ErrorAction SilentlyContinue
        }
    }
}
