// Starts the circuit: straight to a web socket, unless the host asked for long polling too. And says what is going on when it
// is gone: the page stays as it is, fields stay usable, and what was typed meanwhile is handed over when it is back.
(() => {
  const longPolling = document.currentScript.dataset.longPolling !== undefined;
  const signalR = longPolling ? {} : { skipNegotiation: true, transport: 1 };
  Blazor.start({
    circuit: {
      initializers: { beforeStart: [], afterStarted: [] },
      configureSignalR: builder => builder.withUrl('_blazor', signalR),
    },
  });

  const typed = new Map();
  addEventListener('input', event => { if (event.target.matches?.('textarea')) typed.set(event.target, event.target.value); });
  const unsent = () => [...typed].filter(([box]) => box.isConnected);
  const handOver = () => {
    for (const [box] of unsent()) box.dispatchEvent(new Event('input', { bubbles: true }));
    typed.clear();
  };

  let isDown = false;
  let wasPaused = false;
  // The event does not bubble, so it is caught on its way down.
  addEventListener('components-reconnect-state-changed', event => {
    const { state } = event.detail;
    const bar = document.getElementById('components-reconnect-modal');
    const words = bar.querySelector('[data-words]');
    if (state === 'show' && !isDown) { isDown = true; typed.clear(); }
    if (state === 'paused') wasPaused = true;
    if (state === 'hide' && isDown) {
      // After a pause it is a new circuit, and perhaps another person's: nothing is handed over to that.
      if (wasPaused) typed.clear();
      else handOver();
      isDown = wasPaused = false;
    }
    if (state === 'rejected' || state === 'resume-failed') {
      if (unsent().length === 0) location.reload();
      else words.textContent = 'This page has to be loaded anew. Copy what you typed first.';
    } else if (state === 'show') words.textContent = 'No connection. What you typed is kept.';
  }, true);
  addEventListener('click', async event => {
    if (!event.target.closest?.('[data-reconnect]')) return;
    if (!await Blazor.reconnect().catch(() => false)) location.reload();
  });
})();
