// Starts the circuit: straight to a web socket, unless the host asked for long polling too. And says what is going on when it
// is gone: the page stays as it is, fields stay usable, and what was typed meanwhile is handed over when it is back.
(() => {
  if (window.isPicture) return;
  const longPolling = document.currentScript.dataset.longPolling !== undefined;
  const signalR = longPolling ? {} : { skipNegotiation: true, transport: 1 };
  const typed = new Map();
  // Boxes that are not saved while somebody types in them.
  const loose = new Set();
  addEventListener('input', ({ target }) => {
    if (target.matches?.('textarea')) typed.set(target, target.value);
    if (target.matches?.('[data-loose]')) loose.add(target);
  });
  const unsent = () => [...typed].filter(([box]) => box.isConnected);
  const handOver = () => {
    for (const [box] of unsent()) box.dispatchEvent(new Event('input', { bubbles: true }));
    typed.clear();
  };

  const say = words => { document.querySelector('#no-connection [data-words]').textContent = words; };

  let wasDrawn = false;
  let wasDown = false;
  let isDown = false;
  let isOver = false;
  let wasPaused = false;
  let isRefused = false;

  // A circuit that is over does not come back: the page is loaded anew, unless words would be lost by that.
  const loadAnew = () => {
    if (unsent().length === 0 && !document.querySelector('[data-unsent]') && ![...loose].some(box => box.isConnected && box.value)) location.reload();
    else say('This page has to be loaded anew. Copy what you typed first.');
  };
  const end = (words, isToLoad) => {
    if (isOver) return;
    isOver = true;
    sayNoConnection(words);
    if (isToLoad) untilThereIsAServer().then(loadAnew);
  };
  // Where the line breaks before the first picture is there, or the circuit itself fails, the framework says nothing and does
  // not try again, or comes back to a circuit that never learned what to draw. A page that failed by itself would fail again:
  // only one that failed as it came back is loaded anew unasked.
  const watch = connection => {
    const endUndrawn = () => { if (!wasDrawn) end('No connection. This page opens as soon as there is one.', true); };
    const start = connection.start.bind(connection);
    // Heard after the framework: before it, a picture would come later than the calls that were sent after it.
    connection.start = () => {
      connection.on('JS.RenderBatch', () => { wasDrawn = true; });
      connection.on('JS.Error', () => end('This page has stopped. It has to be loaded anew.', wasDown));
      return start().catch(reason => { endUndrawn(); throw reason; });
    };
    connection.onclose(endUndrawn);
    return connection;
  };
  Blazor.start({
    circuit: {
      initializers: { beforeStart: [], afterStarted: [] },
      reconnectionOptions: { dialogId: 'no-connection' },
      configureSignalR: builder => {
        builder.withUrl('_blazor', signalR);
        const build = builder.build.bind(builder);
        builder.build = () => watch(build());
      },
    },
  });

  // The event does not bubble, so it is caught on its way down.
  addEventListener('components-reconnect-state-changed', event => {
    const { state } = event.detail;
    if (isOver) return;
    if (state === 'show' && !isDown) { isDown = wasDown = true; typed.clear(); }
    if (state === 'paused') wasPaused = true;
    if (state === 'hide' && isDown) {
      // After a pause it is a new circuit, and perhaps another person's: nothing is handed over to that.
      if (wasPaused) typed.clear();
      else handOver();
      isDown = wasPaused = false;
    }
    if (state === 'rejected' || state === 'resume-failed') {
      isRefused = true;
      loadAnew();
    }
    else if (state === 'show') say('No connection. What you typed is kept.');
  }, true);
  // The server may refuse or not be there yet.
  addEventListener('click', async event => {
    if (!event.target.closest?.('[data-reconnect]')) return;
    if (isOver) return location.reload();
    if (isRefused) return loadAnew();
    if (!isDown) return;
    try {
      if (!await Blazor.reconnect()) loadAnew();
    } catch {
      say('Still no connection. What you typed is kept.');
    }
  });
})();
