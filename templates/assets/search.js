// The search page. Data come in small scripts (see src/clewline/search/files.py), because a page opened from a disk can load nothing else.
(() => {
  const data = new URL('search/', document.currentScript.src).href
  const form = document.querySelector('.find')
  const input = form.querySelector('input')
  const status = document.querySelector('.found-count')
  const list = document.querySelector('.found')
  const more = document.querySelector('.found-more')
  const SearchableMap = window.MiniSearch // the name that the vendored file gives it
  const kinds = ['lines', 'notes', 'topics', 'references']
  const WEIGHTS = [8, 4, 3, 1] // title, heading, summary and facts, text
  const KINDS = [1.2, 1.1, 1.1, .8] // as `kinds`
  const SHARDS = [1, 2, 4] // loaded for a whole word, for one that may go on, for the one being typed
  const PAGES = 32, TEXTS = 8 // as in files.py
  const SHOWN = 10

  // --- Words, by the rules of src/clewline/search/words.py ---

  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u
  const WORD = /[\p{L}\p{N}\p{M}]/u
  const UNSEEN = /\p{Cf}/u

  const folded = new Map()
  const fold = character => {
    let found = folded.get(character)
    if (found === undefined) {
      const bare = character.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ').normalize('NFC')
      found = [...bare].map(part => WORD.test(part) ? part : UNSEEN.test(part) ? '' : ' ').join('')
      folded.set(character, found)
    }
    return found
  }

  // The runs of a text: letters of one word, each as [letter, start, end].
  const runs = text => {
    const found = []
    let run = [], unspaced = false, at = 0
    const close = () => { if (run.length) found.push({ letters: run, unspaced }); run = [] }
    for (const character of text) {
      const end = at + character.length
      const parts = fold(character)
      if (parts === '' && run.length) run.at(-1)[2] = end
      for (const part of parts) {
        if (part === ' ') { close(); continue }
        const other = UNSPACED.test(part)
        if (other !== unspaced) close()
        unspaced = other
        run.push([part, at, end])
      }
      at = end
    }
    close()
    return found
  }

  // Every word of a text with its place: [word, start, end].
  const words = text => runs(text).flatMap(({ letters, unspaced }) => unspaced
    ? letters.map(([letter, start, end], n) => n + 1 < letters.length ? [letter + letters[n + 1][0], start, letters[n + 1][2]] : [letter, start, end])
    : [[letters.map(([letter]) => letter).join(''), letters[0][1], letters.at(-1)[2]]])

  // The words of a query. The last character of a run of unspaced script is asked for by the pair before it.
  const asked = query => [...new Set(runs(query.normalize('NFC')).flatMap(({ letters, unspaced }) => unspaced && letters.length > 1
    ? letters.slice(1).map(([letter], n) => letters[n][0] + letter)
    : [letters.map(([letter]) => letter).join('')]))]

  // --- Data ---

  const waiting = new Map()
  const loaded = new Map()
  let index = null
  window.clewlineSearch = (name, value) => waiting.get(name)?.(value)

  // What a file of data holds; null when it cannot be loaded. The digest keeps data of two states of the site apart in a browser's cache.
  const load = name => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise(resolve => {
        const script = document.createElement('script')
        waiting.set(name, value => resolve(value))
        script.src = `${data}${name}.js${index ? `?${index.stamp}` : ''}`
        script.onload = script.onerror = () => { script.remove(); resolve(null) }
        document.head.append(script)
      }))
    }
    return loaded.get(name)
  }

  const begin = async () => {
    const got = await load('index')
    if (!got) return false
    const [stamp, counts, terms, ends] = got
    const firsts = counts.map((_, n) => counts.slice(0, n).reduce((a, b) => a + b, 0))
    index = { stamp, firsts, count: counts.reduce((a, b) => a + b, 0), terms: terms.split(' '), ends: ends.split(' ') }
    return true
  }

  const key = word => Array.from({ length: word.length }, (_, n) => word.charCodeAt(n).toString(16).padStart(4, '0')).join('')

  // The shard that holds a word, then as many of those after it as may hold words that begin with it.
  const names = (kind, word, most) => {
    const bounds = index[kind], wanted = key(word)
    let low = 0, high = bounds.length
    while (low < high) { const middle = (low + high) >> 1; bounds[middle] <= wanted ? low = middle + 1 : high = middle }
    const found = bounds.slice(Math.max(low - 1, 0), low)
    for (let n = low; n < bounds.length && found.length < most && bounds[n].startsWith(wanted); n++) found.push(bounds[n])
    return found.filter(Boolean).map(bound => `${kind}/${bound}`)
  }

  const maps = new Map()
  const mapped = async name => {
    if (!maps.has(name)) {
      const map = new SearchableMap()
      for (const line of (await load(name) ?? '').split('\n')) {
        const [word, pages = ''] = line.split(' ')
        if (word) map.set(word, pages)
      }
      maps.set(name, map)
    }
    return maps.get(name)
  }

  const CODE = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map((letter, n) => [letter, n]))
  const unpacked = packed => {
    const numbers = []
    let number = -1, gap = 0, scale = 1
    for (const letter of packed) {
      const digit = CODE.get(letter)
      gap += digit % 32 * scale
      if (digit >= 32) { scale *= 32; continue }
      numbers.push(number += gap)
      gap = 0
      scale = 1
    }
    return numbers
  }

  // --- Finding ---

  // The terms that a word stands for, with how near each is: itself and longer ones (`begins`: how far, an index of SHARDS), else slips.
  const near = async (word, begins) => {
    const shards = await Promise.all(names('terms', word, SHARDS[begins]).map(mapped))
    const found = new Map()
    for (const map of shards) {
      if (map.has(word)) found.set(word, [map.get(word), 1])
      if (begins) for (const [term, pages] of map.atPrefix(word).entries()) if (term !== word) found.set(term, [pages, .7 * word.length / term.length])
    }
    if (found.size || word.length < 4 || UNSPACED.test(word)) return { found, slip: false }
    const edits = word.length < 6 ? 1 : 2
    const backwards = [...word].reverse().join('')
    const slips = new Map()
    for (const map of shards) for (const [term, [, distance]] of map.fuzzyGet(word, edits)) slips.set(term, distance)
    for (const map of await Promise.all(names('ends', backwards, 1).map(mapped))) {
      for (const [term, [, distance]] of map.fuzzyGet(backwards, edits)) slips.set([...term].reverse().join(''), distance)
    }
    // Two letters that changed places are one slip, though two edits.
    for (const term of slips.keys()) if (swapped(word, term)) slips.set(term, 1)
    const least = Math.min(...slips.values())
    const best = [...slips].filter(([, distance]) => distance === least).map(([term]) => term).sort().slice(0, 8)
    for (const term of best) {
      for (const map of await Promise.all(names('terms', term, 1).map(mapped))) if (map.has(term)) found.set(term, [map.get(term), 1 / (1 + least)])
    }
    return { found, slip: true }
  }

  const swapped = (word, term) => {
    if (word.length !== term.length) return false
    const n = [...word].findIndex((_, place) => word[place] !== term[place])
    return word[n] === term[n + 1] && word[n + 1] === term[n] && word.slice(n + 2) === term.slice(n + 2)
  }

  // What one word of a query finds: the score of each page, the terms it stands for, and whether most pages have it.
  const look = async (word, begins) => {
    const { found, slip } = await near(word, begins)
    const scores = new Map()
    let most = false
    for (const [term, [pages, nearness]] of found) {
      const fields = pages.split('.').map(packed => packed === '*' ? null : unpacked(packed))
      if (fields.includes(null) && term === word) most = true
      const rarity = Math.log(1 + index.count / fields.reduce((sum, numbers) => sum + (numbers?.length ?? index.count / 2), 1))
      fields.forEach((numbers, field) => {
        for (const number of numbers ?? []) scores.set(number, Math.max(scores.get(number) ?? 0, WEIGHTS[field] * nearness * (.1 + rarity)))
      })
    }
    return { word, scores, most, terms: new Set(found.keys()), slip: slip && found.size > 0 }
  }

  const kindOf = number => index.firsts.findLastIndex(first => first <= number)

  // The numbers of the pages that have every word, best first; if there are none, of those that have some.
  const find = async query => {
    const wanted = asked(query)
    const open = /[\p{L}\p{N}\p{M}]$/u.test(query)
    const looks = await Promise.all(wanted.map((word, n) => look(word, open && n === wanted.length - 1 ? 2 : word.length > 2 ? 1 : 0)))
    const sums = new Map()
    for (const { scores } of looks) for (const [number, score] of scores) sums.set(number, (sums.get(number) ?? 0) + score)
    for (const [number, sum] of sums) sums.set(number, sum * KINDS[kindOf(number)])
    const all = [...sums].filter(([number]) => looks.every(({ scores, most }) => most || scores.has(number)))
    const chosen = all.length ? all : [...sums]
    chosen.sort(([a, x], [b, y]) => y - x || a - b)
    return { numbers: chosen.map(([number]) => number), looks, all: all.length > 0 }
  }

  // --- Showing ---

  const element = (name, className, ...inside) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...inside)
    return made
  }

  // The places of `terms` in a text, those that touch joined.
  const places = (text, terms) => {
    const found = []
    for (const [word, start, end] of words(text)) {
      if (!terms.has(word)) continue
      if (found.length && start <= found.at(-1)[1]) found.at(-1)[1] = Math.max(end, found.at(-1)[1])
      else found.push([start, end])
    }
    return found
  }

  const marked = (text, terms, start = 0, end = text.length) => {
    const nodes = []
    let at = start
    for (const [from, to] of places(text, terms)) {
      if (from < at || to > end) continue
      nodes.push(text.slice(at, from), element('mark', '', text.slice(from, to)))
      at = to
    }
    return [...nodes, text.slice(at, end)]
  }

  // The stretch of a text with most of the terms in it.
  const excerpt = (text, terms) => {
    const LENGTH = 220
    const found = places(text, terms)
    if (!found.length) return null
    let best = 0, most = 0
    found.forEach(([start], n) => {
      const inside = new Set()
      for (let m = n; m < found.length && found[m][1] <= start + LENGTH - 60; m++) inside.add(text.slice(...found[m]).toLowerCase())
      if (inside.size > most) { best = n; most = inside.size }
    })
    let start = Math.max(found[best][0] - 60, 0)
    if (start) start = text.slice(start, found[best][0]).search(/\s/) + 1 + start
    let end = Math.min(start + LENGTH, text.length)
    if (end < text.length) end = Math.max(text.lastIndexOf(' ', end), found[best][1])
    return [start ? '… ' : '', ...marked(text, terms, start, end), end < text.length ? ' …' : '']
  }

  const whenSeen = (item, act) => new IntersectionObserver(([entry], observer) => {
    if (!entry.isIntersecting) return
    observer.disconnect()
    act()
  }).observe(item)

  const show = async (number, { looks }, current) => {
    const row = (await load(`pages/${Math.floor(number / PAGES)}`))?.[number % PAGES]
    if (!row || !current()) return null
    const [title, url, gist, ...rest] = row.map(part => part.normalize('NFC'))
    const terms = new Set(looks.flatMap(({ terms }) => [...terms]))
    const kind = kinds[kindOf(number)]
    const link = element('a', '', ...marked(title, terms))
    link.href = `${form.dataset.root}${url}`
    const item = element('li', '', element('p', 'eyebrow', form.dataset[kind]), link)
    const sections = []
    for (let n = 0; n < rest.length; n += 2) if (rest[n + 1] && places(rest[n], terms).length) sections.push([rest[n], rest[n + 1]])
    if (sections.length) {
      item.append(element('p', 'found-sections', ...sections.slice(0, 3).map(([heading, anchor]) => {
        const section = element('a', '', ...marked(heading, terms))
        section.href = `${link.getAttribute('href')}#${anchor}`
        return section
      })))
    }
    const said = element('p', '', ...marked(gist, terms))
    if (gist) item.append(said)
    const seen = [title, gist, ...sections.map(([heading]) => heading)].flatMap(text => words(text).map(([word]) => word))
    if (looks.some(({ terms }) => terms.size && !seen.some(word => terms.has(word)))) {
      whenSeen(item, async () => {
        const text = (await load(`texts/${Math.floor(number / TEXTS)}`))?.[number % TEXTS]
        const found = text && excerpt(text.normalize('NFC'), terms)
        if (found) { said.replaceChildren(...found); if (!gist) item.append(said) }
      })
    }
    return item
  }

  let run = 0
  const put = (sentence, value) => sentence.replace('{}', () => value)

  const search = async () => {
    const mine = ++run
    const current = () => mine === run
    const query = input.value.trim()
    address(query)
    if (!asked(query).length) { list.replaceChildren(); more.hidden = true; status.textContent = ''; return }
    if (!index && !await begin()) { status.textContent = form.dataset.missing; return }
    const result = await find(query)
    if (!current()) return
    const { numbers, looks, all } = result
    const slips = looks.filter(({ slip }) => slip).map(({ terms }) => [...terms].join(', '))
    const sentences = [numbers.length ? put(form.dataset.count, numbers.length) : put(form.dataset.none, query)]
    if (numbers.length && !all && looks.length > 1) sentences.push(form.dataset.some)
    if (slips.length) sentences.push(put(form.dataset.slip, slips.join(', ')))
    let shown = 0
    const next = async () => {
      let fresh = shown === 0
      for (const waited of numbers.slice(shown, shown += SHOWN).map(number => show(number, result, current))) {
        const item = await waited
        if (!current()) return
        if (item) fresh ? list.replaceChildren(item) : list.append(item)
        if (item) fresh = false
      }
      if (fresh) list.replaceChildren()
      more.hidden = shown >= numbers.length
    }
    await next()
    if (!current()) return
    status.textContent = sentences.join(' ')
    more.onclick = async () => {
      const last = list.children.length
      await next()
      list.children[last]?.querySelector('a').focus()
    }
  }

  // Browsers differ on whether a page from a disk may change its own address.
  const address = query => {
    const url = new URL(location.href)
    query ? url.searchParams.set('q', query) : url.searchParams.delete('q')
    try { if (url.href !== location.href) history.replaceState(null, '', url) } catch { /* the address stays */ }
  }

  const move = event => {
    const stops = [input, ...list.querySelectorAll('li > a')]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const at = stops.indexOf(document.activeElement)
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return
    const stop = stops[at + step]
    if (!stop) return
    event.preventDefault()
    stop.focus()
  }

  let timer = 0
  input.addEventListener('focus', () => { if (!index) begin() }, { once: true })
  input.addEventListener('input', event => { clearTimeout(timer); if (!event.isComposing) timer = setTimeout(search, 150) })
  input.addEventListener('compositionend', () => { clearTimeout(timer); timer = setTimeout(search, 150) })
  form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(timer); search() })
  document.addEventListener('keydown', move)
  addEventListener('popstate', () => { input.value = new URL(location.href).searchParams.get('q') ?? ''; search() })
  input.value = new URL(location.href).searchParams.get('q') ?? input.value
  if (input.value) search()
})()
