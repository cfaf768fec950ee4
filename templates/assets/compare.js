// Two lines side by side: what each makes of the notes that both cite, and what only one of them cites. The data of a line is a script
// beside its page, because a page from a disk can load nothing else.
(() => {
  const said = window.clewlineWords, { root } = window.clewline
  const form = document.querySelector('.picks'), status = document.querySelector('main [role="status"]'), table = document.querySelector('.compared')
  const SLUG = /^[^/\\?#%]+$/

  const element = (name, className, ...inside) => {
    const made = document.createElement(name)
    if (className) made.className = className
    made.append(...inside)
    return made
  }
  const linked = (href, words) => { const link = element('a', '', words); link.href = `${root}${href}`; return link }
  const slug = url => url.replace(/^.*\//, '').replace(/\.html$/, '')
  const put = (sentence, value) => sentence.replace('{}', () => value)

  const lines = new Map()
  window.clewlineLine = line => lines.set(line.url, line)
  const load = name => new Promise(resolve => {
    const script = document.createElement('script')
    script.src = `${root}lines/${encodeURIComponent(name)}.js`
    script.onload = script.onerror = () => { script.remove(); resolve([...lines.values()].find(({ url }) => slug(url) === name) ?? null) }
    document.head.append(script)
  })

  // --- What is compared ---

  const asked = () => ['a', 'b'].map(side => new URL(location.href).searchParams.get(side) ?? '').map(name => SLUG.test(name) ? name : '')
  const go = names => {
    const url = new URL(location.href)
    names.forEach((name, n) => url.searchParams.set('ab'[n], name))
    location.assign(url)
  }
  // The first lines of the site, from the data of the search.
  const MOST = 200
  const first = async () => {
    try {
      await window.clewline.load(['vendor/searchable-map.js', 'find.js'])
      const { begin, row, kind } = window.clewlineFind
      if (!await begin()) return []
      const numbers = Array.from({ length: MOST }, (_, n) => n).filter(n => kind(n) === 'lines')
      return (await Promise.all(numbers.map(row))).filter(Boolean).map(({ url, title }) => [slug(url), title])
    } catch { return [] }
  }
  // One may choose among the lines that cross the other, those that were read lately, and the first of all.
  const pick = (names, found, others) => {
    const read = window.clewline.trail.stops.filter(([place]) => place.startsWith('lines/')).map(([place, title]) => [decodeURIComponent(slug(place)), title])
    form.replaceChildren(...names.map((name, n) => {
      const other = found[1 - n], choices = new Map([...(other?.near ?? []).map(([href, title]) => [slug(href), title]), ...read, ...found.filter(Boolean).map(({ url, title }) => [slug(url), title]), ...others])
      if (other) choices.delete(slug(other.url))
      const select = element('select', '', new Option('', ''), ...[...choices].map(([value, title]) => new Option(title, value, value === name, value === name)))
      select.addEventListener('change', () => go(names.map((old, m) => m === n ? select.value : old)))
      return element('label', `h${n + 1}`, element('span', 'key', 'AB'[n]), element('span', 'vh', put(said.pick, 'AB'[n])), select)
    }))
  }

  // --- How they compare ---

  const reading = (line, [, , stance, claims], n) => element('div', `reading h${n + 1}`,
    element('p', 'stance', element('span', 'key', 'AB'[n]), ` ${said.stances[stance]}`),
    ...claims.map(([number, words]) => element('blockquote', '', linked(`${line.url}#c${number}`, words))))
  // A note that is cited without more is one that the line rests on. Support and opposition are opposite; other stances that differ are just that.
  const verdict = stances => stances.includes('opposes') && stances.some(stance => stance === 'supports') ? 'opposed' : stances[0] === stances[1] ? '' : 'differs'
  const stanceOf = source => source[2] || 'supports'

  const shared = pair => {
    const theirs = new Map(pair[1].sources.map(source => [source[0], source]))
    return pair[0].sources.filter(([href]) => theirs.has(href)).map(source => [source, theirs.get(source[0])])
  }
  const row = (pair, [mine, theirs]) => {
    const how = verdict([mine, theirs].map(stanceOf))
    const note = element('div', 'both', element('h3', '', linked(mine[0], mine[1])), ...(how ? [element('p', 'verdict', said[how])] : []))
    return element('li', how, note, reading(pair[0], mine, 0), reading(pair[1], theirs, 1))
  }
  const only = (line, n, common) => {
    const rest = line.sources.filter(([href]) => !common.has(href))
    const list = element('ul', '', ...rest.map(source => element('li', '', linked(source[0], source[1]), ...(source[2] ? [element('span', 'small', ` ${said.stances[source[2]]}`)] : []))))
    list.setAttribute('role', 'list')
    return element('section', `h${n + 1}`, element('h2', '', put(said.only, 'AB'[n])), list)
  }
  const head = (line, n) => element('div', `h${n + 1}`, element('h2', '', element('span', 'key', 'AB'[n]), linked(line.url, line.title)), element('p', '', line.short))

  const show = async () => {
    const names = asked()
    const [others, ...found] = await Promise.all([first(), ...names.map(name => name ? load(name) : null)])
    pick(names, found, others)
    if (names.some((name, n) => name && !found[n])) status.textContent = said.lost
    if (!found[0] || !found[1]) return
    const together = shared(found), rank = { opposed: 0, differs: 1, '': 2 }
    together.sort((one, other) => rank[verdict(one.map(stanceOf))] - rank[verdict(other.map(stanceOf))])
    const common = new Set(together.map(([[href]]) => href))
    const rows = element('ol', 'rows', ...together.map(sources => row(found, sources)))
    rows.setAttribute('role', 'list')
    status.textContent = together.length ? put(said.common, together.length) : said.apart
    table.replaceChildren(element('div', 'heads', head(found[0], 0), head(found[1], 1)), rows, element('div', 'rest-of', only(found[0], 0, common), only(found[1], 1, common)))
  }
  addEventListener('DOMContentLoaded', show) // by then the trail is known
})()
