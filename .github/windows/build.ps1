# Builds the packages and copies them, with the files that a release needs, to the folder $Target. Signs them if the
# environment has a certificate.
param([Parameter(Mandatory)] [string] $Target)

$ErrorActionPreference = 'Stop'
$vswhere = "${env:ProgramFiles(x86)}\Microsoft Visual Studio\Installer\vswhere.exe"
$studio = & $vswhere -latest -products * -property installationPath
Import-Module -Name "$studio\Common7\Tools\Microsoft.VisualStudio.DevShell.dll"
Enter-VsDevShell -VsInstallPath $studio -SkipAutomaticLocation -DevCmdArguments '-arch=x64 -host_arch=x64'

$options = @()
if ($env:SIGNING_CERTIFICATE) {
    $options += "-Dsign=$PSScriptRoot\sign.cmd"
}
.\mvnw.cmd -B -ntp package -DskipTests @options
if ($LASTEXITCODE -ne 0) { throw 'build' }

[void] [IO.Directory]::CreateDirectory($Target)
Copy-Item -Path installer\target\*.msi, installer\target\sbom.cdx.json -Destination $Target
Copy-Item -Path installer\target\windows\PolicyDefinitions -Destination $Target -Recurse
foreach ($msi in Get-Item -Path 'installer\target\*\oms gateway.msi') {
    $folder = "$Target\$($msi.Directory.Name)"
    [void] [IO.Directory]::CreateDirectory($folder)
    Copy-Item -LiteralPath $msi -Destination $folder
}
