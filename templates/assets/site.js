// Every page is complete without this file.
(() => {
  const html = document.documentElement
  const read = key => { try { return localStorage.getItem(key) || '' } catch { return '' } }
  const write = (key, v) => { try { v ? localStorage.setItem(key, v) : localStorage.removeItem(key) } catch { /* storage is off */ } }
  const apply = v => { v ? html.dataset.theme = v : delete html.dataset.theme }
  // Before the first paint, so that nothing moves afterwards:
  apply(read('theme'))
  html.classList.add('script')

  // What few visits need is loaded when it is asked for.
  const own = document.currentScript, assets = new URL('.', own.src).href
  const load = names => Promise.all(names.map(name => new Promise((resolve, reject) => {
    const part = document.createElement(name.endsWith('.css') ? 'link' : 'script')
    document.head.append(Object.assign(part, { rel: 'stylesheet', href: assets + name, async: false, src: assets + name, onload: resolve, onerror: reject }))
  })))
  const root = own.getAttribute('src').replace('assets/site.js', '')
  window.clewline = { root, read, write }

  const held = e => e.ctrlKey || e.metaKey || e.shiftKey || e.altKey

  // Search opens in place.
  const finding = () => {
    const link = document.querySelector('.site a[href$="search.html"]')
    if (!link) return
    let ready = null
    const open = e => {
      e.preventDefault()
      ready ??= window.clewlineSearchOpen ? Promise.resolve() : load(['search.css', 'words.js', 'vendor/searchable-map.js', 'find.js', 'search.js'])
      ready.then(() => window.clewlineSearchOpen(), () => { location.href = link.href })
    }
    link.addEventListener('click', e => { if (!held(e)) open(e) })
    addEventListener('keydown', e => {
      const control = (e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey
      if (control ? e.key.toLowerCase() === 'k' : e.key === '/' && !e.altKey && !read('noslash') && !e.target.closest('input, textarea, select, [contenteditable]')) open(e)
    })
  }

  // The trail of pages that were read never leaves the browser.
  const PLACE = /^(lines|notes|topics|references)\/(?!index$)[^/?#\\]+$/
  const trail = () => {
    const home = new URL(root || './', location.href).pathname, name = `clew ${home}`
    const here = location.pathname.slice(home.length).replace(/\.html$/, ''), title = document.querySelector('main h1')
    let stops
    try { stops = JSON.parse(read(name)).filter(stop => PLACE.test(stop?.[0])) } catch { stops = [] }
    if (title && PLACE.test(here) && !stops.some(stop => stop[0] === here)) {
      stops = [...stops, [here, title.textContent.trim()]].slice(-24)
      write(name, JSON.stringify(stops))
    }
    window.clewline.trail = { name, here, stops, PLACE }
    if (stops.length > 1 || location.hash.startsWith('#clew=')) load(['clew.css', 'words.js', 'clew.js'])
  }

  const themes = () => {
    const box = document.querySelector('.theme')
    if (!box) return
    for (const input of box.querySelectorAll('input')) input.checked = input.value === read('theme')
    box.addEventListener('change', e => { write('theme', e.target.value); apply(e.target.value) })
  }

  // A mark whose card is in view lights the card and leaves the page where it is.
  const marks = () => document.addEventListener('click', e => {
    const a = e.target.closest('.cite, .station, .mini, .again .title')
    const to = a && document.getElementById(a.hash.slice(1))
    if (!to || held(e)) return
    const box = to.getBoundingClientRect()
    if (box.top < 0 || box.bottom > innerHeight) return
    const left = scrollX, top = scrollY
    const stay = () => scrollTo({ left, top, behavior: 'instant' })
    addEventListener('scroll', stay, { once: true })
    setTimeout(() => { stay(); removeEventListener('scroll', stay) })
  })

  // Where cards would run past the list of sources, each block and its cards get a row of their own.
  const fit = () => {
    const weave = document.querySelector('.weave:not(.rows)'), list = document.querySelector('.sources')
    if (!weave || !list) return
    const last = [...weave.querySelectorAll('.card')].at(-1)
    new ResizeObserver(() => {
      weave.classList.remove('rows')
      if (last && last.getBoundingClientRect().bottom > list.getBoundingClientRect().bottom + 24) weave.classList.add('rows')
    }).observe(document.body)
  }

  // Phone: a tap on a card opens all of its summary.
  const taps = () => {
    for (const card of document.querySelectorAll('.card')) {
      card.addEventListener('click', e => { if (!e.target.closest('a')) card.classList.toggle('open') })
    }
  }

  const filter = () => {
    const box = document.querySelector('.filter')
    if (!box) return
    const input = box.querySelector('input'), count = box.querySelector('output'), whole = box.querySelector('.whole')
    const items = [...document.querySelectorAll('.entries > li')].map(li => [li, li.textContent.toLowerCase()])
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      let shown = 0
      for (const [li, text] of items) {
        li.hidden = !words.every(word => text.includes(word))
        if (!li.hidden) shown++
      }
      count.value = words.length ? shown : ''
      if (whole) whole.search = words.length ? new URLSearchParams({ q: input.value.trim() }) : ''
    }
    input.addEventListener('input', show)
    if (input.value) show()
  }

  addEventListener('DOMContentLoaded', () => { themes(); finding(); trail(); marks(); fit(); taps(); filter() })
})()
