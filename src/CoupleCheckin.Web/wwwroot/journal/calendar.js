// A month of one's own entries.
import { button, el, icon } from './dom.js';
import { longDay, monthAndYear, today } from './dates.js';
/** @import { Found } from './search.js' */

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** @param {number} year @param {number} month From 1. */
const name = (year, month) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;

/** @param {string} month @param {number} by */
const moved = (month, by) => {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return name(Math.floor(all / 12), all % 12 + 1);
};

/** @param {Found[]} all @param {(day: string) => void} picked */
export const calendar = (all, picked) => {
  const days = new Set(all.map(({ entry }) => entry.at.slice(0, 10)));
  const place = el('section', { class: 'paper stack calendar' });
  /** @param {string} month @param {string} [focus] */
  const draw = (month, focus) => {
    const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
    const length = new Date(year, number, 0).getDate();
    const before = (new Date(year, number - 1, 1).getDay() + 6) % 7;
    const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, at) => {
      const day = at - before + 1;
      if (day < 1 || day > length) return el('td');
      const date = `${month}-${String(day).padStart(2, '0')}`;
      return el('td', { class: date === today() ? 'now' : '' }, days.has(date)
        ? el('button', { type: 'button', class: 'day', 'aria-label': `${longDay(date)}: show what you wrote`, click: () => picked(date) }, String(day))
        : el('span', {}, String(day)));
    });
    place.replaceChildren(
      el('div', { class: 'ends' },
        button('', { class: 'btn bare', 'aria-label': 'The month before', 'data-turn': 'back', click: () => draw(moved(month, -1), 'back') }, icon('back')),
        el('h2', { 'aria-live': 'polite' }, monthAndYear(`${month}-01`)),
        button('', { class: 'btn bare', 'aria-label': 'The month after', 'data-turn': 'on', click: () => draw(moved(month, 1), 'on') }, icon('next'))),
      el('table', { class: 'month-table' },
        el('thead', {}, el('tr', {}, ...DAYS.map(day => el('th', { scope: 'col' }, day)))),
        el('tbody', {}, ...Array.from({ length: cells.length / 7 }, (_, week) => el('tr', {}, ...cells.slice(7 * week, 7 * week + 7))))));
    if (focus) /** @type {HTMLElement | null} */ (place.querySelector(`[data-turn="${focus}"]`))?.focus();
  };
  draw(today().slice(0, 7));
  return place;
};
