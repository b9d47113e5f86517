// Starts the circuit: straight to a web socket, unless the host asked for long polling too. And says what is going on when it
// is gone: the page stays as it is, fields stay usable, and what was typed meanwhile is handed over when it is back.
(() => {
  if (window.isPicture) return;
  const longPolling = document.currentScript.dataset.longPolling !== undefined;
  const signalR = longPolling ? {} : { skipNegotiation: true, transport: 1 };
  // What was typed and chosen, and when: what was sent to a line that was broken already, before anybody could notice, never arrived.
  const given = new Map();
  const unnoticed = 40_000;
  let downAt = 0;
  // Boxes that are not saved while somebody types in them.
  const loose = new Set();
  const give = (control, at) => {
    for (const [other] of given) if (other === control || !other.isConnected) given.delete(other);
    given.set(control, at);
  };
  addEventListener('input', ({ target, timeStamp }) => {
    if (target.matches?.('textarea')) give(target, timeStamp);
    if (target.matches?.('[data-loose]')) loose.add(target);
  });
  addEventListener('change', ({ target, timeStamp }) => { if (target.matches?.('[type=radio], [type=checkbox]')) give(target, timeStamp); });
  const givenSince = start => [...given].filter(([control, at]) => control.isConnected && at >= start).map(([control]) => control);
  const unsent = () => givenSince(downAt).filter(control => control.matches('textarea'));
  const handOver = () => {
    for (const control of givenSince(downAt - unnoticed)) {
      if (control.matches('textarea')) control.dispatchEvent(new Event('input', { bubbles: true }));
      else if (control.checked || control.type === 'checkbox') control.dispatchEvent(new Event('change', { bubbles: true }));
    }
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
  // not try again, or would come back to a picture that it has no place for. A page that failed by itself would fail again:
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
    const onclose = connection.onclose.bind(connection);
    connection.onclose = heard => onclose(reason => wasDrawn ? heard(reason) : endUndrawn());
    return connection;
  };
  // The server moves to a heading once it has heard that it is drawn: a way there and back later. Whoever is on that heading's card by then
  // stays where they are, or the next key would answer a question that they have left.
  const moves = Blazor._internal?.domWrapper ?? {};
  const { focus, focusBySelector } = moves;
  const isOnCardOf = heading => heading?.closest?.('[data-card]')?.contains(document.activeElement);
  if (focus) moves.focus = (heading, preventScroll) => { if (!isOnCardOf(heading)) focus(heading, preventScroll); };
  if (focusBySelector) moves.focusBySelector = selector => { if (!isOnCardOf(document.querySelector(selector))) focusBySelector(selector); };
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

  const isBack = () => {
    // After a pause it is a new circuit, and perhaps another person's: nothing is handed over to that.
    if (!wasPaused) handOver();
    given.clear();
    downAt = 0;
    isDown = wasPaused = false;
  };
  // The server may refuse or not be there yet.
  const comeBack = async () => {
    try {
      if (!await Blazor.reconnect()) return loadAnew();
      if (!isDown) return;
      // There was a connection already, and the framework says nothing then.
      document.getElementById('no-connection').className = 'reconnect';
      isBack();
    } catch {
      say('Still no connection. What you typed is kept.');
    }
  };

  // The event does not bubble, so it is caught on its way down.
  addEventListener('components-reconnect-state-changed', event => {
    const { state } = event.detail;
    if (isOver) return;
    if (state === 'show' && !isDown) {
      isDown = wasDown = true;
      downAt = event.timeStamp;
    }
    if (state === 'paused') wasPaused = true;
    if (state === 'hide' && isDown) isBack();
    if (state === 'failed') {
      // It tries no more; or a press came back before its next try, and then it says so all the same.
      if (isDown) untilThereIsAServer(30_000).then(() => { if (isDown) comeBack(); });
      else event.target.className = 'reconnect';
    }
    if (state === 'rejected' || state === 'resume-failed') {
      isRefused = true;
      loadAnew();
    }
    else if (state === 'show') say('No connection. What you typed is kept.');
  }, true);
  addEventListener('click', event => {
    if (!event.target.closest?.('[data-reconnect]')) return;
    if (isOver) location.reload();
    else if (isRefused) loadAnew();
    else if (isDown) comeBack();
  });
})();
