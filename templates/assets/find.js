// Finding: which pages a query means. Data come in small scripts (see src/clewline/output/search/files.py), because a page opened from a
// disk can load nothing else.
(() => {
  const data = new URL('search/', document.currentScript.src).href
  const SearchableMap = window.MiniSearch // the name that the vendored file gives it
  const KINDS = ['lines', 'notes', 'topics', 'references']
  const WEIGHTS = [8, 4, 3, 1] // titles, headings, summary and facts, text
  const WORTH = [1.2, 1.1, 1.1, .8] // as `KINDS`
  const SHARDS = [1, 2, 4] // loaded for a whole word, for one that may go on, for the one being typed
  const PAGES = 32, TEXTS = 8 // as in files.py
  const EXACT = 16 // as many titles are compared with a whole query

  // --- Words, by the rules of src/clewline/output/search/words.py ---

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
  const shardsOf = (kind, word, most) => {
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

  const row = async number => {
    const found = (await load(`pages/${Math.floor(number / PAGES)}`))?.[number % PAGES]
    if (!found) return null
    const [title, url, gist, aliases, ...rest] = found.map(part => part.normalize('NFC'))
    return { title, url, gist, aliases: aliases ? aliases.split(' · ') : [], sections: rest.flatMap((part, n) => n % 2 || !rest[n + 1] ? [] : [[part, rest[n + 1]]]) }
  }
  const text = async number => (await load(`texts/${Math.floor(number / TEXTS)}`))?.[number % TEXTS]?.normalize('NFC')
  const kindOf = number => index.firsts.findLastIndex(first => first <= number)

  // --- Names of works, by the rules of src/clewline/output/search/entries.py ---

  const ARXIV = /^(?:https?:\/\/)?(?:(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/|arxiv:?\s*|(?:doi\.org\/|doi:\s*)?10\.48550\/arxiv\.)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?$/i
  const DOI = /^(?:https?:\/\/)?(?:(?:dx\.|www\.)?doi\.org\/)?(?:doi:\s*)?(10\.\d+(?:\.\d+)*\/\S+)$/i
  const named = query => {
    const asked = query.trim().replace(/[#?]\S*$/, '')
    const arxiv = ARXIV.exec(asked)
    if (arxiv) return [`arxiv:${arxiv[1].toLowerCase()}`, `doi:10.48550/arxiv.${arxiv[1].toLowerCase()}`]
    const doi = DOI.exec(query.trim())
    if (doi) return [`doi:${doi[1].toLowerCase()}`]
    const url = /^https?:\/\/(?:www\.)?([^\s#]+?)\/?(?:#\S*)?$/i.exec(query.trim())
    return url ? [`url:${url[1].toLowerCase()}`] : []
  }

  // The work itself, then the pages that rest on it.
  const byName = async names => {
    const found = await Promise.all(names.map(async name => {
      const term = `=${name}`
      const maps = await Promise.all(shardsOf('terms', term, 1).map(mapped))
      return (maps.find(map => map.has(term))?.get(term) ?? '').split('.').map(unpacked)
    }))
    const numbers = [0, 2].flatMap(field => found.flatMap(fields => fields[field] ?? []))
    return { numbers: [...new Set(numbers)], terms: new Set(), looks: [], all: true }
  }

  // --- Words of a query ---

  // The terms that a word stands for, with how near each is: itself and longer ones (`begins`: how far, an index of SHARDS), else slips.
  const near = async (word, begins) => {
    const shards = await Promise.all(shardsOf('terms', word, SHARDS[begins]).map(mapped))
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
    for (const map of await Promise.all(shardsOf('ends', backwards, 1).map(mapped))) {
      for (const [term, [, distance]] of map.fuzzyGet(backwards, edits)) slips.set([...term].reverse().join(''), distance)
    }
    // Two letters that changed places are one slip, though two edits.
    for (const term of slips.keys()) if (swapped(word, term)) slips.set(term, 1)
    const least = Math.min(...slips.values())
    const best = [...slips].filter(([, distance]) => distance === least).map(([term]) => term).sort().slice(0, 8)
    for (const term of best) {
      for (const map of await Promise.all(shardsOf('terms', term, 1).map(mapped))) if (map.has(term)) found.set(term, [map.get(term), 1 / (1 + least)])
    }
    return { found, slip: true }
  }

  const swapped = (word, term) => {
    if (word.length !== term.length) return false
    const n = [...word].findIndex((_, place) => word[place] !== term[place])
    return word[n] === term[n + 1] && word[n + 1] === term[n] && word.slice(n + 2) === term.slice(n + 2)
  }

  // What one word of a query finds: by page the score and the field, the terms that it stands for, and whether most pages have it.
  const look = async (word, begins) => {
    const { found, slip } = await near(word, begins)
    const pages = new Map()
    let most = false
    for (const [term, [packed, nearness]] of found) {
      const fields = packed.split('.').map(part => part === '*' ? null : unpacked(part))
      if (fields.includes(null) && term === word) most = true
      const rarity = Math.log(1 + index.count / fields.reduce((sum, numbers) => sum + (numbers?.length ?? index.count / 2), 1))
      fields.forEach((numbers, field) => {
        for (const number of numbers ?? []) {
          const score = WEIGHTS[field] * nearness * (.1 + rarity), known = pages.get(number)
          pages.set(number, known ? { score: Math.max(score, known.score), field: Math.min(field, known.field) } : { score, field })
        }
      })
    }
    return { word, pages, most, terms: new Set(found.keys()), slip: slip && found.size > 0 }
  }

  // How well a page answers: every telling word in a title, in what is said about it, in its text; all but one; some.
  const [TITLE, SAID, TEXT, NEARLY, SOME] = [0, 1, 2, 3, 4]
  const tier = (number, telling) => {
    const fields = telling.map(({ pages, most }) => pages.get(number)?.field ?? (most ? 3 : -1))
    const missing = fields.filter(field => field < 0).length
    if (missing) return missing === 1 && telling.length > 2 ? NEARLY : SOME
    const last = Math.max(...fields)
    return last === 0 ? TITLE : last < 3 ? SAID : TEXT
  }

  // The pages that a query means, best first. Words such as "is" and "of" add to a score but exclude nothing. A question stands a step higher
  // than what answers as well.
  const byWords = async query => {
    const wanted = asked(query), idle = new Set(asked(window.clewlineWords.idle))
    const open = /[\p{L}\p{N}\p{M}]$/u.test(query)
    const looks = await Promise.all(wanted.map((word, n) => look(word, open && n === wanted.length - 1 ? 2 : word.length > 2 ? 1 : 0)))
    const rest = looks.filter(({ word }) => !idle.has(word)), telling = rest.length ? rest : looks
    const sums = new Map()
    for (const { pages } of looks) for (const [number, { score }] of pages) sums.set(number, (sums.get(number) ?? 0) + score)
    const all = [...sums].map(([number, sum]) => {
      const kind = kindOf(number), step = tier(number, telling)
      return { number, question: kind === 0, step, rank: step < NEARLY ? Math.max(step - (kind === 0), TITLE) : step, score: sum * WORTH[kind] }
    })
    const best = Math.min(...all.map(({ step }) => step))
    const found = all.filter(({ number, step }) => step < SOME || best === SOME && telling.some(({ pages }) => pages.has(number)))
    found.sort((a, b) => a.rank - b.rank || (a.rank < NEARLY && b.question - a.question) || b.score - a.score || a.number - b.number)
    const exact = await exactly(query, found.filter(({ step }) => step === TITLE), wanted.length > 1)
    const numbers = [...new Set([...exact, ...found.map(({ number }) => number)])]
    return { numbers, terms: new Set(telling.flatMap(({ terms }) => [...terms])), looks: telling, all: best < NEARLY }
  }

  // The pages that have the very title, or alias, that was asked for; one word alone does not outweigh a question that has it in its title.
  const exactly = async (query, titled, several) => {
    if (!several && titled.some(({ question }) => question)) return []
    const said = words => asked(words).join(' '), whole = said(query), looked = titled.slice(0, EXACT)
    const rows = await Promise.all(looked.map(({ number }) => row(number)))
    return looked.filter((_, n) => rows[n] && [rows[n].title, ...rows[n].aliases].some(title => said(title) === whole)).map(({ number }) => number)
  }

  // The numbers of pages, best first; the terms to be marked in them; what each telling word stands for; whether a page has all of them.
  // Null when the data cannot be loaded.
  const find = async query => {
    if (!index && !await begin()) return null
    const names = named(query)
    return names.length ? byName(names) : byWords(query)
  }

  window.clewlineFind = { find, begin, row, text, words, kind: number => KINDS[kindOf(number)], KINDS, empty: query => !asked(query).length }
})()
