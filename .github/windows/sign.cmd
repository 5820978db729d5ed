@echo off
rem The build calls this program with a file to sign.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0sign.ps1" %1
