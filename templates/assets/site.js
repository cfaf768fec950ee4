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
  window.clewline = { root, read, write, load }

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

  // Tools for readers of a line come when a reader does something, or comes back.
  const tools = () => {
    if (!document.querySelector('.inquiry')) return
    const asked = new AbortController(), { name, here } = window.clewline.trail
    if (read(`${name} ${here}`)) return load(['line.js'])
    for (const sign of ['pointerover', 'pointerdown', 'keydown']) {
      addEventListener(sign, () => { asked.abort(); load(['line.js']) }, { signal: asked.signal })
    }
  }

  addEventListener('DOMContentLoaded', () => { themes(); finding(); trail(); tools() })
})()
