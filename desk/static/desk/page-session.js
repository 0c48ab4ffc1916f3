/* A form that was open for longer than the log-in lasts is not sent away: its words stay here. */

const ask = async (address) => {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" })
  return answer.ok ? answer.json() : null
}

const tell = (form, dialog) => {
  // Nothing was sent: to leave now would still lose the words.
  form.dispatchEvent(new Event("input"))
  dialog.showModal()
  dialog.querySelector("a").focus()
}

export const startSession = (form) => {
  const dialog = document.querySelector(".desk-session")
  if (!dialog) return
  let asked = false
  form.addEventListener("submit", async (event) => {
    if (asked) return
    event.preventDefault()
    const { submitter } = event
    // Without an answer the form is sent: the server says what is wrong.
    const here = await ask(dialog.dataset.address).catch(() => null)
    if (here && !here.logged_in) {
      tell(form, dialog)
      return
    }
    // A new log-in has a new token.
    if (here) form.elements.csrfmiddlewaretoken.value = here.token
    asked = true
    form.requestSubmit(submitter)
    asked = false
  })
  dialog.querySelector("button").addEventListener("click", () => dialog.close())
}
