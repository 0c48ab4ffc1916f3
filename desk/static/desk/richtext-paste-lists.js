/*
 * Word's lists: paragraphs whose style says "mso-list: l0 level2 lfo1" and that begin with the sign
 * or number as text. They become lists.
 */

import { STYLED, styleOf } from "desk/richtext-paste-styles"

const LEVEL = /mso-list:[^;]*\blevel(\d+)/i
const SIGN = /mso-list:\s*ignore/i
// Numbered headings are lists to Word, and headings to everybody else.
const HEADINGS = "h1, h2, h3, h4, h5, h6"
const NUMBER = /^\(?([0-9]+|[a-z]{1,4})[.)]/i

export const readLists = (body) => {
  let open = []
  for (const paragraph of body.querySelectorAll(STYLED)) {
    if (paragraph.matches(HEADINGS) && LEVEL.test(styleOf(paragraph))) takeSign(paragraph)
    if (!isItem(paragraph)) continue
    // Another paragraph in between ends the list.
    if (open.length && !follows(paragraph, open[0].list)) open = []
    open = addItem(open, paragraph)
  }
}

const isItem = (element) =>
  element.matches("p, div") && LEVEL.test(styleOf(element))

const follows = (paragraph, list) => {
  let before = paragraph.previousSibling
  while (before && before.nodeType !== Node.ELEMENT_NODE && !before.textContent.trim()) {
    before = before.previousSibling
  }
  return before === list
}

/* Put the paragraph into the list of its level; return the lists that are open then. */
const addItem = (open, paragraph) => {
  const level = Number(LEVEL.exec(styleOf(paragraph))[1])
  const sign = takeSign(paragraph)
  const name = NUMBER.test(sign) ? "ol" : "ul"
  let lists = open.filter((each) => each.level <= level)
  const last = lists.at(-1)
  // The same level with another kind of sign is another list.
  if (last?.level === level && last.list.localName !== name) lists = lists.slice(0, -1)
  if (lists.at(-1)?.level !== level) {
    lists = [...lists, { level, list: openList(lists.at(-1), name, sign, paragraph) }]
  }
  const item = document.createElement("li")
  item.append(...paragraph.childNodes)
  lists.at(-1).list.append(item)
  paragraph.remove()
  return lists
}

const openList = (parent, name, sign, paragraph) => {
  const list = document.createElement(name)
  const first = Number(NUMBER.exec(sign)?.[1])
  if (name === "ol" && first > 1) list.setAttribute("start", first)
  if (parent) parent.list.lastElementChild.append(list)
  else paragraph.before(list)
  return list
}

const takeSign = (paragraph) => {
  const sign = [...paragraph.querySelectorAll(STYLED)].find((element) => SIGN.test(styleOf(element)))
  const text = sign?.textContent.trim() || ""
  sign?.remove()
  return text
}
