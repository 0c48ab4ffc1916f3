/* Signs that open a question when they are typed: "@" cites a work, "[[" links to a page. */

import { Plugin } from "django-prose-editor/editor"

/*
 * A plugin that calls `open({from, to})` with the place of the sign. `behind` says after which
 * character it is one: an "@" inside a mail address is not.
 */
export const whenTyped = ({ sign, behind, open }) =>
  new Plugin({
    props: {
      handleTextInput(view, from, to, text) {
        const { parent, parentOffset } = view.state.doc.resolve(from)
        const before = parent.textBetween(0, parentOffset, null, "\ufffc") + text
        const previous = before.at(-sign.length - 1) || " "
        if (before.endsWith(sign) && behind.test(previous) && !view.composing) {
          const place = { from: from + text.length - sign.length, to: from + text.length }
          // First the sign is written, so that it stays when the answer is to leave it. Not later,
          // or the next letter would be typed beside the question.
          queueMicrotask(() => {
            if (isAt(view, place, sign)) open(place)
          })
        }
        return false
      },
    },
  })

const isAt = ({ isDestroyed, state: { doc } }, { from, to }, sign) =>
  !isDestroyed && to <= doc.content.size && doc.textBetween(from, to) === sign

/* The place of the sign on the screen, for a question beside it. */
export const screenPlace = (editor, { from }) => editor.view.coordsAtPos(from)

/* Whoever cancels meant to type what they typed. */
export const keepTyped = (editor, { to }, text) => {
  const { view } = editor
  view.focus()
  if (text) view.dispatch(view.state.tr.insertText(text, to))
  editor.commands.setTextSelection(to + text.length)
}
