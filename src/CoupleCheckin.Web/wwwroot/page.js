// On every page, static ones included: quick exit, two facts about the browser that the first paint needs, and where the focus goes.
(() => {
  const here = new URL(document.baseURI).pathname.slice(0, -1) || '/';
  const year = `max-age=31536000; path=${here}; samesite=lax`;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const tell = () => {
    document.cookie = `dark=${dark.matches ? 1 : 0}; ${year}`;
    document.cookie = `zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; ${year}`;
  };
  tell();
  dark.addEventListener('change', tell);

  // Without a connection the server hears of it with the next request, whichever page that is for.
  const exit = new URL('exit', document.baseURI).href;
  const leave = () => {
    document.cookie = `left=1; ${year}`;
    document.documentElement.hidden = true;
    document.documentElement.textContent = '';
    location.replace(exit);
    // The circuit hears that the session is over, and must not go to the sign-in page instead.
    window.navigation?.addEventListener('navigate', event => event.preventDefault());
  };
  addEventListener('click', event => {
    if (event.target.closest?.('[data-exit]')) {
      event.preventDefault();
      leave();
    }
  }, true);

  let presses = [];
  addEventListener('keydown', event => {
    if (event.key !== 'Shift') presses = [];
    else if (!event.repeat) {
      presses = [...presses.filter(at => event.timeStamp - at < 5000), event.timeStamp];
      if (presses.length === 3) leave();
    }
  }, true);

  // For the home screen. Later, so that no page waits for it; where the address is not protected, or the certificate not known, it is not there.
  addEventListener('load', () => setTimeout(() => navigator.serviceWorker?.register('sw.js').catch(() => {}), 3000));

  // A page that is only a picture, because its scripts or its circuit did not come, is loaded anew as soon as there is a server;
  // where that was not enough, as with a script that something in the browser holds back, twice a minute or when it is asked for.
  const isThere = () => fetch('health/live', { cache: 'no-store', signal: AbortSignal.timeout(5000) }).then(answer => answer.ok, () => false);
  window.untilThereIsAServer = async (wait = 1_000) => {
    do await new Promise(done => setTimeout(done, wait)); while (!await isThere());
  };
  window.sayNoConnection = words => {
    const bar = document.getElementById('no-connection');
    bar.querySelector('[data-words]').textContent = words;
    bar.classList.add('components-reconnect-show');
  };
  addEventListener('error', async ({ target }) => {
    if (target.localName !== 'script' || !document.getElementById('no-connection')) return;
    window.isPicture = true;
    sayNoConnection('No connection. This page opens as soon as there is one.');
    await untilThereIsAServer(performance.getEntriesByType('navigation')[0]?.type === 'reload' ? 30_000 : 1_000);
    location.reload();
  }, true);
  addEventListener('click', event => { if (window.isPicture && event.target.closest?.('[data-reconnect]')) location.reload(); });

  // A control that goes away under somebody's hands, as a button does once it was pressed, takes the focus with it; whoever goes by keys
  // or listens to the page is nowhere then. Where the page is another one now, the focus goes to its heading, else to what stands in
  // the place of what went: to a button only where it is the very next one, since a second press in haste would press it.
  const headings = () => [...document.querySelectorAll('h1, h2[tabindex]')];
  const title = () => headings().map(heading => heading.textContent).join();
  const isText = element => element.matches('textarea, input:not([type=radio], [type=checkbox])');
  const isShown = element => element.isConnected && element.checkVisibility();
  let at = null;
  let above = [];
  let titled = '';
  let isMoving = false;
  for (const way of ['pointerdown', 'keydown']) addEventListener(way, event => {
    isMoving = event.key?.length !== 1;
    setTimeout(() => { isMoving = false; });
  }, true);
  addEventListener('focusin', ({ target, relatedTarget }) => {
    // Nor does a heading whose call comes late take anybody out of a box that they have begun to write in.
    if (!isMoving && /^H[12]$/.test(target.tagName) && relatedTarget && isText(relatedTarget)) return relatedTarget.focus();
    at = target.parentElement?.closest('main') ? target : null;
    above = [];
    for (let inner = at; inner && inner.localName !== 'main'; inner = inner.parentElement) above.push([inner.parentElement, [...inner.parentElement.children].indexOf(inner)]);
    titled = title();
  });
  // Whoever leaves a control that stays has gone somewhere else.
  addEventListener('focusout', ({ target }) => requestAnimationFrame(() => { if (at === target && isShown(target) && !target.disabled) at = null; }));

  const inItsPlace = () => {
    const [parent, index] = above.find(([outer]) => isShown(outer)) ?? [];
    const around = [...parent?.children ?? []];
    const next = [...around.slice(index), ...around.slice(0, index).reverse()].find(isShown);
    return next && isText(next) && !isText(at) ? parent : next ?? parent;
  };
  const isLost = () => at && document.activeElement === document.body;
  let isDue = false;
  new MutationObserver(() => {
    if (isDue || !isLost()) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      if (!isLost()) return;
      const isOther = titled !== title();
      const next = isShown(at) ? at : isOther ? headings().at(-1) : inItsPlace();
      if (!next || next.disabled) return;
      if (next.tabIndex < 0) next.tabIndex = -1;
      next.focus({ preventScroll: !isOther });
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'open'] });

  // A page that comes back from the browser's memory is asked for anew: it may be somebody else's by now.
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
})();
