// The map fits the window, and every line and stop can be reached, without this file: it adds zooming, moving by dragging, pinning a line,
// and routes from one note to another.
(() => {
  const view = document.querySelector('.mapview'), box = document.querySelector('.mapbox')
  if (!view) return
  const words = window.clewlineWords
  const maps = [...view.querySelectorAll('.map')].map(map => [map, +map.getAttribute('width'), +map.getAttribute('height')])
  const put = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const element = (name, className, ...inside) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...inside)
    return made
  }

  // --- Zooming and moving ---

  const AROUND = 64, BETWEEN = 25 // what the style sheet leaves around the bands and between two of them
  const widest = Math.max(...maps.map(([, wide]) => wide)), highest = maps.reduce((sum, [, , high]) => sum + high, 0)
  const whole = () => Math.min(1, view.clientWidth / widest, (innerHeight - AROUND - BETWEEN * (maps.length - 1)) / highest)
  const present = () => maps[0][0].getBoundingClientRect().width / maps[0][1]

  // Zooms to a scale and keeps the point at x, y of the view where it is.
  const zoom = (to, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
    const next = Math.min(3, Math.max(whole(), to)), ratio = next / present()
    const left = (view.scrollLeft + x) * ratio - x, top = (view.scrollTop + y) * ratio - y
    view.classList.add('zoomed')
    for (const [map, wide, high] of maps) {
      map.setAttribute('width', wide * next)
      map.setAttribute('height', high * next)
    }
    view.scrollTo({ left, top, behavior: 'instant' })
    grip()
  }
  const grip = () => view.classList.toggle('grip', view.scrollWidth > view.clientWidth || view.scrollHeight > view.clientHeight)

  grip()
  document.querySelector('.zoom').addEventListener('click', e => {
    const to = e.target.closest('button')?.value
    if (to === 'whole') { zoom(0); box.scrollIntoView({ block: 'nearest' }) } else if (to) zoom(to === '1' ? 1 : present() * to)
  })
  // A plain wheel scrolls the page.
  view.addEventListener('wheel', e => {
    if (!e.ctrlKey && !e.metaKey) return
    e.preventDefault()
    const place = view.getBoundingClientRect()
    zoom(present() * (e.deltaY > 0 ? 0.87 : 1.15), e.clientX - place.left, e.clientY - place.top)
  }, { passive: false })

  let from = null
  view.addEventListener('pointerdown', e => {
    if (e.pointerType === 'mouse' && e.button === 0 && !e.target.closest('a')) {
      from = [e.clientX + view.scrollLeft, e.clientY + view.scrollTop]
      view.setPointerCapture(e.pointerId)
    }
  })
  view.addEventListener('pointermove', e => {
    if (from) view.scrollTo({ left: from[0] - e.clientX, top: from[1] - e.clientY, behavior: 'instant' })
  })
  for (const end of ['pointerup', 'pointercancel']) view.addEventListener(end, () => { from = null })

  // --- Lighting: what is not lit is faded ---

  const told = document.querySelector('.told')
  const letters = node => node.dataset.on.split(' ')
  const light = lit => {
    for (const node of view.querySelectorAll('[data-on]')) node.classList.toggle('off', lit !== null && !lit(node))
    for (const trace of view.querySelectorAll('.trace')) trace.remove()
  }
  const loose = () => {
    pinned = ''
    light(null)
    told.replaceChildren()
  }
  const release = () => {
    const button = element('button', '', words.loose)
    button.type = 'button'
    button.addEventListener('click', loose)
    return button
  }

  // --- Pinning a line ---

  let pinned = ''
  const names = new Map([...document.querySelectorAll('.keys [data-on]')].map(link => [link.dataset.on, link]))
  const badge = letter => names.get(letter).previousElementSibling.cloneNode(true)
  const pin = letter => {
    pinned = letter
    light(node => letters(node).includes(letter))
    const link = element('a', '', words.open)
    link.href = names.get(letter).href
    told.replaceChildren(element('p', '', badge(letter), ` ${names.get(letter).textContent} `, link, release()))
  }
  view.addEventListener('click', e => {
    const line = e.target.closest('a.line')
    if (!line || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
    e.preventDefault()
    line.dataset.on === pinned ? loose() : pin(line.dataset.on)
  })
  document.addEventListener('keydown', e => { if (e.key === 'Escape') loose() })

  // --- From this note to that ---

  // Each stop with the lines through it, and the stops of each line in order.
  const stops = [...view.querySelectorAll('a:not(.line)')]
    .map(node => ({ node, title: node.getAttribute('aria-label').replace(/ \([^()]*\)$/, ''), letters: letters(node), band: maps.findIndex(([map]) => map.contains(node)) }))
  const lines = new Map([...names.keys()].map(letter => [letter, stops.filter(stop => stop.letters.includes(letter))]))

  // The legs of the way with the fewest changes, and among those with the fewest stops: [letter, stops of the leg]. Null when there is none.
  const route = (start, goal) => {
    const CHANGE = 1000
    const best = new Map(), done = new Set(), key = (stop, letter) => `${letter} ${stops.indexOf(stop)}`
    let waiting = start.letters.map(letter => ({ stop: start, letter, cost: 0, before: null }))
    while (waiting.length) {
      waiting.sort((a, b) => a.cost - b.cost)
      const here = waiting.shift(), name = key(here.stop, here.letter)
      if (done.has(name)) continue
      done.add(name)
      if (here.stop === goal) return legs(here)
      const line = lines.get(here.letter), place = line.indexOf(here.stop)
      const onward = [line[place - 1], line[place + 1]].filter(Boolean).map(stop => ({ stop, letter: here.letter, cost: here.cost + 1, before: here }))
      const changes = here.stop.letters.map(letter => ({ stop: here.stop, letter, cost: here.cost + CHANGE, before: here }))
      for (const next of [...onward, ...changes]) {
        const known = key(next.stop, next.letter)
        if (next.cost < (best.get(known) ?? Infinity)) { best.set(known, next.cost); waiting.push(next) }
      }
    }
    return null
  }
  const legs = end => {
    const found = []
    for (let here = end; here; here = here.before) {
      if (found[0]?.[0] === here.letter) found[0][1].unshift(here.stop)
      else found.unshift([here.letter, [here.stop]])
    }
    return found.filter(([, passed]) => passed.length > 1)
  }

  // Draws the stretch of a track between two places of a band over the track.
  const middle = ({ node }) => { const sign = node.querySelector('.stop'); return sign.cx ? sign.cx.baseVal.value : sign.x.baseVal.value + 9 }
  const trace = (track, low, high) => {
    const path = track.querySelector('.track'), over = [...track.querySelectorAll('path')].at(-1), length = path.getTotalLength()
    // Tracks run from left to right, so a place is found by halving.
    const at = x => {
      let near = 0, far = length
      for (let n = 0; n < 24; n++) { const half = (near + far) / 2; path.getPointAtLength(half).x < x ? near = half : far = half }
      return near
    }
    const drawn = path.cloneNode()
    const [start, end] = [at(low), at(high)]
    drawn.setAttribute('class', 'trace')
    drawn.setAttribute('stroke-dasharray', `0 ${start} ${end - start} ${length}`)
    over.after(drawn)
  }
  // In the bands before the last of the leg, to the end of the track; in those after the first, from its beginning.
  const traceLeg = ([letter, passed]) => {
    const bands = passed.map(({ band }) => band), first = Math.min(...bands), last = Math.max(...bands)
    for (const band of new Set(bands)) {
      const here = passed.filter(stop => stop.band === band).map(middle)
      trace(maps[band][0].querySelector(`a.line.${letter}`), band > first ? -Infinity : Math.min(...here), band < last ? Infinity : Math.max(...here))
    }
  }

  const form = document.querySelector('.way')
  const sorted = [...stops].sort((a, b) => a.title.localeCompare(b.title))
  for (const select of form.querySelectorAll('select')) select.append(...sorted.map((stop, n) => new Option(stop.title, n)))
  if (sorted.length > 1) form.elements.to.selectedIndex = 1
  form.addEventListener('submit', e => {
    e.preventDefault()
    const [start, goal] = [sorted[form.elements.from.value], sorted[form.elements.to.value]]
    const found = start === goal ? [] : route(start, goal)
    loose()
    if (!found?.length) { told.replaceChildren(element('p', '', found ? '' : words.nowhere)); return }
    const passed = new Set(found.flatMap(([, along]) => along.map(({ node }) => node)))
    light(node => passed.has(node))
    found.forEach(traceLeg)
    for (const track of view.querySelectorAll('.line:has(.trace)')) track.classList.remove('off')
    told.replaceChildren(element('ol', '', ...found.map(([letter, along], n) => element('li', '', badge(letter), ` ${put(n ? words.change : words.ride, { letter, from: along[0].title, to: along.at(-1).title, count: along.length - 1 })}`))), release())
  })
})()
