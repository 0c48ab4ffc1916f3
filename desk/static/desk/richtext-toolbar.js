/*
 * The package's row of buttons as an ARIA toolbar: one stop for the Tab key, arrow keys from button
 * to button, Alt+F10 from the text to the buttons and Escape back.
 */

import { Extension } from "django-prose-editor/editor"

const MAC = /Mac|iP(hone|ad|od)/.test(navigator.platform)

// By the package's name of the item: what it is called, and the keys that do the same.
const WORDS = {
  heading2: ["heading 2", "Mod+Alt+2"],
  heading3: ["heading 3", "Mod+Alt+3"],
  heading4: ["heading 4", "Mod+Alt+4"],
  paragraph: ["paragraph", "Mod+Alt+0"],
  bulletList: ["bullet list", "Mod+Shift+8"],
  orderedList: ["numbered list", "Mod+Shift+7"],
  blockquote: ["quotation", "Mod+Shift+B"],
  horizontalRule: ["horizontal rule"],
  bold: ["bold", "Mod+B"],
  italic: ["italic", "Mod+I"],
  subscript: ["subscript", "Mod+,"],
  superscript: ["superscript", "Mod+."],
  link: ["link to another site", "Mod+K"],
  unlink: ["remove link"],
  pageLink: ["link to a page of this site", "[["],
  citation: ["citation", "Mod+Shift+C", "@"],
  "history:undo": ["undo", "Mod+Z"],
  "history:redo": ["redo", "Mod+Shift+Z"],
}
// What is on or off at the place of the cursor; the others do something once.
const TOGGLES =
  /^(heading\d|paragraph|bulletList|orderedList|blockquote|bold|italic|subscript|superscript|link|pageLink|callout|citation|crisisLine|figure)$/

export const Toolbar = Extension.create({
  name: "toolbar",
  // After the menu, whose buttons these are.
  priority: 1,

  addOptions() {
    return { label: "" }
  },

  onCreate() {
    const bar = this.editor.storage.menu.dom
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", `Formatting: ${this.options.label}`)
    for (const button of buttonsOf(bar)) name(button)
    bar.addEventListener("keydown", (event) => move(event, bar, this.editor))
    bar.addEventListener("focusin", ({ target }) => {
      const button = target.closest("button")
      if (button) stopAt(bar, button)
    })
    // Listened to from now on only: first the package writes its classes.
    this.editor.on("transaction", () => tell(bar))
    tell(bar)
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": ({ editor }) => {
        currentOf(editor.storage.menu.dom)?.focus()
        return true
      },
    }
  },
})

const buttonsOf = (bar) => [...bar.querySelectorAll("button")]
const shownOf = (bar) => buttonsOf(bar).filter((button) => !button.classList.contains("hidden"))
const currentOf = (bar) => shownOf(bar).find(({ tabIndex }) => tabIndex === 0)

const name = (button) => {
  const [label = button.title, ...keys] = WORDS[button.dataset.name] || []
  const printed = keys.map((key) =>
    MAC ? key.replace("Mod", "⌘") : key.replace("Mod", "Ctrl"),
  )
  button.setAttribute("aria-label", label)
  const title = label.charAt(0).toUpperCase() + label.slice(1)
  button.title = printed.length ? `${title} (${printed.join(" or ")})` : title
}

/* Say to screen readers what the package says with classes. */
const tell = (bar) => {
  for (const button of buttonsOf(bar)) {
    const { classList, dataset } = button
    if (TOGGLES.test(dataset.name)) set(button, "aria-pressed", classList.contains("active"))
    set(button, "aria-disabled", classList.contains("disabled"))
  }
  stopAt(bar, currentOf(bar) || shownOf(bar)[0])
}

const set = (element, attribute, value) => {
  // Writing what is there already costs time with every letter typed.
  if (element.getAttribute(attribute) !== String(value)) element.setAttribute(attribute, value)
}

const stopAt = (bar, current) => {
  for (const button of buttonsOf(bar)) {
    const tabIndex = button === current ? 0 : -1
    if (button.tabIndex !== tabIndex || !button.hasAttribute("tabindex")) button.tabIndex = tabIndex
  }
}

const move = (event, bar, editor) => {
  const shown = shownOf(bar)
  const place = shown.indexOf(document.activeElement)
  const places = {
    ArrowRight: (place + 1) % shown.length,
    ArrowLeft: (place - 1 + shown.length) % shown.length,
    Home: 0,
    End: shown.length - 1,
  }
  if (event.key in places) shown[places[event.key]].focus()
  // At once, for the command would let the next key still go to the button.
  else if (event.key === "Escape") editor.view.focus()
  else return
  event.preventDefault()
}
