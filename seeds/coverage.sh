#!/usr/bin/env bash
# Prints what covers each section and each example of the article: behaviours, lessons, exercises, talks and prompts. Fails
# when an example has no behaviour, lesson or prompt, or when a section has no lesson, exercise, talk or behaviour.
# Usage: seeds/coverage.sh [language]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/${1:-en}"

awk '
  BEGIN {
    examples = split("SW1|friends the partner has not met;SW2|a famous person one finds attractive;SW3|seeing that a stranger has good looks;" \
      "SW4|an ex who is openly a friend;SW5|liking to be noticed;SG1|frequent, close messages;SG2|keeping up with an ex online;" \
      "SG3|talks one would be uneasy to show;SG4|making oneself out to be almost single;SG5|airing troubles to somebody attractive;" \
      "SG6|a flirt that both understand;SO1|a live dating profile;SO2|a hidden channel to an ex;SO3|sexual messages to somebody else;" \
      "SO4|intimate things told to others first;SO5|a meeting planned and concealed;SO6|depending on each other as partners do;" \
      "X1|a hidden friendship with an ex;X2|a dating profile;X3|closeness with a colleague;X4a|an account the partner does not know;" \
      "X4b|an app for one person;X4c|deleted threads;X5|flirting while together;SA|the act on which most agree;" \
      "SL|having a private life;SP|policing what is ordinary", example, ";")
    # A section, the exercises of its family, and the families of prompts that ask about it.
    sections = split("meaning|what it means, and where the word misleads|mean|meaning history;spectrum|from fine to not fine|spec|grid;" \
      "examples|the five situations|case|grid;why|the five motives|why|novelty appreciation;untouched|but we never touched|touch|told;" \
      "attachment|two dials and the loop|att|support mistaken;symptom|a sign, or the thing itself|sym|novelty support;raising|raising it|raise|mistaken told;" \
      "agreement|what we agree|agr|grid told;workable|workable or not|deal|review support;after|after the conversation|after|repair review", section, ";")
    for (i = 1; i <= examples; i++) { split(example[i], cell, "|"); mark[i] = cell[1]; known[cell[1]] = cell[2] }
  }
  function note(kind, of, item) {
    if (index(" " covers[kind, of] " ", " " item " ") == 0) covers[kind, of] = covers[kind, of] (covers[kind, of] == "" ? "" : " ") item
  }
  function line(kind, of, needed) {
    printf "    %-11s %s\n", kind, ((kind, of) in covers ? covers[kind, of] : "none")
    if (needed && !((kind, of) in covers)) { printf "%s: no %s.\n", of, kind > "/dev/stderr"; failed = 1 }
  }
  FNR == 1 {
    part = split(FILENAME, path, "/")
    kind = path[part - 1]; file = path[part]; sub(/\.yaml$/, "", file); key = kind == "lessons" ? file : ""
  }
  kind == "behaviours" && /^- key: / { key = $3; isBehaviour[key] = 1; behaviours++ }
  kind == "behaviours" && /^  seedRefs: / {
    gsub(/^  seedRefs: \[|\].*$/, "")
    count = split($0, refs, /, */)
    for (i = 1; i <= count; i++) {
      if (!(refs[i] in known)) { printf "%s: the mark \"%s\" is unknown.\n", FILENAME, refs[i] > "/dev/stderr"; failed = 1 }
      note("behaviours", refs[i], key)
      marksOf[key] = marksOf[key] " " refs[i]
    }
  }
  kind == "lessons" && /^covers: / { sectionOf[file] = $2; note("lessons", $2, file) }
  kind == "lessons" && /^title: / { lessons++ }
  kind == "exercises" && /^  - key: / { key = $3; exercises++; note("exercises", file, key) }
  kind == "scripts" && /^- key: / { isTalk[$3] = 1; talks++ }
  kind == "prompts" && /^- key: / { prompts++; isFamily[file] = 1 }
  kind == "prompts" && /^  topic: / { note("prompts", "topic " ($2 == "privacy" ? "priv" : $2), "grid." $2 "-*") }
  # What lessons and exercises name, wherever they name it.
  (kind == "lessons" || kind == "exercises") && key != "" {
    count = split($0, word, /[^a-z0-9.-]+/)
    for (i = 1; i <= count; i++) {
      if (word[i] in isBehaviour) {
        if (kind == "lessons" && file in sectionOf) note("behaviours", sectionOf[file], word[i])
        ofWhich = split(marksOf[word[i]], refs, " ")
        for (j = 1; j <= ofWhich; j++) note(kind, refs[j], key)
      }
      if (kind == "lessons" && word[i] in isTalk && file in sectionOf) note("talks", sectionOf[file], word[i])
    }
  }
  END {
    print "Sections of the article"
    for (i = 1; i <= sections; i++) {
      split(section[i], cell, "|")
      printf "%-10s %s\n", cell[1], cell[2]
      covers["exercises", cell[1]] = covers["exercises", cell[3]]
      count = split(cell[4], family, " ")
      for (j = 1; j <= count; j++) if (family[j] in isFamily) note("prompts", cell[1], family[j] ".*")
      line("lessons", cell[1], 1); line("behaviours", cell[1], 1); line("exercises", cell[1], 1); line("talks", cell[1], 1); line("prompts", cell[1], 1)
    }
    print ""
    print "Examples of the article"
    for (i = 1; i <= examples; i++) {
      printf "%-4s %s\n", mark[i], known[mark[i]]
      count = split(covers["behaviours", mark[i]], named, " ")
      for (j = 1; j <= count; j++) {
        topic = named[j]; sub(/\..*$/, "", topic); if (topic == "ctrl") topic = "priv"
        if (("prompts", "topic " topic) in covers) note("prompts", mark[i], covers["prompts", "topic " topic])
      }
      line("behaviours", mark[i], 1); line("lessons", mark[i], 0); line("exercises", mark[i], 0); line("prompts", mark[i], 1)
    }
    printf "\n%d sections, %d examples: %d behaviours, %d lessons, %d exercises, %d talks, %d prompts\n", sections, examples, behaviours, lessons, exercises, talks, prompts
    exit failed
  }
' behaviours/*.yaml scripts/*.yaml lessons/*.yaml exercises/*.yaml prompts/*.yaml
