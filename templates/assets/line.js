// Tools for readers of a line; fetched when one of them does something.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]

  // A mark lights its card, a number its claim: without an entry in the history. The page moves no further than it takes to see both.
  document.addEventListener('click', e => {
    const a = e.target.closest('.cite, .found[href^="#"], .station, .mini, .again .title, .more-of, .marks a')
    const to = a && document.getElementById(a.hash.slice(1))
    if (!to || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
    e.preventDefault()
    const from = a.getBoundingClientRect(), left = scrollX, was = scrollY, room = 16
    location.replace(a.hash)
    const box = to.getBoundingClientRect(), start = box.top + scrollY - was, end = start + box.height
    const down = Math.max(Math.min(end + room - innerHeight, from.top - room), 0)
    const up = Math.max(Math.min(room - start, innerHeight - from.bottom - room), 0)
    const top = was + (start < 0 ? -up : down), seen = start - top + was
    if (seen > innerHeight - 4 * room || seen + box.height < 4 * room) return
    const stay = () => scrollTo({ left, top, behavior: 'instant' })
    addEventListener('scroll', stay, { once: true })
    setTimeout(() => { stay(); removeEventListener('scroll', stay) })
  })

  // Words that were found, and where they were found: the one lights the other.
  for (const [event, lit] of [['pointerover', true], ['pointerout', false], ['focusin', true], ['focusout', false]]) {
    document.addEventListener(event, e => {
      const end = e.target.closest?.('.found')
      for (const other of end ? document.getElementsByClassName(end.classList[1]) : []) other.classList.toggle('lit', lit)
    })
  }

  // On a phone a tap on a card opens all of its summary.
  for (const card of all('.card')) card.addEventListener('click', e => { if (!e.target.closest('a')) card.classList.toggle('open') })

  // The table is sorted by the words of a column, or its numbers; a second time the other way round.
  for (const head of all('.evidence th[scope=col]')) {
    const button = Object.assign(document.createElement('button'), { type: 'button' })
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const body = head.closest('table').tBodies[0], down = head.ariaSort === 'ascending'
      const said = row => row.cells[head.cellIndex].textContent.trim()
      const rows = [...body.rows].sort((a, b) => said(a).localeCompare(said(b), document.documentElement.lang, { numeric: true }))
      for (const other of all('th', head.parentNode)) other.removeAttribute('aria-sort')
      head.ariaSort = down ? 'descending' : 'ascending'
      body.append(...(down ? rows.reverse() : rows))
    })
  }

  // The words of a block without what is put to them.
  const words = block => {
    const copy = block.cloneNode(true)
    for (const extra of all('.cite, .pilcrow, .since', copy)) extra.remove()
    return copy.textContent.trim().replace(/\s+/g, ' ')
  }

  // What has changed since this reader was here is marked, until the tab is closed; what was here then is known to the browser alone.
  const changed = async () => {
    const { read, write, load, trail } = window.clewline, key = `${trail.name} ${trail.here}`
    const sum = text => [...text.replace(/[^\p{L}\p{N}]+/gu, ' ')].reduce((sum, sign) => (sum * 33 ^ sign.codePointAt(0)) >>> 0, 5381).toString(36)
    const blocks = all('.answer, .weave > :not(.cards)'), sums = blocks.map(block => sum(words(block)))
    let before = read(key)
    try { sessionStorage.setItem(key, before = sessionStorage.getItem(key) ?? before) } catch { /* storage is off */ }
    write(key, sums.join(' '))
    const known = new Set(before.split(' ')), fresh = before ? blocks.filter((_, n) => !known.has(sums[n])) : []
    if (!fresh.length) return
    await load(['clew.css', 'words.js'])
    for (const block of fresh) {
      block.classList.add('fresh')
      const place = block.matches('ul, ol') ? block.firstElementChild : block
      place.prepend(Object.assign(document.createElement('span'), { className: 'since', textContent: window.clewlineWords.since }))
    }
  }
  changed()

  // ¶ copies what a paragraph says, where it says so, and the sources that it names.
  const canonical = document.querySelector('link[rel=canonical]')?.href || location.href.split('#')[0]
  const weave = document.querySelector('.weave')
  for (const block of all('.weave > p, .weave > blockquote, .weave > :is(ul, ol):not(.cards)')) {
    const sign = Object.assign(document.createElement('button'), { type: 'button', className: 'pilcrow', textContent: '¶', ariaLabel: weave.dataset.copy, title: weave.dataset.copy })
    sign.addEventListener('click', async () => {
      const claim = block.querySelector('.claim')
      const numbers = new Set(all('.cite', block).map(a => a.textContent))
      const sources = [...numbers].map(n => `[${n}] ${document.querySelector(`.evidence tr[data-s="${n}"] th a`).textContent} (${all(`.evidence tr[data-s="${n}"] .paper`).map(a => a.textContent).join('; ')})`)
      const text = [`“${words(block)}”`, document.title, canonical + (claim ? `#${claim.id}` : ''), ...sources].join('\n')
      await navigator.clipboard.writeText(text)
      sign.textContent = '✓'
      setTimeout(() => { sign.textContent = '¶' }, 1500)
    })
    block.append(sign)
  }
})()
