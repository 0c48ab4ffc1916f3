/* A question to the editor, in a modal dialog: the browser keeps the focus inside, Escape cancels. */

const make = (name, properties = {}, children = []) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

let questions = 0

/*
 * Ask and return the values by field name, or null when cancelled.
 *
 * A field is {name, label, value, help, choices, read}. With `choices` ([value, label] pairs) it is
 * a select. `read` turns what was typed into the value, or throws an Error whose message is shown.
 */
export const ask = ({ title, submit, fields }) =>
  new Promise((resolve) => {
    const id = `richtext-question-${++questions}`
    const controls = fields.map((field, index) => control(field, `${id}-${index}`))
    const cancel = make("button", { type: "button", textContent: "Cancel" })
    const form = make("form", { method: "dialog" }, [
      make("h3", { id, className: "prose-editor-dialog-title", textContent: title }),
      ...controls.map(({ element }) => element),
      make("div", { className: "prose-editor-dialog-buttons" }, [
        make("button", { type: "submit", textContent: submit }),
        cancel,
      ]),
    ])
    const dialog = make("dialog", { className: "prose-editor-dialog richtext-dialog" }, [form])
    dialog.setAttribute("aria-labelledby", id)

    let answer = null
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
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
    controls[0].input.focus()
  })

const control = ({ name, label, value = "", help, choices, read = (text) => text }, id) => {
  const input = choices
    ? make(
        "select",
        { id, name, required: true },
        choices.map(([key, words]) => make("option", { value: key, textContent: words })),
      )
    : make("input", { id, name, type: "text", autocomplete: "off", size: 50 })
  input.value = value
  if (choices && input.selectedIndex < 0) input.selectedIndex = 0
  const children = [make("label", { htmlFor: id, textContent: label }), input]
  if (help) {
    children.push(make("p", { id: `${id}-help`, className: "help", textContent: help }))
    input.setAttribute("aria-describedby", `${id}-help`)
  }

  const check = () => {
    try {
      read(input.value)
      input.setCustomValidity("")
    } catch (error) {
      input.setCustomValidity(error.message)
    }
    return input.reportValidity()
  }
  // Without this the browser would not let the form be sent again after a first mistake.
  input.addEventListener("input", () => input.setCustomValidity(""))

  const element = make("div", { className: "prose-editor-dialog-field" }, children)
  return { name, element, input, check, value: () => read(input.value) }
}
