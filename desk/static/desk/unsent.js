/* A page of several forms: what is typed into one is not lost because another is sent. */

const UNSENT = "These words are not sent yet. Send them, or empty the field."

function unsentBeside(form) {
  return [...document.querySelectorAll("#content textarea")].find(
    (field) => field.form !== form && field.value.trim() !== field.defaultValue.trim()
  )
}

function show(field) {
  for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
    around.open = true
  }
  field.setCustomValidity(UNSENT)
  field.reportValidity()
  // Either way out of it: other words, or the field's own button.
  for (const kind of ["input", "click"]) {
    field.form.addEventListener(kind, () => field.setCustomValidity(""), { capture: true, once: true })
  }
}

document.addEventListener("submit", (event) => {
  const field = unsentBeside(event.target)
  if (!field) return
  event.preventDefault()
  show(field)
})
