/*
 * In a list the Tab key moves the item. It must not do so to those who only pass through the form by
 * keyboard, and those who write need a way out: so Tab goes on to the next field until something was
 * pressed in the text, and again after Escape.
 */

import { Extension, Plugin } from "django-prose-editor/editor"

const MODIFIERS = ["Shift", "Control", "Alt", "Meta"]

export const Leaving = Extension.create({
  name: "leaving",

  addProseMirrorPlugins() {
    let leaves = true
    const remember = (next) => () => {
      leaves = next
      return false
    }
    const listen = (view, { key }) => {
      // Taken from the editor, and so left to the browser.
      if (leaves && key === "Tab") return true
      if (!MODIFIERS.includes(key)) leaves = key === "Escape"
      return false
    }
    const listeners = { keydown: listen, focus: remember(true), mouseup: remember(false) }
    return [new Plugin({ props: { handleDOMEvents: listeners } })]
  },
})
