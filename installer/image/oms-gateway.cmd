@echo off
"%~dp0runtime\bin\java.exe" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djna.boot.library.path="%~dp0lib" -jar "%~dp0lib\oms-gateway.jar" %*
