/* Fields that matter only beside a certain value of another one are shown beside that value. */

const RULES = [
  { when: "aspect", is: ["SeeDoctor"], show: "urgency" },
  { when: "target_kind", is: ["page"], show: "target_page" },
  { when: "target_kind", is: ["https", "tel", "mail"], show: "target" },
]

const apply = (root) => {
  for (const { when, is, show } of RULES) {
    for (const field of root.querySelectorAll(`[name$="-${when}"]`)) {
      const other = document.getElementById(field.id.replace(new RegExp(`${when}$`), show))
      const line = other?.closest(".form-row")
      if (!line) continue
      // What holds a value stays in view, or it could not be emptied.
      line.hidden = !is.includes(field.value) && !other.value && !line.querySelector(".errorlist")
    }
  }
}

export const startFields = (form) => {
  apply(form)
  form.addEventListener("change", ({ target }) => apply(target.closest(".desk-part") ?? form))
  form.addEventListener("formset:added", ({ target }) => apply(target))
}
