// Follows the server: reloads the page when it has changed and keeps the place, the focus, and which details are open.
// One tab of all listens and tells the others, so that any number of tabs need one connection.
(() => {
  const here = decodeURIComponent(location.pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
  const key = 'clewline-place';
  const links = () => [...document.querySelectorAll('a, button, input, summary')];

  const place = JSON.parse(sessionStorage.getItem(key) || 'null');
  sessionStorage.removeItem(key);
  if (place && place.page === here) {
    scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    const focused = links()[place.focus];
    if (focused) focused.focus({ preventScroll: true });
  }

  const reload = () => {
    sessionStorage.setItem(key, JSON.stringify({ page: here, x: scrollX, y: scrollY, focus: links().indexOf(document.activeElement) }));
    location.reload();
  };
  const restyle = () => {
    for (const sheet of document.querySelectorAll('link[rel=stylesheet]')) {
      const next = sheet.cloneNode();
      const address = new URL(sheet.href);
      address.searchParams.set('t', Date.now());
      next.href = address;
      next.onload = () => sheet.remove();
      sheet.after(next);
    }
  };
  const uses = name => [...document.querySelectorAll('[src]')].some(element => new URL(element.src).pathname === encodeURI('/' + name));
  const take = ({ pages, moved }) => {
    if (moved[here]) location.replace('/' + moved[here]);
    else if (pages.includes(here) || pages.some(uses)) reload();
    else if (pages.some(name => name.endsWith('.css'))) restyle();
  };

  const channel = new BroadcastChannel('clewline');
  channel.onmessage = event => take(event.data);
  navigator.locks.request('clewline-events', () => new Promise(() => {
    let lost = false;
    const events = new EventSource('/__clewline/events');
    events.onmessage = event => { const change = JSON.parse(event.data); channel.postMessage(change); take(change); };
    events.onerror = () => { lost = true; };
    events.onopen = () => { if (lost) reload(); };              // the server has been started again
  }));
})();
