// Takes the whole journal along as files, and back in. The archive is made in this browser; its library is loaded only for that.
import { localNow, isMoment, fullDay, time } from './dates.js';
import { newEntry, LONGEST } from './editor.js';
/** @import { Entry } from './types.js' */

const FORMAT = 'couple-check-in journal 1';
const decoder = new TextDecoder();

/** @returns {Promise<{ zipSync: (files: Record<string, Uint8Array>) => Uint8Array<ArrayBuffer>, unzipSync: (bytes: Uint8Array) => Record<string, Uint8Array>, strToU8: (text: string) => Uint8Array }>} */
const library = () => import(/** @type {string} */ ('./vendor/fflate.js'));

/** @param {string} word */
const quoted = word => JSON.stringify(word);

/** @param {Entry} entry @param {(key: string) => string} nameOf */
const asMarkdown = (entry, nameOf) => [
  '---',
  `date: ${entry.at}`,
  ...entry.title ? [`exercise: ${quoted(entry.title)}`] : [],
  ...entry.moods.length ? [`moods: [${entry.moods.map(quoted).join(', ')}]`] : [],
  ...entry.tags.length ? [`tags: [${entry.tags.map(quoted).join(', ')}]`] : [],
  ...entry.behaviours.length ? [`about: [${entry.behaviours.map(key => quoted(nameOf(key))).join(', ')}]`] : [],
  '---', '', entry.text, '',
].join('\n');

/** Everything as one archive: each entry as Markdown, and all of them as JSON. @param {[string, Entry][]} entries @param {(key: string) => string} nameOf */
export const exportAll = async (entries, nameOf) => {
  const { zipSync, strToU8 } = await library();
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  const sorted = [...entries].sort(([, a], [, b]) => a.at < b.at ? -1 : 1);
  for (const [, entry] of sorted) {
    const name = `entries/${entry.at.slice(0, 4)}/${entry.at.replace('T', ' ').replace(':', '-')}`;
    let path = `${name}.md`;
    for (let number = 2; path in files; number++) path = `${name} (${number}).md`;
    files[path] = strToU8(asMarkdown(entry, nameOf));
  }
  files['journal.json'] = strToU8(JSON.stringify({ format: FORMAT, entries: sorted.map(([id, entry]) => ({ id, ...entry })) }, null, 1));
  return new Blob([zipSync(files)], { type: 'application/zip' });
};

/** @param {Blob} blob @param {string} name */
export const handOver = (blob, name) => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** @param {unknown} value @returns {string[]} */
const words = value => Array.isArray(value) ? value.filter(word => typeof word === 'string' && word.trim()).map(word => word.trim().slice(0, 40)) : [];

/** @param {unknown} value */
const sound = value => typeof value === 'string' ? value.toWellFormed?.() ?? value : '';

/** @param {Record<string, unknown>} raw @returns {Entry | null} */
const fromOurs = raw => isMoment(raw.at) ? newEntry({
  at: raw.at, edited: typeof raw.edited === 'string' ? raw.edited : new Date().toISOString(), text: sound(raw.text),
  moods: words(raw.moods), tags: words(raw.tags), behaviours: words(raw.behaviours),
  ...typeof raw.title === 'string' ? { title: raw.title.slice(0, 200) } : {}, ...typeof raw.exercise === 'string' ? { exercise: raw.exercise.slice(0, 100) } : {},
  ...raw.answers && typeof raw.answers === 'object' ? { answers: /** @type {Record<string, unknown>} */ (raw.answers) } : {},
}) : null;

/** @param {Record<string, unknown>} raw @returns {Entry | null} */
const fromDayOne = raw => {
  const date = new Date(String(raw.creationDate));
  if (Number.isNaN(date.getTime())) return null;
  const text = sound(raw.text).replace(/!\[[^\]]*\]\(dayone-moment:[^)]*\)\s*/g, '').replace(/\\([.!\-()+#*_>[\]])/g, '$1');
  // The time as the clock showed it where it was written.
  const zone = typeof raw.timeZone === 'string' ? raw.timeZone : undefined;
  let at = localNow(date);
  try {
    if (zone) at = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(date).replace(' ', 'T');
  } catch { /* A zone that this browser does not know: its own clock then. */ }
  return newEntry({ at: isMoment(at) ? at : localNow(date), edited: date.toISOString(), text, tags: [...words(raw.tags), ...raw.starred ? ['starred'] : []] });
};

/** @param {string} path @param {string} markdown @param {number} modified @returns {Entry} */
const fromMarkdown = (path, markdown, modified) => {
  const front = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(markdown);
  const text = sound(front ? markdown.slice(front[0].length) : markdown).trim();
  /** @type {Record<string, string>} */
  const known = {};
  for (const line of (front?.[1] ?? '').split(/\r?\n/)) {
    const [, key, value] = /^([A-Za-z]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (key) known[key.toLowerCase()] = (value ?? '').trim();
  }
  const list = (/** @type {string | undefined} */ value) => words((value ?? '').replace(/^\[|\]$/g, '').split(',').map(word => word.trim().replace(/^["']|["']$/g, '').replace(/^#/, '')));
  const date = /(\d{4}-\d{2}-\d{2})(?:[T _](\d{2})[-:.]?(\d{2}))?/.exec(known.date ?? known.created ?? '') ?? /(\d{4}-\d{2}-\d{2})(?:[T _](\d{2})[-:.]?(\d{2}))?/.exec(path);
  const at = date ? `${date[1]}T${date[2] ?? '12'}:${date[3] ?? '00'}` : '';
  return newEntry({ at: isMoment(at) ? at : localNow(new Date(modified)), text, moods: list(known.moods ?? known.mood), tags: list(known.tags) });
};

/** @typedef {{ path: string, bytes: Uint8Array, modified: number }} Piece */

/** @param {Piece} piece @returns {Promise<Piece[]>} */
const unpacked = async piece => {
  if (!/\.zip$/i.test(piece.path)) return [piece];
  const { unzipSync } = await library();
  return Object.entries(unzipSync(piece.bytes)).map(([path, bytes]) => ({ path, bytes, modified: piece.modified }));
};

/**
 * Reads what somebody brings along: our own archive, Day One's JSON, or Markdown files.
 * @param {File[]} files
 * @returns {Promise<{ entries: Entry[], leftOut: string[] }>}
 */
export const readAll = async files => {
  /** @type {string[]} */
  const leftOut = [];
  /** @type {Piece[]} */
  const pieces = [];
  for (const file of files) {
    try {
      pieces.push(...await unpacked({ path: file.webkitRelativePath || file.name, bytes: new Uint8Array(await file.arrayBuffer()), modified: file.lastModified }));
    } catch {
      leftOut.push(file.name);
    }
  }
  // Our archive holds each entry twice: the JSON says more.
  const ours = pieces.some(piece => /(^|\/)journal\.json$/.test(piece.path) && decoder.decode(piece.bytes.subarray(0, 200)).includes(FORMAT));
  /** @type {Entry[]} */
  const entries = [];
  for (const { path, bytes, modified } of pieces) {
    if (path.endsWith('/') || /(^|\/)(\.|__MACOSX)/.test(path)) continue;
    const isMarkdown = /\.(md|markdown|txt)$/i.test(path);
    if (isMarkdown && ours) continue;
    try {
      const read = isMarkdown ? [fromMarkdown(path, decoder.decode(bytes), modified)] : /\.json$/i.test(path) ? fromJson(decoder.decode(bytes)) : null;
      if (!read) { if (!/\.(jpe?g|png|gif|heic|pdf|m4a|mp4|mov|webp)$/i.test(path)) leftOut.push(path); continue; }
      for (const entry of read) {
        if (entry && entry.text.length <= LONGEST && (entry.text || entry.moods.length)) entries.push(entry);
        else leftOut.push(path);
      }
    } catch {
      leftOut.push(path);
    }
  }
  return { entries, leftOut: [...new Set(leftOut)] };
};

/** @param {string} json @returns {(Entry | null)[] | null} */
const fromJson = json => {
  const raw = JSON.parse(json);
  const list = raw?.entries;
  if (!Array.isArray(list)) return null;
  return list.map(entry => raw.format === FORMAT ? fromOurs(entry) : fromDayOne(entry));
};
