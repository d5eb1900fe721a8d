@echo off
rem Runs Basin on Windows; see the shell script "basin" beside this file for the why of each setting.
rem In a source tree it builds Basin first when that is needed; in an unpacked release (bin\basin.cmd
rem beside lib\) it only starts it. What the build has to say goes to standard error.
rem
rem   JAVA_HOME         the Java to use, 17 or later; without it, the java on the PATH
rem   BASIN_JAVA_OPTS   more options for the JVM, separated by blanks
setlocal EnableExtensions DisableDelayedExpansion

set "BASIN_HOME=%~dp0"
set "BASIN_HOME=%BASIN_HOME:~0,-1%"
rem A semicolon separates the entries of the class path.
if "%BASIN_HOME:;=%"=="%BASIN_HOME%" goto path_is_plain
echo basin: the path "%BASIN_HOME%" has a semicolon, which separates the entries of Java's class path. 1>&2
echo basin: move Basin to a directory without one. 1>&2
exit /b 1
:path_is_plain

set "BASIN_JAVA=java"
if defined JAVA_HOME set "BASIN_JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA_HOME goto java_on_path
if exist "%BASIN_JAVA%" goto java_found
echo basin: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it. 1>&2
echo basin: point it to a JDK 17 or later, or unset it. 1>&2
exit /b 1
:java_on_path
where /q java
if not errorlevel 1 goto java_found
echo basin: no java on the PATH. Install a JDK, 17 or later, or set JAVA_HOME. 1>&2
exit /b 1
:java_found
set "BASIN_ANSWER=%TEMP%\basin-%RANDOM%-%RANDOM%.txt"
"%BASIN_JAVA%" -version 2> "%BASIN_ANSWER%"
set "BASIN_MAJOR=0"
for /f "usebackq tokens=1-3" %%a in ("%BASIN_ANSWER%") do if "%%b"=="version" for /f "delims=.-+_" %%m in ("%%~c") do set "BASIN_MAJOR=%%m"
del "%BASIN_ANSWER%"
if %BASIN_MAJOR% GEQ 17 goto java_is_new
echo basin: "%BASIN_JAVA%" is older than Java 17, or does not run. Set JAVA_HOME to a newer one. 1>&2
exit /b 1
:java_is_new

if not exist "%BASIN_HOME%\pom.xml" goto release

set "BASIN_BUILT=%BASIN_HOME%\cli\target\basin"
set "BASIN_LOG=%BASIN_BUILT%\build.log"
if not exist "%BASIN_BUILT%\stamp" goto build
if not exist "%BASIN_BUILT%\java-arguments" goto build
rem Exit code 1: a source is newer than the build, or a library is gone.
powershell -NoProfile -Command "$h = $env:BASIN_HOME; $s = (Get-Item ($env:BASIN_BUILT + '\stamp')).LastWriteTime; $p = 'pom.xml', '.mvn', 'core\pom.xml', 'lab\pom.xml', 'cli\pom.xml', 'core\src\main', 'lab\src\main', 'cli\src\main' | ForEach-Object { Get-Item ($h + '\' + $_); Get-ChildItem -Recurse ($h + '\' + $_) }; if ($p | Where-Object { $_.LastWriteTime -gt $s } | Select-Object -First 1) { exit 1 }; foreach ($j in (Get-Content ($env:BASIN_BUILT + '\classpath')).Split(';')) { if (-not (Test-Path -LiteralPath $j)) { exit 1 } }; exit 0"
if not errorlevel 1 goto source_tree

:build
where /q mvn
if not errorlevel 1 goto maven_found
echo basin: building Basin needs Maven 3.8 or later, and there is no mvn on the PATH. 1>&2
echo basin: install it, or use a release, which needs Java only. 1>&2
exit /b 1
:maven_found
if not exist "%BASIN_BUILT%" mkdir "%BASIN_BUILT%"
rem A directory is the lock: only one of two first runs makes it.
mkdir "%BASIN_BUILT%\lock" 2>nul
if not errorlevel 1 goto locked
echo basin: another build of Basin is running; if there is none, remove %BASIN_BUILT%\lock 1>&2
exit /b 1
:locked
echo building Basin; the first time a few minutes with the download... 1>&2
set "BASIN_COMMIT="
where /q git && for /f %%h in ('git -C "%BASIN_HOME%" rev-parse --short HEAD 2^>nul') do set "BASIN_COMMIT=-Dbasin.commit=%%h"
type nul > "%BASIN_BUILT%\stamp.new"
pushd "%BASIN_HOME%"
call mvn -B -Dstyle.color=never -pl cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true %BASIN_COMMIT% package > "%BASIN_LOG%" 2>&1 < nul
set "BASIN_STATUS=%ERRORLEVEL%"
popd
if "%BASIN_STATUS%"=="0" goto built
rmdir "%BASIN_BUILT%\lock"
echo basin: the build failed. The last lines of %BASIN_LOG%: 1>&2
powershell -NoProfile -Command "Get-Content -Tail 20 $env:BASIN_LOG" 1>&2
echo basin: if Maven could not download, check the network and ~\.m2\settings.xml and run this again. 1>&2
exit /b 1
:built
rem The archives are read where Maven put them. The class path goes to an argument file of Java's, in
rem which a backslash is written twice; it is longer than a variable may be.
powershell -NoProfile -Command "$t = $env:BASIN_HOME + '\cli\target\'; $b = $env:BASIN_BUILT; $main = Get-ChildItem ($t + 'basin-cli-*.jar') | Sort-Object LastWriteTime | Select-Object -Last 1; $c = $main.FullName + ';' + (Get-Content ($t + 'classpath')); $q = [char]34; Set-Content -Encoding Default -Path ($b + '\classpath') -Value $c; Set-Content -Encoding Default -Path ($b + '\java-arguments') -Value ('-cp ' + $q + $c.Replace('\', '\\') + $q)"
move /y "%BASIN_BUILT%\stamp.new" "%BASIN_BUILT%\stamp" >nul
rmdir "%BASIN_BUILT%\lock"

:source_tree
set "BASIN_LIBRARY_PATH=%BASIN_BUILT%"
set BASIN_CLASS_PATH="@%BASIN_BUILT%\java-arguments"
goto start

:release
if exist "%BASIN_HOME%\..\lib" goto release_complete
echo basin: neither sources nor a lib directory beside "%BASIN_HOME%": this installation is incomplete 1>&2
exit /b 1
:release_complete
set "BASIN_LIBRARY_PATH=%BASIN_HOME%\..\lib"
set BASIN_CLASS_PATH=-cp "%BASIN_HOME%\..\lib\*"

:start
if not defined MKL_THREADING_LAYER set "MKL_THREADING_LAYER=GNU"
if not defined MKL_NUM_THREADS set "MKL_NUM_THREADS=1"
if not defined MKL_CBWR set "MKL_CBWR=AUTO"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"

set "BASIN_NATIVE_ACCESS="
if %BASIN_MAJOR% GEQ 22 set "BASIN_NATIVE_ACCESS=--enable-native-access=ALL-UNNAMED"

"%BASIN_JAVA%" -XX:+UseSerialGC -Xmx1g -Dfile.encoding=UTF-8 %BASIN_NATIVE_ACCESS% "-Djava.library.path=%BASIN_LIBRARY_PATH%" -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 %BASIN_JAVA_OPTS% %BASIN_CLASS_PATH% dev.basin.cli.Main %*
exit /b %ERRORLEVEL%
