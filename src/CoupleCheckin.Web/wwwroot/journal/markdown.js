// Light Markdown: headings, lists, quotes, emphasis, links. It becomes nodes and never markup; what it does not know stays as it was typed.
import { el } from './dom.js';

/** Where a link may lead: other pages of the web, a mail, or a page of this app. @param {string} address */
const isSafe = address => /^(https?:\/\/|mailto:)[^\s]+$/i.test(address) || /^\/(?!\/)[^\s\\]*$/.test(address);

const MARKS = /** @type {const} */ ([['**', 'strong'], ['__', 'strong'], ['*', 'em'], ['_', 'em'], ['`', 'code']]);
const LONGEST_EMPHASIS = 2_000;

/** @param {string} text @param {number} depth @returns {(Node | string)[]} */
const inline = (text, depth = 0) => {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let plain = '';
  const put = (/** @type {Node} */ node) => {
    if (plain) nodes.push(plain);
    plain = '';
    nodes.push(node);
  };
  for (let at = 0; at < text.length;) {
    if (text[at] === '\\' && /[\\*_`[\]#>-]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const link = text[at] === '[' ? /^\[([^[\]\n]{1,500})\]\(([^)\s]{1,2000})\)/.exec(text.slice(at, at + 2_600)) : null;
    if (link && isSafe(/** @type {string} */ (link[2]))) {
      put(el('a', { href: link[2], target: '_blank', rel: 'noopener noreferrer' }, ...inline(/** @type {string} */ (link[1]), depth + 1)));
      at += link[0].length;
      continue;
    }
    const mark = depth < 4 ? MARKS.find(([sign]) => text.startsWith(sign, at)) : undefined;
    const end = mark ? endOf(text, at, mark[0]) : -1;
    if (mark && end > 0) {
      const inner = text.slice(at + mark[0].length, end);
      put(el(mark[1], {}, ...mark[1] === 'code' ? [inner] : inline(inner, depth + 1)));
      at = end + mark[0].length;
      continue;
    }
    const step = mark ? mark[0].length : 1;
    plain += text.slice(at, at + step);
    at += step;
  }
  return plain ? [...nodes, plain] : nodes;
};

/** Where an emphasis ends that begins here; -1 where it does not. @param {string} text @param {number} at @param {string} sign */
const endOf = (text, at, sign) => {
  const from = at + sign.length;
  const isWord = (/** @type {string | undefined} */ character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
  if (!text[from] || /\s/.test(/** @type {string} */ (text[from])) || (sign[0] === '_' && isWord(text[at - 1]))) return -1;
  const end = text.slice(0, from + LONGEST_EMPHASIS).indexOf(sign, from + 1);
  if (end < 0 || /\s/.test(/** @type {string} */ (text[end - 1])) || (sign[0] === '_' && isWord(text[end + sign.length]))) return -1;
  return end;
};

const LIST = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

/** @param {string} line */
const startsBlock = line => /^\s*$|^#{1,3}\s|^\s{0,3}>|^\s*([-*_])(\s*\1){2,}\s*$/.test(line) || LIST.test(line);

/** Lines of one paragraph, each on a line of its own as it was typed. @param {string[]} lines */
const broken = lines => lines.flatMap((line, at) => at ? [el('br'), ...inline(line)] : inline(line));

/** @param {string} text @param {number} [depth] @returns {Node[]} */
export const render = (text, depth = 0) => {
  const lines = text.split(/\r?\n/);
  /** @type {Node[]} */
  const nodes = [];
  // The page has an h1 and the entry stands under it; no level is left out, whatever was typed.
  let level = 1;
  for (let at = 0; at < lines.length;) {
    const line = /** @type {string} */ (lines[at]);
    const heading = /^(#{1,3})\s+(.*)$/.exec(line);
    const list = LIST.exec(line);
    if (/^\s*$/.test(line)) at++;
    else if (heading) {
      level = Math.min(/** @type {string} */ (heading[1]).length + 1, level + 1);
      nodes.push(el(/** @type {'h2'} */ (`h${level}`), {}, ...inline(/** @type {string} */ (heading[2]))));
      at++;
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      nodes.push(el('hr'));
      at++;
    } else if (/^\s{0,3}>/.test(line) && depth < 4) {
      const from = at;
      while (at < lines.length && /^\s{0,3}>/.test(/** @type {string} */ (lines[at]))) at++;
      nodes.push(el('blockquote', {}, ...render(lines.slice(from, at).map(quoted => quoted.replace(/^\s{0,3}> ?/, '')).join('\n'), depth + 1)));
    } else if (list) {
      const numbered = list[1] !== undefined;
      const items = [];
      for (let item; at < lines.length && (item = LIST.exec(/** @type {string} */ (lines[at]))) && (item[1] !== undefined) === numbered; at++) {
        items.push(el('li', {}, ...inline(/** @type {string} */ (item[2]))));
      }
      nodes.push(numbered ? el('ol', { start: list[1] }, ...items) : el('ul', {}, ...items));
    } else {
      const from = at++;
      while (at < lines.length && !startsBlock(/** @type {string} */ (lines[at]))) at++;
      nodes.push(el('p', {}, ...broken(lines.slice(from, at))));
    }
  }
  return nodes;
};

/** The beginning of a text without its marks, for a list. @param {string} text @param {number} [length] */
export const beginning = (text, length = 160) => text.slice(0, 2 * length)
  .replace(/^[\s>#]*[#>]\s*|^\s*[-*+]\s+/gm, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|__|[*`]/g, '').replace(/\s+/g, ' ').trim().slice(0, length);
