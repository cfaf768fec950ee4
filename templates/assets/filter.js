// A list shows the entries that have all words.
(() => {
  const box = document.querySelector('.filter')
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
})()
