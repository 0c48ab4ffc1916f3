/* The order of the parts, by button, by keyboard and by mouse; it is sent as the names in order. */

const partsOf = (form) => form.querySelectorAll(".desk-part")

export const writeOrder = (form) => {
  const names = [...partsOf(form)].map((part) => part.dataset.name)
  const field = form.elements.order
  if (field.value === names.join(" ")) return
  field.value = names.join(" ")
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

const nameOf = (part) => {
  const words = part.querySelector(".desk-name")?.textContent
  return words || part.querySelector(".desk-kind")?.textContent || "The row"
}

export const announce = (form, words) => {
  form.querySelector(".desk-moved").textContent = words
}

const sayWhere = (form, part) => {
  const list = [...part.parentElement.children]
  announce(form, `${nameOf(part)} stands in place ${list.indexOf(part) + 1} of ${list.length}.`)
}

const move = (form, button) => {
  const part = button.closest(".desk-part")
  const up = button.dataset.move === "-1"
  const other = up ? part.previousElementSibling : part.nextElementSibling
  if (other) {
    if (up) other.before(part)
    else other.after(part)
    button.focus()
    part.scrollIntoView({ block: "nearest" })
    writeOrder(form)
  }
  sayWhere(form, part)
}

const startDragging = (form) => {
  let dragged = null
  form.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.(".desk-handle")) return
    dragged = event.target.closest(".desk-part")
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", "")
    event.dataTransfer.setDragImage(dragged, 0, 0)
    dragged.classList.add("desk-dragged")
  })
  form.addEventListener("dragover", (event) => {
    const over = event.target.closest?.(".desk-part")
    if (!dragged) return
    const place = [...dragged.parentElement.children].find((part) => part.contains(over))
    if (!place) return
    event.preventDefault()
    if (place === dragged) return
    const { top, height } = place.getBoundingClientRect()
    if (event.clientY < top + height / 2) place.before(dragged)
    else place.after(dragged)
  })
  form.addEventListener("drop", (event) => dragged && event.preventDefault())
  form.addEventListener("dragend", () => {
    if (!dragged) return
    dragged.classList.remove("desk-dragged")
    writeOrder(form)
    sayWhere(form, dragged)
    dragged = null
  })
}

export const startOrder = (form) => {
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]")
    if (button) move(form, button)
  })
  startDragging(form)
}
