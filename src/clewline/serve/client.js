// Follows the server: reloads the page when it has changed and keeps the place, the focus, and which details are open.
// One tab of all listens and tells the others, so that any number of tabs need one connection. Events have names in their order:
// a page knows the last one before it was made, so that what happens while it is loaded, or while nobody listens, is made up for.
(() => {
  const here = decodeURIComponent(location.pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
  const [key, folded] = ['clewline-place', 'clewline-folded'];
  let { last } = document.currentScript.dataset;
  let going = false;

  // Findings are open where there is room for them, until they are folded up.
  const overlay = document.querySelector('#clewline-overlay details');
  if (overlay) {
    const said = sessionStorage.getItem(folded);
    overlay.open = said ? said === 'no' : matchMedia('(min-width: 44rem)').matches;
    overlay.querySelector('summary').addEventListener('click', () => sessionStorage.setItem(folded, overlay.open ? 'yes' : 'no'));
    overlay.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || !overlay.open) return;
      overlay.querySelector('summary').focus();
      overlay.querySelector('summary').click();
    });
  }

  // What has changed since a line was reviewed is looked up in its history, which may take a while.
  const review = document.querySelector('#clewline-overlay [data-review]');
  if (review) fetch('/__clewline/review?page=' + encodeURIComponent(here)).then(answer => answer.text()).then(html => { review.innerHTML = html; }, () => {});

  // What can have the focus, and what can be open, by what it says: it may stand in another place when the page comes back.
  const named = selector => {
    const seen = {};
    return [...document.querySelectorAll(selector)].map(element => {
      const text = [element.id, element.getAttribute('href'), element.textContent.slice(0, 80)].join(' ');
      seen[text] = (seen[text] || 0) + 1;
      return [`${text} ${seen[text]}`, element];
    });
  };
  const focusable = () => named('a, button, input, select, textarea, summary, [tabindex]');
  const details = () => named('details:not(#clewline-overlay details)');

  const place = JSON.parse(sessionStorage.getItem(key) || 'null');
  sessionStorage.removeItem(key);
  if (place && place.page === here) {
    const open = new Map(place.open);
    for (const [name, element] of details()) if (open.has(name)) element.open = open.get(name);
    scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    const focused = focusable().find(([name]) => name === place.focus);
    if (focused) focused[1].focus({ preventScroll: true });
  }

  const keep = page => {
    const focused = focusable().find(([, element]) => element === document.activeElement);
    const open = details().map(([name, element]) => [name, element.open]);
    sessionStorage.setItem(key, JSON.stringify({ page, x: scrollX, y: scrollY, focus: focused && focused[0], open }));
  };
  const reload = () => { going = true; keep(here); location.reload(); };
  const follow = page => { going = true; keep(page); location.replace('/' + encodeURI(page)); };
  const restyle = () => {
    for (const sheet of document.querySelectorAll('link[rel=stylesheet]:not([data-old])')) {
      const next = sheet.cloneNode();
      const address = new URL(sheet.href);
      address.searchParams.set('t', Date.now());
      next.href = address;
      sheet.dataset.old = '';
      next.onload = next.onerror = () => sheet.remove();
      sheet.after(next);
    }
  };
  const uses = name => [...document.querySelectorAll('[src]')].some(element => new URL(element.src).pathname === encodeURI('/' + name));
  const take = ({ name, pages, moved, again }) => {
    const [[run, number], [before, known]] = [name.split('-'), last.split('-')];
    if (going || (run === before && +number <= +known)) return;
    last = name;
    if (moved[here]) follow(moved[here]);
    else if (again || pages.includes(here) || pages.some(uses)) reload();
    else if (pages.some(page => page.endsWith('.css'))) restyle();
  };

  const channel = new BroadcastChannel('clewline');
  channel.onmessage = event => take(event.data);
  fetch('/__clewline/since?last=' + last).then(answer => answer.json()).then(events => events.forEach(take), () => {});
  navigator.locks.request('clewline-events', () => new Promise(() => {
    const events = new EventSource('/__clewline/events?last=' + last);
    events.onmessage = event => { const change = JSON.parse(event.data); channel.postMessage(change); take(change); };
  }));
})();
