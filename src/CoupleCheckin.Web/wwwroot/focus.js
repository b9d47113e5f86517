// A control that goes away under somebody's hands, as a button does once it was pressed, takes the focus with it; whoever goes by keys
// or listens to the page is nowhere then. The focus goes to what stands in its place, and where the page is another one, to its heading.
(() => {
  const isText = element => element.matches('textarea, input:not([type=radio], [type=checkbox])');
  const isThere = element => element.isConnected && element.checkVisibility();
  const controls = 'a[href], button, summary, select, textarea, input, [tabindex="0"]';
  const headings = 'h1, h2[tabindex]';
  let at = null;
  let above = [];

  addEventListener('focusin', ({ target }) => {
    at = target.parentElement?.closest('main') ? target : null;
    above = [];
    for (let inner = at; inner && inner.localName !== 'main'; inner = inner.parentElement) above.push([inner.parentElement, [...inner.parentElement.children].indexOf(inner)]);
  });
  // Whoever leaves a control that stays has gone somewhere else.
  addEventListener('focusout', ({ target }) => requestAnimationFrame(() => { if (at === target && isThere(target) && !target.disabled) at = null; }));

  const firstIn = element => [element, ...element.querySelectorAll(controls)].find(one =>
    one.matches(controls) && !one.disabled && one.checkVisibility() && (isText(at) || !isText(one)));
  // Only beside what has stayed itself: elsewhere a second press, made in haste, would do something else.
  const inItsPlace = () => {
    const [[parent, index]] = above;
    const found = isThere(parent) && !parent.querySelector(headings) && ([...parent.children].slice(index).map(firstIn).find(Boolean) ?? firstIn(parent));
    const [around] = above.find(([outer]) => isThere(outer) && outer.querySelector(headings)) ?? [document];
    return found || around.querySelector(headings);
  };
  const settle = () => {
    if (!at || document.activeElement !== document.body) return;
    const next = isThere(at) ? at : inItsPlace();
    if (!next || next.disabled) return;
    if (/^h[12]$/.test(next.localName) && !next.hasAttribute('tabindex')) next.tabIndex = -1;
    next.focus({ preventScroll: next === at });
  };
  let isDue = false;
  new MutationObserver(() => {
    if (isDue || !at || document.activeElement !== document.body) return;
    isDue = true;
    requestAnimationFrame(() => { isDue = false; settle(); });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'open'] });
})();
