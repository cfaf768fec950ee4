// Every page is complete without this file.
(() => {
  const root = document.documentElement
  const key = 'theme'
  const read = () => { try { return localStorage.getItem(key) || '' } catch { return '' } }
  const write = v => { try { v ? localStorage.setItem(key, v) : localStorage.removeItem(key) } catch { /* storage is off */ } }
  const apply = v => { v ? root.dataset.theme = v : delete root.dataset.theme }
  // Before the first paint, so that nothing moves afterwards:
  apply(read())
  root.classList.add('script')

  const themes = () => {
    const box = document.querySelector('.theme')
    if (!box) return
    for (const input of box.querySelectorAll('input')) input.checked = input.value === read()
    box.addEventListener('change', e => { write(e.target.value); apply(e.target.value) })
  }

  // A mark whose card is in view lights the card and leaves the page where it is.
  const marks = () => document.addEventListener('click', e => {
    const a = e.target.closest('.cite, .found[href^="#"], .station, .mini, .again .title')
    const to = a && document.getElementById(a.hash.slice(1))
    if (!to || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
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

  // Words that were found, and where they were found: the one lights the other.
  const found = () => {
    for (const [event, lit] of [['pointerover', true], ['pointerout', false], ['focusin', true], ['focusout', false]]) {
      document.addEventListener(event, e => {
        const end = e.target.closest?.('.found')
        for (const other of end ? document.getElementsByClassName(end.classList[1]) : []) other.classList.toggle('lit', lit)
      })
    }
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

  addEventListener('DOMContentLoaded', () => { themes(); marks(); fit(); taps(); found(); filter() })
})()
