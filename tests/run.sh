#!/usr/bin/env bash
# The one test command: installs what the tests need and the machine lacks, builds, publishes the app for the browser
# tests, runs every test project, and ends with one line: N passed, N failed, N skipped.
#
#   bash tests/run.sh          everything
#   bash tests/run.sh App      only the test projects whose names contain "App" (it builds only these)
set -euo pipefail
exec </dev/null 2>&1
cd "$(dirname "${BASH_SOURCE[0]}")/.."

filter=${1:-}
results=artifacts/test-results
passed=0 failed=0 skipped=0
broken=()
finished=

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
# Nothing of the build may live on and hold the output open after the last line.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

say() { printf '\n== %s\n' "$*"; }

# Whatever ends this script, its last line is the sum, and a run that broke off is never "0 failed".
sum_up() {
  local code=$?
  if [ -z "$finished" ]; then
    [ "$failed" -gt 0 ] || failed=1
    printf '\nThe run broke off before its end (exit code %s): counted as a failure.\n' "$code"
  fi
  if [ "$failed" -eq 0 ] && [ "$passed" -eq 0 ]; then
    failed=1
    printf '\nNo test ran: counted as a failure.\n'
  fi
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] || exit 1
  exit 0
}
trap sum_up EXIT

# The run takes some minutes; a run that hangs is ended, with what it printed so far.
limit=3600
[ "${CI:-}" != true ] || limit=2400
within_limit() {
  local left=$((limit - SECONDS))
  [ "$left" -gt 0 ] || left=1
  if command -v timeout >/dev/null; then timeout -k 10 "$left" "$@"; else "$@"; fi
}

# ---------------------------------------------------------------------------------------------- what is to be tested
projects=()
for project in tests/*/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  case "$name" in *"$filter"*) projects+=("$project") ;; esac
done
if [ "${#projects[@]}" -eq 0 ]; then
  echo "No test project has \"$filter\" in its name."
  exit 1
fi
wants() { printf '%s\n' "${projects[@]}" | grep -q "$1"; }

rm -rf "$results"
if wants Browser.Tests; then rm -rf artifacts/figures.txt artifacts/screens; fi
mkdir -p "$results"

# ------------------------------------------------------------------------------------------------- what is missing
packages=()
if wants Browser.Tests && [ ! -x /usr/bin/chromium-headless-shell ]; then packages+=(chromium-headless-shell); fi
# The browser alone comes without the letters that most pages are read in; the tests measure with them.
if wants Browser.Tests && ! fc-list 2>/dev/null | grep -q Liberation; then packages+=(fontconfig fonts-liberation); fi
if wants 'App.Tests\|Browser.Tests' && [ -z "${COUPLECHECKIN_TEST_POSTGRES:-}" ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  packages+=(postgresql)
fi
if [ "${#packages[@]}" -gt 0 ] && grep -qs '^ID=debian' /etc/os-release && command -v apt-get >/dev/null; then
  root=()
  if [ "$(id -u)" -ne 0 ]; then root=(sudo -n); fi
  if [ "${#root[@]}" -eq 0 ] || sudo -n true 2>/dev/null; then
    say "Installing ${packages[*]}"
    log=artifacts/apt-get.log
    if ! { ${root[@]+"${root[@]}"} apt-get -q update &&
           ${root[@]+"${root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
      tail -n 20 "$log"
      echo "Could not install ${packages[*]}; going on without."
    fi
  else
    echo "Missing, and not allowed to install here: ${packages[*]}."
  fi
fi

# ------------------------------------------------------------------------------------------------------------ build
build() {
  say "Building $1"
  if ! within_limit dotnet build "$1" -c Release -v minimal; then
    echo "The build of $1 failed: its errors are above. No test was run."
    failed=1 finished=yes
    exit 1
  fi
}
if [ -z "$filter" ]; then
  build CoupleCheckin.sln
else
  for project in "${projects[@]}"; do build "$project"; done
fi

if wants Browser.Tests; then
  if [ -z "${COUPLECHECKIN_TEST_APP:-}" ]; then
    say "Publishing the app to artifacts/app"
    rm -rf artifacts/app
    if ! within_limit dotnet publish src/CoupleCheckin.Web -c Release -o artifacts/app -v minimal; then
      echo "The app could not be published: the errors are above. No test was run."
      failed=1 finished=yes
      exit 1
    fi
  fi
  if [ ! -x /usr/bin/chromium-headless-shell ] && [ ! -x /usr/bin/chromium ]; then
    say "Installing Playwright's own browser"
    driver=tests/CoupleCheckin.Browser.Tests/bin/Release/net10.0/.playwright
    case "$(uname -s)-$(uname -m)" in
      Linux-x86_64) node=linux-x64/node ;;
      Linux-*) node=linux-arm64/node ;;
      Darwin-arm64) node=darwin-arm64/node ;;
      Darwin-*) node=darwin-x64/node ;;
      *) node=win32_x64/node.exe ;;
    esac
    if ! within_limit "$driver/node/$node" "$driver/package/cli.js" install chromium; then
      echo "Playwright could not install a browser; the browser tests will say that there is none."
    fi
  fi
fi

# -------------------------------------------------------------------------------------------------------------- run
count() { # count NAME FILE: that counter of a trx file, 0 when it has none
  local value
  value=$(grep -o '<Counters [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9][0-9]*' || true)
  echo "${value:-0}"
}

for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  trx="$results/$name.trx"
  say "$name"
  code=0
  within_limit dotnet test "$project" --no-build -c Release --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" || code=$?

  if [ ! -s "$trx" ]; then
    echo "$name did not run (exit code $code): counted as a failure."
    failed=$((failed + 1)) broken+=("$name, as a whole")
    continue
  fi
  # What was left out is said also where a passing test says it.
  grep -ho '[^>]*NOT tested here[^<]*' "$trx" | sed 's/&quot;/"/g' | sort -u || true
  total=$(count total "$trx") executed=$(count executed "$trx") good=$(count passed "$trx")
  bad=$((executed - good))
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
  if [ "$total" -eq 0 ] && [ "$code" -eq 0 ]; then
    echo "$name has no tests: counted as a failure."
    failed=$((failed + 1)) broken+=("$name, as a whole")
  elif [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
    echo "$name did not run to its end (exit code $code): counted as a failure."
    failed=$((failed + 1)) broken+=("$name, as a whole")
  fi
done

if [ -s artifacts/figures.txt ]; then
  say "Figures"
  cat artifacts/figures.txt
fi

if [ "$failed" -gt 0 ]; then
  say "Failed"
  if [ "${#broken[@]}" -gt 0 ]; then printf '%s\n' "${broken[@]}"; fi
  cat "$results"/*.trx 2>/dev/null | grep -o '<UnitTestResult [^>]*outcome="Failed"' | grep -o 'testName="[^"]*"' |
    sed -e 's/^testName="//' -e 's/"$//' -e 's/&quot;/"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g' || true
fi
finished=yes
echo
