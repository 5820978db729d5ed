@echo off
"%~dp0runtime\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djna.boot.library.path="%~dp0lib" -jar "%~dp0lib\oms-gateway.jar" %*
