/* What other programs put on the clipboard, made readable for the editor's own rules. */

import { dropUnwanted, emptyOut } from "desk/richtext-paste-junk"
import { cleanLinks } from "desk/richtext-paste-links"
import { readLists } from "desk/richtext-paste-lists"
import { setStylesAside, STYLED, styleOf } from "desk/richtext-paste-styles"

// Word and PDF readers put them into what is copied, and the server refuses them: see
// articles/richtext/characters.py.
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]/g

export const cleanText = (text) => text.replace(UNPRINTABLE, "")

/*
 * Return the HTML in elements that the editor knows. `levels` are those of headings that fit the
 * field; `onPicture` is called when a picture is left out.
 */
export const cleanHtml = (html, { levels, onPicture }) => {
  const text = setStylesAside(cleanText(html))
  // What was copied in one of our editors is as it must be.
  if (text.includes("data-pm-slice")) return text
  const { body } = new DOMParser().parseFromString(text, "text/html")
  dropUnwanted(body)
  readLists(body)
  readStyles(body)
  if (dropPictures(body)) onPicture()
  cleanLinks(body)
  readTables(body)
  fitHeadings(body, levels)
  emptyOut(body)
  return body.innerHTML
}

const dropPictures = (body) => {
  const pictures = body.querySelectorAll("img, picture, svg, video, canvas, object, embed")
  for (const picture of pictures) picture.remove()
  return pictures.length > 0
}

/*
 * Say with elements what was said with styles. Google Docs puts all that it copies into a <b> that
 * its style makes normal: without this a whole text would turn bold.
 */
const readStyles = (body) => {
  for (const element of body.querySelectorAll(STYLED)) {
    const style = styleOf(element).toLowerCase()
    if (isUndone(element, style)) element.replaceWith(...element.childNodes)
    else if (element.localName === "span") wrapContent(element, elementsFor(style))
  }
}

const NORMAL_WEIGHT = /font-weight:\s*(normal|[1-5]00)/
const NORMAL_STYLE = /font-style:\s*normal/

const isUndone = (element, style) =>
  (element.matches("b, strong") && NORMAL_WEIGHT.test(style)) ||
  (element.matches("i, em") && NORMAL_STYLE.test(style))

const ELEMENTS = [
  [/font-weight:\s*(bold|[6-9]00)/, "strong"],
  [/font-style:\s*italic/, "em"],
  [/vertical-align:\s*super/, "sup"],
  [/vertical-align:\s*sub(?!\w)/, "sub"],
]

const elementsFor = (style) =>
  ELEMENTS.filter(([pattern]) => pattern.test(style)).map(([, name]) => name)

const wrapContent = (element, names) => {
  for (const name of names) {
    const wrapper = document.createElement(name)
    wrapper.append(...element.childNodes)
    element.append(wrapper)
  }
}

const BLOCKS = "p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, pre, table"

/* A row becomes a paragraph, its cells apart by a sign; a table of one column only held a layout. */
const readTables = (body) => {
  // The innermost first, so that what is left in a cell is no table.
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const rows = [...table.rows].map(({ cells }) => [...cells])
    const isLayout = rows.every((cells) => cells.length < 2)
    const made = rows.flatMap((cells) =>
      isLayout ? cells.flatMap((cell) => [...cell.childNodes]) : [paragraphOf(cells)],
    )
    const caption = table.caption ? [paragraphOf([table.caption])] : []
    table.replaceWith(...caption, ...made)
  }
}

const paragraphOf = (cells) => {
  const paragraph = document.createElement("p")
  for (const cell of cells.filter(({ textContent }) => textContent.trim())) {
    if (paragraph.hasChildNodes()) paragraph.append(" | ")
    for (const block of [...cell.querySelectorAll(BLOCKS)].reverse()) {
      block.replaceWith(" ", ...block.childNodes, " ")
    }
    paragraph.append(...cell.childNodes)
  }
  return paragraph
}

/* The highest heading of what is pasted gets the highest level that fits here, and so on down. */
const fitHeadings = (body, levels) => {
  const headings = [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  const used = [...new Set(headings.map(({ localName }) => localName))].sort()
  for (const heading of headings) {
    const level = levels[Math.min(used.indexOf(heading.localName), levels.length - 1)]
    const fitting = document.createElement(level ? `h${level}` : "p")
    fitting.append(...heading.childNodes)
    heading.replaceWith(fitting)
  }
}
