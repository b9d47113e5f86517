// Finds entries by what stands in them. Everything is in memory; nothing that is searched for leaves the page.
/** @import { Entry } from './types.js' */

/** @typedef {{ id: string, entry: Entry, folded: string }} Found */
/** @typedef {{ words: string, mood: string, tag: string, behaviour: string, from: string, to: string }} Question */

/** @type {Question} */
export const NOTHING = { words: '', mood: '', tag: '', behaviour: '', from: '', to: '' };

/** Small letters without marks, so that "cafe" finds "Café". @param {string} text */
export const fold = text => {
  const folded = text.toLowerCase().replace(/[^\x00-\x7f]+/g, part => part.normalize('NFKD').replace(/\p{M}/gu, ''));
  // Looking through it once makes one piece of it in memory, so that the first search is as fast as the next.
  FLAT.test(folded);
  return folded;
};

const FLAT = /\u0001/;

/** @param {Entry} entry @param {(key: string) => string} nameOf */
const everything = (entry, nameOf) => [entry.text, entry.title ?? '', ...entry.moods, ...entry.tags, ...entry.behaviours.map(nameOf)].join('\n');

export class Index {
  /** @type {Found[]} Newest first. */
  all = [];

  /** @param {(key: string) => string} nameOf */
  constructor(nameOf) { this.nameOf = nameOf; }

  /** @param {[string, Entry][]} entries */
  fill(entries) {
    this.all = entries.map(([id, entry]) => ({ id, entry, folded: fold(everything(entry, this.nameOf)) })).sort(newestFirst);
  }

  /** @param {string} id @param {Entry | undefined} entry */
  update(id, entry) {
    const at = this.all.findIndex(found => found.id === id);
    const before = at < 0 ? undefined : this.all[at];
    if (!entry) {
      if (at >= 0) this.all.splice(at, 1);
      return;
    }
    const found = { id, entry, folded: fold(everything(entry, this.nameOf)) };
    if (before && before.entry.at === entry.at) this.all[at] = found;
    else {
      if (at >= 0) this.all.splice(at, 1);
      const place = this.all.findIndex(other => newestFirst(found, other) < 0);
      this.all.splice(place < 0 ? this.all.length : place, 0, found);
    }
  }

  /** @param {Question} question */
  find({ words, mood, tag, behaviour, from, to }) {
    const terms = termsOf(words);
    return this.all.filter(({ entry, folded }) =>
      terms.every(term => folded.includes(term))
      && (!mood || entry.moods.includes(mood)) && (!tag || entry.tags.includes(tag)) && (!behaviour || entry.behaviours.includes(behaviour))
      && (!from || entry.at.slice(0, 10) >= from) && (!to || entry.at.slice(0, 10) <= to));
  }

  /** Entries of this day in earlier years. @param {string} day */
  onThisDay(day) { return this.all.filter(({ entry }) => entry.at.slice(4, 10) === day.slice(4) && entry.at.slice(0, 4) < day.slice(0, 4)); }

  /** How often each word was used, the most used first. @param {'moods' | 'tags' | 'behaviours'} which */
  used(which) {
    /** @type {Map<string, number>} */
    const times = new Map();
    for (const { entry } of this.all) for (const word of entry[which]) times.set(word, (times.get(word) ?? 0) + 1);
    return [...times].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([word]) => word);
  }
}

/** Words stand alone; a few words in quotation marks stand together. @param {string} words */
export const termsOf = words => [...fold(words).matchAll(/["“]([^"”]+)["”]|\S+/g)].map(match => match[1] ?? match[0]).filter(term => term);

/** @param {Found} a @param {Found} b */
const newestFirst = (a, b) => a.entry.at < b.entry.at ? 1 : a.entry.at > b.entry.at ? -1 : a.id < b.id ? -1 : 1;
