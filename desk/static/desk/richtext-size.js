/*
 * A form that is longer than the server takes would be answered with a bare error, and the words
 * would be gone: it is not sent, and says why.
 */

import { offered } from "desk/richtext-choices"
import { make } from "desk/richtext-elements"

export const watchSize = (form) => {
  const note = make("p", { className: "errornote richtext-too-long", hidden: true, tabIndex: -1 })
  note.setAttribute("role", "alert")
  form.prepend(note)
  form.addEventListener("submit", (event) => {
    note.textContent = tooLong(form)
    note.hidden = !note.textContent
    if (note.hidden) return
    event.preventDefault()
    // Before what else waits for the form to be sent.
    event.stopImmediatePropagation()
    note.focus()
  })
}

const tooLong = (form) => {
  const { max_bytes: bytes, max_fields: fields } = offered()
  const sent = [...new FormData(form)].filter(([, value]) => typeof value === "string")
  if (sent.length > fields) {
    return `This page has too many rows to be saved at once: delete some. Nothing is lost.`
  }
  const size = new Blob([new URLSearchParams(sent)]).size
  if (size <= bytes) return ""
  const megabytes = (number) => (number / 1_000_000).toFixed(1)
  return (
    `This page is too long to be saved: ${megabytes(size)} MB, and ${megabytes(bytes)} MB can be` +
    " sent. Shorten the longest text, or put a part of it on another page. Nothing is lost."
  )
}
