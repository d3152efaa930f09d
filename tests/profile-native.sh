#!/usr/bin/env bash
# Times TPC-H queries on the native runner, DuckDB beside it; writes the tables first if need be.
#   tests/profile-native.sh [-p recording.jfr] DIRECTORY SCALE THREADS RUNS QUERY...
#   tests/profile-native.sh -p /tmp/q1.jfr /tmp/weft-sf1 1 2 10 1
set -euo pipefail
cd "$(dirname "$0")/.."
options=()
if [ "${1:-}" = -p ]; then
  options+=("-XX:StartFlightRecording=filename=$2,settings=profile" -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints)
  shift 2
fi
mvn -q -o -B -Dquick -pl container -am test-compile
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
mvn -q -o -B -Dquick -pl container -am test-compile dependency:build-classpath \
  -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
cd container
java -Xmx2g -XX:+UseParallelGC --add-opens=java.base/java.nio=ALL-UNNAMED "${options[@]}" \
  -cp "target/test-classes:target/classes:$(cat "$classpath")" \
  org.weft.container.run.TpchTimes "$@"
