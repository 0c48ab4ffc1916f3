/*
 * When an editor starts: at once where its field can be seen, else when the part of the page that
 * holds it is opened. Until then the field is sent as it came.
 */

export const startEditors = (selector, start) => {
  const hidden = new ResizeObserver((entries) => {
    for (const { target } of entries) startIfShown(target)
  })

  const startIfShown = (textarea) => {
    if (!textarea.checkVisibility()) return false
    hidden.unobserve(textarea)
    start(textarea)
    return true
  }

  const startWithin = (container) => {
    for (const textarea of container.querySelectorAll(selector)) {
      // The empty row that added rows are copied from.
      if (textarea.id.includes("__prefix__")) continue
      if (!startIfShown(textarea)) hidden.observe(textarea)
    }
  }

  startWithin(document)
  document.addEventListener("formset:added", ({ target }) => startWithin(target))
  // Such events do not bubble.
  document.addEventListener("toggle", ({ target }) => target.open && startWithin(target), true)
}
