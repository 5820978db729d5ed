function Test-OnWindows {
    [Environment]::OSVersion.Platform -eq [PlatformID]::Win32NT
}

function Test-Elevated {
    # Whether this PowerShell has the rights of an administrator of Windows.
    if (-not (Test-OnWindows)) {
        return $false
    }
    $user = [System.Security.Principal.WindowsPrincipal] [System.Security.Principal.WindowsIdentity]::GetCurrent()
    $user.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Get-InstallFolder {
    # The module is in <installation folder>\PowerShell\OmsGateway, and a copy is in PowerShell's module path.
    ([System.IO.DirectoryInfo] $PSScriptRoot).Parent.Parent.Parent.FullName
    if (Test-OnWindows) {
        $service = 'Registry::HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\OMSGatewayService'
        $image = (Get-ItemProperty -LiteralPath $service -Name ImagePath -ErrorAction Ignore).ImagePath
        if ($image -match '^"([^"]+)"' -or $image -match '^(.+?\.exe)\b') {
            Split-Path -Path ([Environment]::ExpandEnvironmentVariables($Matches[1])) -Parent
        }
    }
}

function Find-InstalledProgram {
    foreach ($folder in Get-InstallFolder | Where-Object { $_ }) {
        # Does not use oms-gateway.cmd, because some characters have a special meaning for cmd.exe.
        $java = Join-Path -Path $folder -ChildPath 'runtime\bin\java.exe'
        if (Test-Path -LiteralPath $java -PathType Leaf) {
            $lib = Join-Path -Path $folder -ChildPath 'lib'
            return @{
                Path = $java
                Arguments = @(
                    '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-XX:+DisplayVMOutputToStderr',
                    "-Djna.boot.library.path=$lib", '-jar', (Join-Path -Path $lib -ChildPath 'oms-gateway.jar')
                )
            }
        }
    }
}

function Find-GatewayProgram {
    # The program to start for the gateway's command line, and the arguments that come before all others; nothing if
    # there is none. With an administrator's rights, the environment, which may come from somebody else, names a program
    # only where none is installed.
    [OutputType([hashtable])]
    param()

    if (Test-Elevated) {
        $installed = Find-InstalledProgram
        if ($installed) {
            return $installed
        }
    }
    if ($env:OMSGATEWAY_CLI) {
        return @{ Path = $env:OMSGATEWAY_CLI; Arguments = @() }
    }
    $installed = Find-InstalledProgram
    if ($installed) {
        return $installed
    }
    $onPath = Get-Command -Name 'oms-gateway' -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    if ($onPath) {
        @{ Path = $onPath.Path; Arguments = @() }
    }
}
