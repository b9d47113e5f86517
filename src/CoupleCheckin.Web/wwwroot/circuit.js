// Starts the circuit: straight to a web socket, unless the host asked for long polling too. And says what is going on when it
// is gone: the page stays as it is, fields stay usable, and what was typed meanwhile is handed over when it is back.
(() => {
  const longPolling = document.currentScript.dataset.longPolling !== undefined;
  const signalR = longPolling ? {} : { skipNegotiation: true, transport: 1 };
  // When the very first connection fails, the framework says nothing and does not try again: the page is loaded anew once the server answers.
  let wasConnected = false;
  const waitForServer = async () => {
    document.getElementById('components-reconnect-modal').classList.add('components-reconnect-show');
    while (!await fetch('health/live', { cache: 'no-store' }).then(answer => answer.ok, () => false)) await new Promise(done => setTimeout(done, 1000));
    location.reload();
  };
  const watchFirst = connection => {
    const start = connection.start.bind(connection);
    connection.start = async () => {
      try {
        await start();
        wasConnected = true;
      } catch (reason) {
        if (!wasConnected) waitForServer();
        throw reason;
      }
    };
    return connection;
  };
  Blazor.start({
    circuit: {
      initializers: { beforeStart: [], afterStarted: [] },
      configureSignalR: builder => {
        builder.withUrl('_blazor', signalR);
        const build = builder.build.bind(builder);
        builder.build = () => watchFirst(build());
      },
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
  // The server may refuse (then the page is loaded anew, unless words would be lost by that) or not be there yet.
  addEventListener('click', async event => {
    if (!isDown || !event.target.closest?.('[data-reconnect]')) return;
    const words = document.querySelector('#components-reconnect-modal [data-words]');
    try {
      if (await Blazor.reconnect()) return;
      if (unsent().length === 0) location.reload();
      else words.textContent = 'This page has to be loaded anew. Copy what you typed first.';
    } catch {
      words.textContent = 'Still no connection. What you typed is kept.';
    }
  });
})();
