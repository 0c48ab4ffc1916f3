/*
 * A text field with a list of what was found below it, by the ARIA pattern of a combobox: the focus
 * stays in the field, the arrow keys go through the list. Nothing is chosen until somebody does, so
 * that Enter never takes what happened to stand first.
 */

import { make } from "desk/richtext-elements"

const MILLISECONDS_TO_WAIT = 150

/*
 * Return {input, elements, chosen()}.
 *
 * `find(query, signal)` gives {results, count}; `show(result)` gives {text, detail, picture} for the
 * list; `onChoose(result, input)` is told. What was chosen counts until the field is typed in again.
 */
export const combobox = ({ id, name, value, noun, find, show, onChoose }) => {
  const list = make("ul", { id: `${id}-list`, className: "richtext-found", hidden: true })
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", `${noun[1]} found`)
  const status = make("p", { className: "richtext-status" })
  status.setAttribute("role", "status")
  const input = make("input", { id, name, type: "text", value, autocomplete: "off", size: 50 })
  describe(input, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })

  let results = []
  let active = -1
  let chosen = null
  let waiting = null
  let asked = null

  const activate = (index) => {
    active = index
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(place === active))
    }
    const option = list.children[active]
    if (option) {
      input.setAttribute("aria-activedescendant", option.id)
      option.scrollIntoView({ block: "nearest" })
    } else input.removeAttribute("aria-activedescendant")
  }

  const fill = (found) => {
    results = found.results
    list.replaceChildren(...results.map((result, place) => optionOf(show(result), list, place)))
    list.hidden = !results.length
    input.setAttribute("aria-expanded", String(results.length > 0))
    activate(-1)
  }

  const choose = (index) => {
    const result = results[index]
    fill({ results: [] })
    status.textContent = ""
    input.value = show(result).text
    chosen = result
    onChoose(result, input)
  }

  const ask = async () => {
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    try {
      const found = input.value.trim() ? await find(input.value, signal) : null
      if (signal.aborted) return
      fill(found || { results: [] })
      status.textContent = found ? describeFound(found, noun) : ""
    } catch (error) {
      if (error.name === "AbortError") return
      fill({ results: [] })
      status.textContent = error.message
    }
  }

  input.addEventListener("input", () => {
    chosen = null
    activate(-1)
    clearTimeout(waiting)
    waiting = setTimeout(ask, MILLISECONDS_TO_WAIT)
  })
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && results.length) activate(next(active, step, results.length))
    else if (event.key === "Enter" && active >= 0) choose(active)
    else return
    event.preventDefault()
  })
  // The focus stays in the field.
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]")
    if (option) choose([...list.children].indexOf(option))
  })

  return { input, elements: [list, status], chosen: () => chosen }
}

/* -1 is the field itself: from the last one on, and from the first one back, one comes to it. */
const next = (active, step, count) => ((active + 1 + step + count + 1) % (count + 1)) - 1

const describe = (element, attributes) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}

const optionOf = ({ text, detail, picture }, list, place) => {
  const words = [make("span", { className: "richtext-found-text", textContent: text })]
  if (detail) words.push(make("span", { className: "richtext-found-detail", textContent: detail }))
  const image = picture ? [make("img", { src: picture, alt: "", loading: "lazy" })] : []
  const option = make("li", { id: `${list.id}-${place}` }, [
    ...image,
    make("span", { className: "richtext-found-words" }, words),
  ])
  describe(option, { role: "option", "aria-selected": "false" })
  return option
}

const describeFound = ({ results, count = results.length }, [one, many]) => {
  if (!results.length) return `No ${one} found.`
  const shown = results.length < count ? `The first ${results.length} of ${count}` : `${count}`
  return `${shown} ${count === 1 ? one : many}. Choose with the arrow keys and Enter.`
}
