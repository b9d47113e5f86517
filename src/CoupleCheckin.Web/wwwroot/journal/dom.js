// Builds what is on the screen, node by node. No text of anybody ever becomes markup.

/** @typedef {Node | string | null | undefined | false} Child */

/** @param {Child} child @returns {child is Node | string} */
const isThere = child => child !== null && child !== undefined && child !== false && child !== '';

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, unknown>} [props] Attributes; functions are listeners.
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export const el = (name, props = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(key, /** @type {EventListener} */ (value));
    else if (key === 'value') /** @type {HTMLInputElement} */ (/** @type {unknown} */ (element)).value = String(value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.filter(isThere));
  return element;
};

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} name @param {Record<string, string | number>} [props] @param {...Child} children @returns {SVGElement} */
export const svg = (name, props = {}, ...children) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, String(value));
  element.append(...children.filter(isThere));
  return element;
};

/** One of the icons that the page brought along. @param {string} name @returns {Node} */
export const icon = name => {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('journal-icons'));
  const drawn = template.content.querySelector(`[data-icon="${name}"] svg`)?.cloneNode(true);
  return drawn ?? document.createTextNode('');
};

/** @param {string} label @param {Record<string, unknown>} props @param {...Child} children */
export const button = (label, props, ...children) => el('button', { type: 'button', class: 'btn', ...props }, ...children, label);

let made = 0;

/**
 * A box with its label above it and the help in between.
 * @param {string} label @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} box @param {string} [help]
 */
export const field = (label, box, help) => {
  box.id ||= `journal-${++made}`;
  box.classList.add('box');
  if (help) box.setAttribute('aria-describedby', `${box.id}-help`);
  return el('div', { class: 'field' }, el('label', { for: box.id }, label), help && el('span', { class: 'help', id: `${box.id}-help` }, help), box);
};

/** What went wrong, in a sentence. @param {string} sentence */
export const wrong = sentence => el('p', { class: 'wrong', role: 'alert' }, icon('error'), el('span', {}, sentence));

/** @param {string} iconName @param {...Child} children */
export const aside = (iconName, ...children) => el('div', { class: 'aside', role: 'status' }, icon(iconName), el('div', { class: 'stack' }, ...children));

/** @param {Element} root @param {string} selector @returns {HTMLElement | null} */
export const first = (root, selector) => root.querySelector(selector);
