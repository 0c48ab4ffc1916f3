/* What other programs put on the clipboard, made readable for the editor's own rules. */

// Word and PDF readers put them into what is copied, and the server refuses them: see
// articles/richtext/characters.py.
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]/g

export const cleanText = (text) => text.replace(UNPRINTABLE, "")

/*
 * Say with elements what was said with styles. The site's policy forbids style attributes, so the
 * editor cannot read them, and Google Docs puts all that it copies into a <b> that its style makes
 * normal: without this a whole text would turn bold.
 */
export const cleanHtml = (html) => {
  const { body } = new DOMParser().parseFromString(cleanText(html), "text/html")
  for (const element of body.querySelectorAll("[style]")) {
    const style = element.getAttribute("style").toLowerCase()
    element.removeAttribute("style")
    if (isUndone(element, style)) element.replaceWith(...element.childNodes)
    else if (element.localName === "span") wrapContent(element, elementsFor(style))
  }
  return body.innerHTML
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
