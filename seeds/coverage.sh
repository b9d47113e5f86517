#!/usr/bin/env bash
# Prints which behaviours cover which example of the article. Fails when an example is covered by none.
# Usage: seeds/coverage.sh [language]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/${1:-en}/behaviours"

awk '
  BEGIN {
    count = split("SW1|friends the partner has not met;SW2|a famous person one finds attractive;SW3|seeing that a stranger has good looks;" \
      "SW4|an ex who is openly a friend;SW5|liking to be noticed;SG1|frequent, close messages;SG2|keeping up with an ex online;" \
      "SG3|talks one would be uneasy to show;SG4|making oneself out to be almost single;SG5|airing troubles to somebody attractive;" \
      "SG6|a flirt that both understand;SO1|a live dating profile;SO2|a hidden channel to an ex;SO3|sexual messages to somebody else;" \
      "SO4|intimate things told to others first;SO5|a meeting planned and concealed;SO6|depending on each other as partners do;" \
      "X1|a hidden friendship with an ex;X2|a dating profile;X3|closeness with a colleague;X4a|an account the partner does not know;" \
      "X4b|an app for one person;X4c|deleted threads;X5|flirting while together;SA|the act on which most agree;" \
      "SL|having a private life;SP|policing what is ordinary", rows, ";")
    for (i = 1; i <= count; i++) {
      split(rows[i], cell, "|")
      order[i] = cell[1]
      meaning[cell[1]] = cell[2]
    }
  }
  /^- key: / { key = $3; behaviours++ }
  /^  seedRefs: / {
    sub(/^  seedRefs: \[/, "")
    sub(/\].*$/, "")
    marks = split($0, mark, /, */)
    for (i = 1; i <= marks; i++) {
      if (!(mark[i] in meaning)) {
        printf "%s: the mark \"%s\" is unknown.\n", FILENAME, mark[i] > "/dev/stderr"
        failed = 1
      }
      covered[mark[i]] = covered[mark[i]] (covered[mark[i]] == "" ? "" : ", ") key
    }
  }
  END {
    printf "%-4s %-42s %s\n", "mark", "example", "covered by"
    for (i = 1; i <= count; i++) {
      printf "%-4s %-42s %s\n", order[i], meaning[order[i]], (order[i] in covered ? covered[order[i]] : "nothing")
      if (!(order[i] in covered)) failed = 1
    }
    printf "%d behaviours, %d marks\n", behaviours, count
    exit failed
  }
' ./*.yaml
