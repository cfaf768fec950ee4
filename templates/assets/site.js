// Every page is complete without this file.
(() => {
  const root = document.documentElement, key = 'theme'
  const read = () => { try { return localStorage.getItem(key) || '' } catch { return '' } }
  const write = v => { try { v ? localStorage.setItem(key, v) : localStorage.removeItem(key) } catch { /* storage is off */ } }
  const apply = v => { v ? root.dataset.theme = v : delete root.dataset.theme }
  // Before the first paint, so that nothing moves afterwards:
  apply(read())
  root.classList.add('script')

  addEventListener('DOMContentLoaded', () => {
    const box = document.querySelector('.theme')
    for (const input of box.querySelectorAll('input')) input.checked = input.value === read()
    box.addEventListener('change', e => { write(e.target.value); apply(e.target.value) })

    // Tools for readers of a line come when a reader does something.
    if (!document.querySelector('.inquiry')) return
    const asked = new AbortController()
    for (const sign of ['pointerover', 'pointerdown', 'keydown']) {
      addEventListener(sign, () => {
        asked.abort()
        document.head.append(Object.assign(document.createElement('script'), { src: document.querySelector('[src$="site.js"]').src.replace('site.js', 'line.js') }))
      }, { signal: asked.signal })
    }
  })
})()
