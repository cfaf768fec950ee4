// What is found, and how it is asked for: on the search page, and in a dialog on any other.
(() => {
  const { find, begin, row, text, words, kind, KINDS, empty } = window.clewlineFind
  const said = window.clewlineWords, { root, read, write } = window.clewline
  const SHOWN = 10

  const element = (name, className, ...inside) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...inside)
    return made
  }
  const put = (sentence, value) => sentence.replace('{}', () => value)

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

  // The stretch of a text with most of the terms in it, within one of its lines.
  const excerpt = (text, terms) => {
    const LENGTH = 220, BEFORE = 60
    const distinct = found => new Set(found.map(([word]) => word)).size
    const lines = text.split('\n').map(line => [line, words(line).filter(([word]) => terms.has(word))])
    const [line, found] = lines.reduce((best, other) => distinct(other[1]) > distinct(best[1]) ? other : best)
    if (!found.length) return null
    const [first] = found.reduce(([best, most], [, from], n) => {
      const size = distinct(found.slice(n).filter(([, , to]) => to <= from + LENGTH - BEFORE))
      return size > most ? [n, size] : [best, most]
    }, [0, 0])
    let start = Math.max(found[first][1] - BEFORE, 0)
    if (start) start = line.slice(start, found[first][1]).search(/\s/) + 1 + start
    let end = Math.min(start + LENGTH, line.length)
    if (end < line.length) end = Math.max(line.lastIndexOf(' ', end), found[first][2])
    return [start ? '… ' : '', ...marked(line, terms, start, end), end < line.length ? ' …' : '']
  }

  const whenSeen = (item, act) => new IntersectionObserver(([entry], observer) => {
    if (!entry.isIntersecting) return
    observer.disconnect()
    act()
  }).observe(item)

  // A page that was found: what it is, its title, the sections and other titles that the words are in, and what it says with the words marked.
  const show = async (number, { looks, terms }, current) => {
    const found = await row(number)
    if (!found || !current()) return null
    const { title, url, gist, aliases } = found
    const link = element('a', '', ...marked(title, terms))
    link.href = `${root}${url}`
    const item = element('li', '', element('p', 'eyebrow', said.kinds[kind(number)]), element('h2', '', link))
    const also = aliases.filter(alias => places(alias, terms).length)
    if (also.length) item.append(element('p', 'also', `${said.also} `, ...also.flatMap((alias, n) => [n ? ', ' : '', ...marked(alias, terms)])))
    const sections = found.sections.filter(([heading]) => places(heading, terms).length)
    if (sections.length) {
      item.append(element('p', 'found-sections', ...sections.slice(0, 3).map(([heading, anchor]) => {
        const section = element('a', '', ...marked(heading, terms))
        section.href = `${link.getAttribute('href')}#${anchor}`
        return section
      })))
    }
    const passage = element('p', 'passage', ...marked(gist, terms))
    if (gist) item.append(passage)
    const seen = [title, gist, ...also, ...sections.map(([heading]) => heading)].flatMap(part => words(part).map(([word]) => word))
    if (looks.some(({ terms }) => terms.size && !seen.some(word => terms.has(word)))) {
      whenSeen(item, async () => {
        const whole = await text(number), around = whole && excerpt(whole, terms)
        if (around) { passage.replaceChildren(...around); if (!gist) item.append(passage) }
      })
    }
    return item
  }

  // Puts the form and its results into `host`; `changed` is told what is asked for.
  const mount = (host, changed) => {
    const input = element('input')
    Object.assign(input, { id: 'q', name: 'q', type: 'search', autocomplete: 'off', autocapitalize: 'none', spellcheck: false, enterKeyHint: 'search' })
    input.setAttribute('aria-describedby', 'q-help')
    const label = element('label', '', said.label), help = element('p', '', said.help)
    label.htmlFor = 'q'
    help.id = 'q-help'
    const chips = element('fieldset', 'chips', element('legend', 'vh', said.chips))
    const counts = new Map(['', ...KINDS].map(name => {
      const choice = element('input'), count = element('span', 'count')
      Object.assign(choice, { type: 'radio', name: 'kind', value: name, checked: !name })
      const chip = element('label', '', choice, name ? said.plural[name] : said.every, count)
      chips.append(chip)
      return [name, [chip, count, choice]]
    }))
    const form = element('form', 'find', label, input, help, chips)
    form.setAttribute('role', 'search')
    const status = element('p', 'found-count'), list = element('ol', 'found'), more = element('button', 'found-more', said.more)
    status.setAttribute('role', 'status')
    list.setAttribute('role', 'list')
    list.setAttribute('aria-label', said.results)
    Object.assign(more, { type: 'button', hidden: true })
    chips.hidden = true
    host.replaceChildren(form, status, list, more)

    let run = 0, timer = 0
    const chosen = () => form.elements.kind.value
    const search = async () => {
      clearTimeout(timer)
      const mine = ++run, current = () => mine === run, query = input.value.trim()
      changed(query, chosen())
      if (empty(query)) { list.replaceChildren(); more.hidden = chips.hidden = true; status.textContent = ''; return }
      const result = await find(query)
      if (!current()) return
      if (!result) { status.textContent = said.missing; return }
      const by = Map.groupBy(result.numbers, kind)
      for (const [name, [chip, count, choice]] of counts) {
        const size = name ? by.get(name)?.length ?? 0 : result.numbers.length
        count.textContent = size
        chip.hidden = !size && !choice.checked
      }
      chips.hidden = !result.numbers.length
      await fill(result, chosen() ? by.get(chosen()) ?? [] : result.numbers, query, current)
    }

    const fill = async (result, numbers, query, current) => {
      const slips = result.looks.filter(({ slip }) => slip).map(({ terms }) => [...terms].join(', '))
      const sentences = [numbers.length ? put(said.count, numbers.length) : put(said.none, query)]
      if (numbers.length && !result.all && result.looks.length > 1) sentences.push(said.some)
      if (slips.length) sentences.push(put(said.slip, slips.join(', ')))
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

    const move = event => {
      const stops = [input, ...list.querySelectorAll('h2 > a')]
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const at = stops.indexOf(document.activeElement)
      if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return
      const stop = stops[at + step]
      if (!stop) return
      event.preventDefault()
      stop.focus()
    }

    const soon = () => { clearTimeout(timer); timer = setTimeout(search, 150) }
    input.addEventListener('focus', begin, { once: true })
    input.addEventListener('input', event => { clearTimeout(timer); if (!event.isComposing) soon() })
    input.addEventListener('compositionend', soon)
    chips.addEventListener('change', search)
    form.addEventListener('submit', event => { event.preventDefault(); search() })
    host.addEventListener('keydown', move)
    return {
      input,
      ask: (query, name) => {
        input.value = query
        ;(counts.get(name) ?? counts.get(''))[2].checked = true
        if (query) search()
      },
    }
  }

  // The search page: what is asked for stands in its address. Browsers differ on whether a page from a disk may change its own.
  const page = host => {
    const finder = mount(host, (query, name) => {
      const url = new URL(location.href)
      for (const [key, value] of [['q', query], ['kind', name]]) value ? url.searchParams.set(key, value) : url.searchParams.delete(key)
      try { if (url.href !== location.href) history.replaceState(null, '', url) } catch { /* the address stays */ }
    })
    const ask = () => { const { searchParams } = new URL(location.href); finder.ask(searchParams.get('q') ?? '', searchParams.get('kind') ?? '') }
    addEventListener('popstate', ask)
    ask()
    return () => finder.input.focus()
  }

  // The dialog, with a way to the search page and the choice of whether "/" opens it: a single key can be in the way of speech input.
  const dialog = () => {
    const host = element('div', 'finder'), close = element('button', 'close', said.close), whole = element('a', '', said.page)
    const box = element('dialog', 'find-dialog')
    box.setAttribute('aria-label', said.search)
    close.type = 'button'
    whole.href = `${root}search.html`
    const finder = mount(host, query => { whole.search = query ? new URLSearchParams({ q: query }) : '' })
    const slash = element('input')
    Object.assign(slash, { type: 'checkbox', checked: !read('noslash') })
    slash.addEventListener('change', () => write('noslash', slash.checked ? '' : 'yes'))
    box.append(close, host, element('p', 'find-foot', whole, element('label', '', slash, said.slash)))
    // Until the next frame, a browser may leave the focus in a field that is no longer shown: "/" would be typed there.
    const shut = () => { box.close(); finder.input.blur() }
    close.addEventListener('click', shut)
    // In a search field this key would first take the words away.
    box.addEventListener('keydown', event => { if (event.key === 'Escape') { event.preventDefault(); shut() } })
    box.addEventListener('click', event => { if (event.target === box) shut() })
    document.body.append(box)
    return () => { if (!box.open) box.showModal(); finder.input.focus(); finder.input.select() }
  }

  const host = document.querySelector('main .finder')
  window.clewlineSearchOpen = host ? page(host) : dialog()
})()
