/*
 * Parts that fold. A folded part says what it holds, in the words that stand in its fields now.
 */

const INLINE = ["paragraph", "heading"]
const PREVIEW_LENGTH = 140

/* The words of a rich text as its field holds it: ProseMirror JSON. */
const wordsOf = ({ type, text, content = [] }) =>
  text ?? content.map(wordsOf).join(INLINE.includes(type) ? "" : " ")

const richWords = (textarea) => {
  try {
    return wordsOf(JSON.parse(textarea.value || "{}")).trim()
  } catch {
    return textarea.value.trim()
  }
}

const ownFields = (fold, selector) =>
  [...fold.querySelectorAll(selector)].filter((field) => field.closest(".desk-fold") === fold)

const preview = (fold) => {
  const rows = fold.querySelector(".desk-rows")
  if (rows) return rows.children.length ? `${rows.children.length}` : "none yet"
  const picture = fold.querySelector("#id_hero_image")
  if (picture) return picture.value ? picture.selectedOptions[0].text : "none"
  const texts = ownFields(fold, "textarea").map(richWords)
  const words = texts.find(Boolean) ?? ""
  if (!words) return "nothing written yet"
  return words.length > PREVIEW_LENGTH ? `${words.slice(0, PREVIEW_LENGTH)}…` : words
}

const NAMING = ["heading", "name", "question", "label"]

const title = (fold) => {
  for (const name of NAMING) {
    const [field] = ownFields(fold, `[name$="-${name}"]`)
    if (field?.value.trim()) return field.value.trim()
  }
  const [chosen] = ownFields(fold, `select[name$="-condition"]`)
  return chosen?.selectedOptions[0]?.value ? chosen.selectedOptions[0].text : ""
}

export const describeFold = (fold) => {
  const name = fold.querySelector(":scope > summary > .desk-name")
  if (name) name.textContent = title(fold)
  // An open part shows its words itself, and to read a long text at each key takes its time.
  if (!fold.open && !fold.classList.contains("desk-more")) {
    fold.querySelector(":scope > summary > .desk-preview").textContent = preview(fold)
  }
}

export const openAround = (element) => {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true
  }
}

const describeAll = (form) => form.querySelectorAll(".desk-fold").forEach(describeFold)

const showTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  openAround(target)
  target?.scrollIntoView({ block: "center" })
}

export const startFolds = (form) => {
  describeAll(form)
  form.addEventListener("input", (event) => {
    for (let fold = event.target.closest(".desk-fold"); fold; ) {
      describeFold(fold)
      fold = fold.parentElement.closest(".desk-fold")
    }
  })
  form.addEventListener("formset:added", () => describeAll(form))
  // Toggling does not bubble.
  form.addEventListener("toggle", ({ target }) => target.matches(".desk-fold") && describeFold(target), true)
  form.addEventListener("click", ({ target }) => {
    const wanted = target.closest("[data-fold]")?.dataset.fold
    if (!wanted) return
    for (const fold of form.querySelectorAll(".desk-parts .desk-fold")) fold.open = wanted === "open"
  })
  // The list of faults, and any other link into the form, leads into folded parts too.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest('a[href^="#"]')
    if (link) openAround(document.getElementById(link.hash.slice(1)))
  })
  window.addEventListener("hashchange", showTarget)
  if (location.hash) showTarget()
  for (const invalid of form.querySelectorAll(".errorlist")) openAround(invalid)
}
