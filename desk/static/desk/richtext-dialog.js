/* A question to the editor, in a modal dialog: the browser keeps the focus inside, Escape cancels. */

import { combobox } from "desk/richtext-combobox"
import { make } from "desk/richtext-elements"

let questions = 0

/*
 * Ask and return the values by field name, or null when cancelled.
 *
 * A field is {name, label, value, help, choices, search, read}. With `choices` ([value, label] pairs)
 * it is a select; with `search` ({noun, find, show, take, atOnce}) a field with a list of what was
 * found, where `take` gives the value of a result and may set other fields. `read` turns what was
 * typed into the value, or throws an Error whose message is shown. `beside` is the place on the
 * screen that the question is about; `onCancel` gets what was typed into the first field.
 */
export const ask = ({ title, submit, fields, beside, onCancel }) =>
  new Promise((resolve) => {
    const id = `richtext-question-${++questions}`
    const form = make("form", { method: "dialog" })
    const controls = fields.map((field, index) => control(field, `${id}-${index}`, form))
    const cancel = make("button", { type: "button", textContent: "Cancel" })
    form.append(
      make("h3", { id, className: "prose-editor-dialog-title", textContent: title }),
      ...controls.map(({ element }) => element),
      make("div", { className: "prose-editor-dialog-buttons" }, [
        make("button", { type: "submit", textContent: submit }),
        cancel,
      ]),
    )
    const dialog = make("dialog", { className: "prose-editor-dialog richtext-dialog" }, [form])
    dialog.setAttribute("aria-labelledby", id)

    let answer = null
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      if (!answer) onCancel?.(controls[0].input.value)
      resolve(answer)
    })
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (controls.every(({ check }) => check())) {
        answer = Object.fromEntries(controls.map(({ name, value }) => [name, value()]))
        dialog.close()
      }
    })

    // At the end of the page and not in the editor: a form within the page's form would be sent
    // with it.
    document.body.append(dialog)
    dialog.showModal()
    if (beside) putBeside(dialog, beside)
    controls[0].input.focus()
  })

const PIXELS_APART = 6
const PIXELS_FOR_THE_LIST = 320

/* Below the place if the list has room there, else above it; never off the screen. */
const putBeside = (dialog, { left, top, bottom }) => {
  const { width, height } = dialog.getBoundingClientRect()
  const below = bottom + PIXELS_APART
  const fits = below + height + PIXELS_FOR_THE_LIST < window.innerHeight
  dialog.classList.add("richtext-beside")
  dialog.style.left = `${Math.max(0, Math.min(left, window.innerWidth - width - PIXELS_APART))}px`
  if (fits || top < window.innerHeight / 2) {
    dialog.style.top = `${below}px`
    dialog.style.maxHeight = `${window.innerHeight - below - PIXELS_APART}px`
  } else {
    dialog.style.top = "auto"
    dialog.style.bottom = `${window.innerHeight - top + PIXELS_APART}px`
    dialog.style.maxHeight = `${top - 2 * PIXELS_APART}px`
  }
}

const control = (field, id, form) => {
  const { name, label, help, read = (text) => text } = field
  const { input, elements = [], chosen = () => null } = inputFor(field, id, form)
  const children = [make("label", { htmlFor: id, textContent: label }), input, ...elements]
  if (help) {
    children.push(make("p", { id: `${id}-help`, className: "help", textContent: help }))
    input.setAttribute("aria-describedby", `${id}-help`)
  }

  const value = () => {
    const result = chosen()
    return result ? field.search.take(result) : read(input.value)
  }
  const check = () => {
    try {
      value()
      input.setCustomValidity("")
    } catch (error) {
      input.setCustomValidity(error.message)
    }
    return input.reportValidity()
  }
  // Without this the browser would not let the form be sent again after a first mistake.
  input.addEventListener("input", () => input.setCustomValidity(""))

  const element = make("div", { className: "prose-editor-dialog-field" }, children)
  return { name, element, input, check, value }
}

const inputFor = ({ name, value = "", choices, search }, id, form) => {
  if (choices) return { input: select(choices, { id, name, value }) }
  if (search) {
    const onChoose = (result, input) => {
      input.setCustomValidity("")
      for (const [other, text] of Object.entries(search.fill?.(result) || {})) {
        form.elements[other].value = text
      }
      if (search.atOnce) form.requestSubmit()
    }
    return combobox({ id, name, value, onChoose, ...search })
  }
  return { input: make("input", { id, name, type: "text", value, autocomplete: "off", size: 50 }) }
}

const select = (choices, { id, name, value }) => {
  const input = make(
    "select",
    { id, name, required: true },
    choices.map(([key, words]) => make("option", { value: key, textContent: words })),
  )
  input.value = value
  if (input.selectedIndex < 0) input.selectedIndex = 0
  return input
}
