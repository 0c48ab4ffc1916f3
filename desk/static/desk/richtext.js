/*
 * Starts an editor for every rich-text field. The field stays a textarea that holds ProseMirror JSON;
 * it is written only when the editor changes something, so that a page that is merely looked at is
 * sent back as it came.
 */

import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Dropcursor,
  Editor,
  Gapcursor,
  getSchema,
  HardBreak,
  History,
  HorizontalRule,
  initializeEditors,
  Italic,
  ListItem,
  Menu,
  Paragraph,
  SpecialCharacters,
  Subscript,
  Superscript,
  Text,
} from "django-prose-editor/editor"
import { Citation, CrisisLine } from "desk/richtext-atoms"
import { Callout, Heading, OrderedList } from "desk/richtext-blocks"
import { Link, PageLink } from "desk/richtext-links"
import { cleanHtml, cleanText } from "desk/richtext-paste"

const ATTRIBUTE = "data-django-prose-editor-richtext"

const MENU = {
  body: [
    // Buttons and not the package's dropdown, which a keyboard cannot reach.
    { group: "blockType -lists", minItems: 2 },
    { group: "lists" },
    { group: "nodes -blockType -lists" },
    { group: "callout" },
    { group: "marks" },
    { group: "link" },
    { group: "atoms" },
    { group: "history" },
  ],
  key_points: [
    { group: "marks" },
    { group: "link" },
    { group: "atoms" },
    { group: "history" },
  ],
}

const choices = () => {
  const element = document.getElementById("richtext-choices")
  return element ? JSON.parse(element.textContent) : {}
}

const extensionsFor = (profile) => {
  const { topics = [], crisis_lines: crisisLines = [] } = choices()
  return [
    profile === "key_points" ? Document.extend({ content: "bulletList" }) : Document,
    Paragraph,
    Text,
    HardBreak,
    profile !== "answer" && Heading,
    BulletList,
    OrderedList,
    ListItem,
    Blockquote,
    Callout,
    HorizontalRule,
    Bold,
    Italic,
    Superscript,
    Subscript,
    Link,
    PageLink.configure({ choices: topics }),
    Citation,
    CrisisLine.configure({ choices: crisisLines }),
    Menu.configure({ groups: MENU[profile] || MENU.body }),
    History,
    SpecialCharacters,
    Dropcursor,
    Gapcursor,
  ].filter(Boolean)
}

/* Return the document, or null for an empty one. Throws when the editor would lose a part of it. */
const readDocument = (text, extensions) => {
  const json = text.trim() ? JSON.parse(text) : null
  if (!json || !Object.keys(json).length) return null
  getSchema(extensions).nodeFromJSON(json).check()
  return json
}

const describe = (textarea) => {
  const label = textarea.labels[0]
  const attributes = { role: "textbox", "aria-multiline": "true" }
  if (label) {
    label.id ||= `${textarea.id}_label`
    attributes["aria-labelledby"] = label.id
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name)
  }
  return attributes
}

const createEditor = (textarea, extensions, content) => {
  const element = document.createElement("div")
  element.className = "prose-editor"
  element.classList.toggle("disabled", textarea.disabled)
  textarea.before(element)
  element.append(textarea)

  return new Editor({
    element,
    extensions,
    content,
    editable: !textarea.disabled,
    // desk/richtext.css has these styles: as an inline style sheet the site's policy refuses them.
    injectCSS: false,
    editorProps: {
      attributes: describe(textarea),
      transformPastedHTML: cleanHtml,
      transformPastedText: cleanText,
    },
    onUpdate({ editor }) {
      textarea.value = JSON.stringify(editor.isEmpty ? {} : editor.getJSON())
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
}

const explain = (textarea) => {
  const note = document.createElement("p")
  note.className = "help"
  note.textContent =
    "The editor cannot show this text without losing a part of it, so it is shown as it is stored."
  textarea.before(note)
}

const start = (textarea) => {
  if (textarea.closest(".prose-editor")) return
  const { profile } = JSON.parse(textarea.getAttribute(ATTRIBUTE))
  const extensions = extensionsFor(profile)
  let content
  try {
    content = readDocument(textarea.value, extensions)
  } catch {
    explain(textarea)
    return
  }
  const editor = createEditor(textarea, extensions, content)
  textarea.labels[0]?.addEventListener("click", () => editor.commands.focus())
  textarea.dispatchEvent(
    new CustomEvent("prose-editor:ready", { detail: { editor, textarea }, bubbles: true }),
  )
}

initializeEditors(start, `[${ATTRIBUTE}]`)
