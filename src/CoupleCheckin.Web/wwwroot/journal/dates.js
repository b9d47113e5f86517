// Days and times of entries, as the person's own clock shows them.

/** @param {Date} [now] @returns {string} A local date and time, to the minute. */
export const localNow = (now = new Date()) => {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;
};

export const today = () => localNow().slice(0, 10);

/** A day as a date at noon, where no clock change can move it. @param {string} at */
const dateOf = at => new Date(`${at.slice(0, 10)}T12:00`);

/** @param {Intl.DateTimeFormatOptions} options */
const format = options => {
  const formatter = new Intl.DateTimeFormat('en-GB', options);
  return (/** @type {string} */ at) => formatter.format(dateOf(at)).replace(',', '');
};

export const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
export const longDayAndYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = format({ weekday: 'short', day: 'numeric' });
const monthOnly = format({ month: 'long' });
const monthAndYear = format({ month: 'long', year: 'numeric' });

/** @param {string} at */
export const dayInList = at => at.slice(0, 10) === today() ? 'Today' : shortDay(at);

/** @param {string} at */
export const monthInList = at => at.slice(0, 4) === today().slice(0, 4) ? monthOnly(at) : monthAndYear(at);

export { monthAndYear };

/** @param {string} at */
export const fullDay = at => at.slice(0, 4) === today().slice(0, 4) ? longDay(at) : longDayAndYear(at);

/** @param {string} at */
export const time = at => at.slice(11, 16);

/** Whether a text is a local date and time that exists. @param {unknown} at @returns {at is string} */
export const isMoment = at => typeof at === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at) && !Number.isNaN(Date.parse(at));
