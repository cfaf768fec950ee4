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

  // A mark lights its card, a number its claim: without an entry in the history, and where it is in view, without a movement of the page.
  const marks = () => document.addEventListener('click', e => {
    const a = e.target.closest('.cite, .station, .mini, .again .title, .more-of, .marks a')
    const to = a && document.getElementById(a.hash.slice(1))
    if (!to || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
    e.preventDefault()
    const box = to.getBoundingClientRect(), left = scrollX, top = scrollY
    const stay = () => scrollTo({ left, top, behavior: 'instant' })
    location.replace(a.hash)
    if (box.top < 0 || box.bottom > innerHeight || !box.height) return
    addEventListener('scroll', stay, { once: true })
    setTimeout(() => { stay(); removeEventListener('scroll', stay) })
  })

  // Phone: a tap on a card opens all of its summary; “more” stands only where something is cut.
  const taps = () => {
    for (const card of document.querySelectorAll('.card')) {
      card.addEventListener('click', e => { if (!e.target.closest('a')) card.classList.toggle('open') })
    }
    for (const more of document.querySelectorAll('.more-of')) {
      const gist = more.previousElementSibling
      more.hidden = more.offsetHeight > 0 && gist.scrollHeight <= gist.clientHeight + 1
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

  addEventListener('DOMContentLoaded', () => { themes(); marks(); taps(); filter() })
})()
