/* Asks before the page is left with words that nobody has saved. */

const form = document.querySelector("#content-main form")
// Somebody may have typed before this file came; what an editor of texts keeps out of sight is its own.
const typed = (field) => field.offsetParent && "defaultValue" in field && field.value !== field.defaultValue
let changed = [...(form?.elements ?? [])].some(typed)

form?.addEventListener("input", () => {
  changed = true
})
form?.addEventListener("submit", () => {
  changed = false
})
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault()
})
