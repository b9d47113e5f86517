// The list of entries. However many there are, only those in sight are on the page.
import { el } from './dom.js';
import { dayInList, fullDay, monthInList } from './dates.js';
import { beginning } from './markdown.js';
/** @import { Found } from './search.js' */

// In rem, as the style sheet has them.
const ENTRY = 6;
const MONTH = 2.75;
const MORE = 600;

/** @typedef {{ month: string } | { found: Found, at: number }} Line */

export class List {
  /** @type {Line[]} */
  #lines = [];
  /** @type {number[]} Where each line begins, in rem, and at the end where the last one ends. */
  #tops = [0];
  #current = '';
  #frame = 0;
  #track = el('div', { class: 'track' });
  element = el('div', { class: 'paper rows entries', role: 'list', 'aria-label': 'Entries', tabindex: '-1' }, this.#track);
  #watch = new ResizeObserver(() => this.#draw());

  /** @param {(id: string) => void} opened */
  constructor(opened) {
    this.opened = opened;
    this.scrolled = () => { this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.#draw(); }); };
    addEventListener('scroll', this.scrolled, { capture: true, passive: true });
    addEventListener('resize', this.scrolled);
    this.element.addEventListener('keydown', event => this.#key(event));
    this.#watch.observe(this.element);
  }

  /** @param {Found[]} all @param {string} current */
  show(all, current) {
    this.#current = current;
    this.#lines = [];
    let month = '';
    all.forEach((found, at) => {
      const its = found.entry.at.slice(0, 7);
      if (its !== month) this.#lines.push({ month: monthInList(found.entry.at) });
      month = its;
      this.#lines.push({ found, at });
    });
    this.count = all.length;
    this.#tops = [0];
    let top = 0;
    for (const line of this.#lines) this.#tops.push(top += 'month' in line ? MONTH : ENTRY);
    this.#track.style.height = `${top}rem`;
    this.element.hidden = !all.length;
    this.#draw();
  }

  /** @param {string} id */
  mark(id) {
    this.#current = id;
    this.#draw();
  }

  forget() {
    removeEventListener('scroll', this.scrolled, { capture: true });
    removeEventListener('resize', this.scrolled);
    this.#watch.disconnect();
    this.#lines = [];
    this.#track.replaceChildren();
  }

  #draw() {
    if (!this.element.isConnected) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const frame = this.element.getBoundingClientRect();
    const track = this.#track.getBoundingClientRect();
    const from = Math.max(Math.max(frame.top, 0) - track.top - MORE, 0) / rem;
    const to = (Math.min(frame.bottom, innerHeight) - track.top + MORE) / rem;
    const start = Math.max(this.#lineAt(from), 0);
    const focused = document.activeElement instanceof HTMLElement && this.#track.contains(document.activeElement) ? document.activeElement.dataset.id : undefined;
    const rows = [];
    for (let at = start; at < this.#lines.length && /** @type {number} */ (this.#tops[at]) < to; at++) rows.push(this.#row(at));
    this.#track.replaceChildren(...rows);
    if (focused) /** @type {HTMLElement | null} */ (this.#track.querySelector(`[data-id="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** @param {number} rem */
  #lineAt(rem) {
    let [low, high] = [0, this.#lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (this.#tops[middle + 1]) <= rem) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {number} at */
  #row(at) {
    const line = /** @type {Line} */ (this.#lines[at]);
    const style = `top: ${this.#tops[at]}rem`;
    if ('month' in line) return el('p', { class: 'month', style, role: 'presentation' }, line.month);
    const { id, entry } = line.found;
    const sub = entry.title ? `Exercise: ${entry.title}` : entry.moods.join(', ');
    const words = beginning(entry.text) || 'Nothing written yet';
    const press = el('button', {
      type: 'button', class: 'entry', 'data-id': id, 'aria-current': id === this.#current && 'true', 'aria-label': `${[dayInList(entry.at), sub, words].filter(part => part).join(' ')}, ${fullDay(entry.at)}`,
      click: () => this.opened(id),
    },
    el('small', { class: 'dim', 'aria-hidden': 'true' }, el('b', {}, dayInList(entry.at)), ' ', sub && el('span', {}, sub)), ' ',
    el('span', { class: 'said', 'aria-hidden': 'true' }, words));
    return el('div', { class: 'slot', style, role: 'listitem', 'aria-setsize': this.count, 'aria-posinset': line.at + 1 }, press);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const id = event.target instanceof HTMLElement ? event.target.dataset.id : undefined;
    if (!by || !id) return;
    event.preventDefault();
    let at = this.#lines.findIndex(line => 'found' in line && line.found.id === id) + by;
    if (this.#lines[at] && 'month' in /** @type {Line} */ (this.#lines[at])) at += by;
    const next = this.#lines[at];
    if (!next || !('found' in next)) return;
    const find = () => /** @type {HTMLElement | null} */ (this.#track.querySelector(`[data-id="${next.found.id}"]`));
    find()?.scrollIntoView({ block: 'nearest' });
    this.#draw();
    find()?.focus();
  }
}
