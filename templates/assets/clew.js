// The thread at the foot of a page: a stop for every page that was read, or that somebody else read and shared as an address.
(() => {
  const { root, write, trail: { name, here, stops, PLACE } } = window.clewline
  const said = window.clewlineWords, START = '#clew='

  const element = (name, className, ...inside) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...inside)
    return made
  }
  const words = place => { try { return decodeURIComponent(place.split('/')[1]).replaceAll('-', ' ') } catch { return place } }
  const written = trail => START + trail.map(([place]) => place).join('~')
  // An address names pages only, so nobody can put words of their own into it.
  const read = hash => hash.startsWith(START) ? hash.slice(START.length).split('~').filter(place => PLACE.test(place)).slice(0, 24).map(place => [place, stops.find(([known]) => known === place)?.[1] ?? words(place)]) : []

  const thread = (title, trail, suffix, ...acts) => {
    const list = element('ol', '', ...trail.map(([place, title]) => {
      const link = element('a', place.split('/')[0], title)
      link.href = `${root}${place}.html${suffix}`
      if (place === here) link.setAttribute('aria-current', 'page')
      return element('li', '', link)
    }))
    list.setAttribute('role', 'list')
    const heading = element('h2', '', title), nav = element('nav', 'clew', heading, list, element('p', '', ...acts))
    nav.setAttribute('aria-label', title)
    return nav
  }
  const button = (words, act) => {
    const made = element('button', '', words)
    made.type = 'button'
    made.addEventListener('click', act)
    return made
  }
  const keep = trail => write(name, trail.length ? JSON.stringify(trail) : '')
  // With the thread goes what was remembered of its pages.
  const cut = () => {
    keep([])
    try { for (const key of Object.keys(localStorage)) if (key.startsWith(`${name} `)) write(key, '') } catch { /* storage is off */ }
    show([])
  }

  const mine = () => {
    const status = element('span', '')
    status.setAttribute('role', 'status')
    const share = element('a', '', said.share)
    share.href = written(stops)
    share.addEventListener('click', async () => {
      try { await navigator.clipboard.writeText(share.href); status.textContent = said.copied } catch { status.textContent = said.shared }
    })
    return thread(said.trail, stops, '', share, button(said.cut, cut), status, element('span', 'small', said.kept))
  }

  const show = own => {
    for (const nav of document.querySelectorAll('.clew')) nav.remove()
    const given = read(location.hash), foot = document.querySelector('.foot')
    if (given.length && written(given) !== written(own)) {
      foot.before(thread(said.given, given, written(given), button(said.keep, () => { keep(given); location.hash = ''; location.reload() })))
    }
    if (own.length > 1) foot.before(mine())
    for (const current of document.querySelectorAll('.clew [aria-current]')) current.closest('ol').scrollLeft = current.offsetLeft - 80
  }
  addEventListener('hashchange', () => show(stops))
  show(stops)
})()
