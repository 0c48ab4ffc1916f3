/* What must not come along when text is pasted, and what is empty when it is gone. */

import { STYLED, styleOf } from "desk/richtext-paste-styles"

const UNWANTED = [
  "head, script, style, meta, link, title, xml, template, noscript, iframe, button",
  "[hidden], [aria-hidden=true]",
  // Words that somebody took out, with the change still to be accepted.
  "del, s, strike, .msoDel",
  // Marks of comments and footnotes, and the comments and footnotes themselves.
  ".MsoCommentReference, .MsoFootnoteReference, .MsoEndnoteReference",
  "a[href^='#_msocom'], a[href^='#_ftn'], a[href^='#_edn'], a[name^='_msocom'], a[name^='_ftn']",
  "a[href^='#cmnt'], a[href^='#ftnt'], sup.reference, [role=doc-noteref]",
].join()
const UNWANTED_STYLE =
  /text-decoration(-line)?:[^;]*line-through|display:\s*none|mso-hide:\s*all|mso-element:\s*(comment|footnote|endnote)/i

export const dropUnwanted = (body) => {
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  // Word says in comments where the sign of a list item ends: see richtext-paste-lists.js.
  for (const comment of found) comment.remove()
  for (const element of body.querySelectorAll(UNWANTED)) element.remove()
  for (const element of body.querySelectorAll(STYLED)) {
    if (UNWANTED_STYLE.test(styleOf(element))) element.remove()
  }
}

const EMPTY = "p, div, span, a, b, strong, i, em, u, sup, sub, li, h2, h3, h4, blockquote, ul, ol"

export const emptyOut = (body) => {
  for (const line of body.querySelectorAll("br.Apple-interchange-newline, :is(body, div) > br")) {
    if (standsBetweenBlocks(line)) line.remove()
  }
  // The innermost first, so that what holds only empty elements is empty too.
  for (const element of [...body.querySelectorAll(EMPTY)].reverse()) {
    const isEmpty = !element.textContent.trim() && !element.querySelector("hr")
    // Between two words an element may hold the only space.
    if (isEmpty && isInline(element)) element.replaceWith(element.textContent)
    else if (isEmpty) element.remove()
  }
}

const INLINE = "span, a, b, strong, i, em, u, sup, sub"
const isInline = (element) => element.matches(INLINE)

const standsBetweenBlocks = (line) =>
  [neighbour(line, "previousSibling"), neighbour(line, "nextSibling")].every(
    (node) => !node || (node.nodeType === Node.ELEMENT_NODE && !isInline(node)),
  )

const neighbour = (node, direction) => {
  let next = node[direction]
  while (next?.nodeType === Node.TEXT_NODE && !next.data.trim()) next = next[direction]
  return next
}
