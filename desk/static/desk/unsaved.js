/* Asks before the page is left with words that nobody has saved. */

const form = document.querySelector("#content-main form")
let changed = false

form?.addEventListener("input", () => {
  changed = true
})
form?.addEventListener("submit", () => {
  changed = false
})
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault()
})
