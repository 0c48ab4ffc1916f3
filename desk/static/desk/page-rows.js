/* New rows are made of the empty one that the page carries for each kind; rows are taken out. */

import { openAround } from "desk/page-folds"
import { announce, writeOrder } from "desk/page-order"

const numbered = (row, number) => {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes("__prefix__")) {
        attribute.value = attribute.value.replaceAll("__prefix__", number)
      }
    }
  }
  return row
}

const listFor = (form, prefix) =>
  form.querySelector(`.desk-rows[data-rows="${prefix}"]`) ?? form.querySelector(".desk-parts")

/* Behind the last of its kind; the first of its kind before what usually ends a page. */
const put = (form, prefix, row) => {
  const list = listFor(form, prefix)
  const same = [...list.children].filter((part) => part.dataset.name.startsWith(`${prefix}-`))
  const end = prefix === "calls_to_action" || prefix === "sections" ? "references" : null
  const last = [...list.children].find((part) => part.dataset.name === end) ?? null
  if (same.length) same.at(-1).after(row)
  else list.insertBefore(row, last)
}

const fill = (row, values) => {
  for (const [name, value] of Object.entries(values)) {
    const field = row.querySelector(`[name$="-${name}"]`)
    if (field) field.value = value
  }
}

const add = (form, { add: prefix, ...values }) => {
  const total = form.elements[`${prefix}-TOTAL_FORMS`]
  const template = form.querySelector(`template[data-rows="${prefix}"]`)
  const row = numbered(template.content.firstElementChild.cloneNode(true), Number(total.value))
  fill(row, values)
  put(form, prefix, row)
  total.value = Number(total.value) + 1
  openAround(row)
  row.dispatchEvent(
    new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }),
  )
  writeOrder(form)
  row.scrollIntoView({ block: "center" })
  row.querySelector("input:not([type=hidden], [type=checkbox]), select, .ProseMirror, textarea")?.focus()
  announce(form, "Added.")
}

const markTakenOut = (box) => {
  const part = box.closest(".desk-part")
  part.classList.toggle("desk-gone", box.checked)
  const fold = part.querySelector(":scope > .desk-fold")
  if (fold && box.checked) fold.open = false
}

export const startRows = (form) => {
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-add]")
    if (button) add(form, button.dataset)
    if (button?.dataset.aspect) button.remove()
  })
  form.addEventListener("change", ({ target }) => {
    if (target.name?.endsWith("-DELETE")) markTakenOut(target)
  })
  form.querySelectorAll('.desk-take-out input').forEach(markTakenOut)
}
