// One's own plots, for oneself alone: the words for the mood over twelve weeks, and the dials over the last twelve times.
import { el, svg } from './dom.js';
import { longDay, today } from './dates.js';
/** @import { Found } from './search.js' */
/** @import { Entry } from './types.js' */

const WEEKS = 12;
const ROW = 34;
const LEFT = 118;
const STEP = 40;

/** The Monday of a day's week. @param {string} at */
const weekOf = at => {
  const date = new Date(`${at.slice(0, 10)}T12:00`);
  date.setDate(date.getDate() - (date.getDay() + 6) % 7);
  return Math.round(date.getTime() / 86_400_000 / 7);
};

/** @param {Found[]} all */
const moods = all => {
  const last = weekOf(today());
  /** @type {Map<string, Set<number>>} */
  const weeks = new Map();
  for (const { entry } of all) {
    const ago = last - weekOf(entry.at);
    if (ago >= 0 && ago < WEEKS) for (const mood of entry.moods) weeks.set(mood, (weeks.get(mood) ?? new Set()).add(ago));
  }
  const rows = [...weeks].sort(([a, m], [b, n]) => n.size - m.size || a.localeCompare(b)).slice(0, 8);
  if (!rows.length) return el('p', { class: 'dim' }, 'When you give your entries a word for the mood, the last twelve weeks stand here.');
  const [width, height] = [LEFT + WEEKS * STEP, rows.length * ROW + 34];
  const words = rows.map(([mood, ago]) => `${mood}: ${[...ago].sort((a, b) => a - b).map(week => week === 0 ? 'this week' : week === 1 ? 'last week' : `${week} weeks ago`).join(', ')}`).join('. ');
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'plot', role: 'img', 'aria-label': `Words for the mood, by week. ${words}.` },
    ...rows.flatMap(([mood, ago], row) => [
      svg('text', { x: 0, y: row * ROW + 23, class: 'word' }, mood.length > 15 ? `${mood.slice(0, 14)}…` : mood),
      svg('line', { x1: LEFT, x2: width, y1: row * ROW + 18, y2: row * ROW + 18, class: 'rule' }),
      ...[...ago].map(week => svg('circle', { cx: LEFT + (WEEKS - 1 - week) * STEP + STEP / 2, cy: row * ROW + 18, r: 7, class: 'dot' })),
    ]),
    svg('text', { x: LEFT, y: height - 6, class: 'axis' }, 'twelve weeks ago'),
    svg('text', { x: width, y: height - 6, class: 'axis end' }, 'this week'));
};

/** @typedef {{ key: string, step: string, left: string, right: string }} Dial */

/** @param {Entry} entry @param {Dial} dial */
const valueOf = (entry, dial) => {
  const steps = /** @type {Record<string, { places?: Record<string, unknown> }> | undefined} */ (entry.answers?.steps);
  const value = steps?.[dial.step]?.places?.[dial.key];
  return typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined;
};

/** @param {Found[]} times Oldest first, twelve at most. @param {Dial} dial */
const dialPlot = (times, dial) => {
  const points = times.flatMap(({ entry }, at) => {
    const value = valueOf(entry, dial);
    return value === undefined ? [] : [{ at, value, day: longDay(entry.at) }];
  });
  const [width, height] = [560, 150];
  const x = (/** @type {number} */ at) => times.length === 1 ? width / 2 : 20 + at * (width - 40) / (times.length - 1);
  const y = (/** @type {number} */ value) => 24 + value / 100 * (height - 48);
  const where = (/** @type {number} */ value) => value < 34 ? `near “${dial.left}”` : value > 66 ? `near “${dial.right}”` : 'in between';
  return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'plot', role: 'img', 'aria-label': `From “${dial.left}” to “${dial.right}”. ${points.map(point => `${point.day}: ${where(point.value)}`).join('. ')}.` },
    svg('text', { x: 0, y: 14, class: 'axis' }, dial.left),
    svg('text', { x: 0, y: height - 4, class: 'axis' }, dial.right),
    svg('polyline', { points: points.map(point => `${x(point.at)},${y(point.value)}`).join(' '), class: 'line-plot' }),
    ...points.map(point => svg('circle', { cx: x(point.at), cy: y(point.value), r: 6, class: 'dot' })));
};

/** @param {Found[]} all Newest first. @param {{ exercise: string, name: string, dials: Dial[] }[]} exercises Those with dials over time. */
export const plots = (all, exercises) => el('div', { class: 'stack wide plots' },
  el('section', { class: 'paper stack' }, el('h2', {}, 'Words for the mood'), moods(all)),
  ...exercises.flatMap(({ exercise, name, dials }) => {
    const times = all.filter(({ entry }) => entry.exercise === exercise && dials.some(dial => valueOf(entry, dial) !== undefined)).slice(0, 12).reverse();
    return times.length ? [el('section', { class: 'paper stack' }, el('h2', {}, name), ...dials.map(dial => dialPlot(times, dial)))] : [];
  }),
  el('p', { class: 'small dim' }, 'Only you see this. It is drawn in your browser from what you wrote, and says nothing about what is right.'));
