/* Says all the time what saving would mean for the signature and for what readers see. */

const SIGNED = "You changed signed words: saving makes a new signature necessary."
const KEPT = "Readers keep seeing the signed words until then."
const PRESENTATION = "You changed how the page is presented: a publisher makes that public."
const UNSAVED = "Not saved yet."

const isPresentation = (field, names) =>
  field.closest("[data-presentation]") !== null || names.includes(field.name)

const sentence = (bar, changed) => {
  if (changed.words && bar.dataset.signed === "yes") {
    return bar.dataset.public === "yes" ? `${SIGNED} ${KEPT}` : SIGNED
  }
  if (changed.words) return UNSAVED
  return bar.dataset.public === "yes" ? PRESENTATION : UNSAVED
}

export const startChanges = (form) => {
  const bar = form.querySelector(".desk-bar")
  const says = bar.querySelector(".desk-bar-changes")
  const names = bar.dataset.presentation.split(" ")
  const changed = { words: false, presentation: false }
  const note = ({ target }) => {
    // A search box of the admin's own is nobody's words.
    if (target === form || !target.name) return
    changed[isPresentation(target, names) ? "presentation" : "words"] = true
    target.closest(".desk-parts > .desk-part")?.classList.add("desk-changed")
    const words = sentence(bar, changed)
    if (says.textContent !== words) says.textContent = words
    bar.classList.toggle("desk-unsigns", changed.words && bar.dataset.signed === "yes")
  }
  form.addEventListener("input", note)
  form.addEventListener("change", note)
}
