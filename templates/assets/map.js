// The map fits the window where it can, scrolls, and every stop can be reached, without this file: it adds zooming, and moving by dragging.
(() => {
  const view = document.querySelector('.mapview'), bar = document.querySelector('.zoom')
  const maps = view ? [...view.querySelectorAll('.map')].map(map => [map, +map.getAttribute('width'), +map.getAttribute('height')]) : []
  if (!maps.length) return
  const widest = Math.max(...maps.map(([, wide]) => wide))
  const fit = () => Math.min(1, view.clientWidth / widest)
  const present = () => maps[0][0].getBoundingClientRect().width / maps[0][1]

  // Zooms to a scale and keeps the point at x, y of the view where it is.
  const zoom = (to, x = view.clientWidth / 2, y = view.clientHeight / 2) => {
    const next = Math.min(3, Math.max(fit(), to)), ratio = next / present()
    const left = (view.scrollLeft + x) * ratio - x, top = (view.scrollTop + y) * ratio - y
    view.classList.add('zoomed')
    for (const [map, wide, high] of maps) {
      map.setAttribute('width', wide * next)
      map.setAttribute('height', high * next)
    }
    view.scrollTo({ left, top, behavior: 'instant' })
    grip()
  }
  const grip = () => { view.style.cursor = view.scrollWidth > view.clientWidth ? 'grab' : '' }

  grip()
  bar.addEventListener('click', e => {
    const to = e.target.closest('button')?.value
    if (to) zoom(to === 'fit' ? 0 : to === '1' ? 1 : present() * to)
  })
  // A plain wheel scrolls the page.
  view.addEventListener('wheel', e => {
    if (!e.ctrlKey && !e.metaKey) return
    e.preventDefault()
    const box = view.getBoundingClientRect()
    zoom(present() * (e.deltaY > 0 ? 0.87 : 1.15), e.clientX - box.left, e.clientY - box.top)
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
})()
