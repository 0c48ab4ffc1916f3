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
  Italic,
  ListItem,
  Menu,
  Paragraph,
  SpecialCharacters,
  Subscript,
  Superscript,
  Text,
} from "django-prose-editor/editor"
import { CrisisLine } from "desk/richtext-atoms"
import { Callout, headingsFor, OrderedList } from "desk/richtext-blocks"
import { offered } from "desk/richtext-choices"
import { Citation } from "desk/richtext-citation"
import { make } from "desk/richtext-elements"
import { Figure } from "desk/richtext-figure"
import { Leaving } from "desk/richtext-leaving"
import { Link, PageLink } from "desk/richtext-links"
import { cleanHtml, cleanText } from "desk/richtext-paste"
import { watchSize } from "desk/richtext-size"
import { startEditors } from "desk/richtext-start"
import { Toolbar } from "desk/richtext-toolbar"

const ATTRIBUTE = "data-django-prose-editor-richtext"

const MENU = {
  body: [
    // Buttons and not the package's dropdown, which a keyboard cannot reach.
    { group: "blockType -lists", minItems: 2 },
    { group: "lists" },
    { group: "nodes -blockType -lists" },
    { group: "figure" },
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

const levelsFor = (nodes) => {
  const { first_heading: first = 2 } = offered()
  return nodes.includes("heading") ? [2, 3, 4].filter((level) => level >= first) : []
}

const extensionsFor = ({ profile, nodes }, label) => {
  const { topics = [], crisis_lines: crisisLines = [] } = offered()
  return [
    profile === "key_points" ? Document.extend({ content: "bulletList" }) : Document,
    Paragraph,
    Text,
    HardBreak,
    nodes.includes("heading") && headingsFor(levelsFor(nodes)),
    BulletList,
    OrderedList,
    ListItem,
    Blockquote,
    Callout,
    HorizontalRule,
    nodes.includes("figure") && Figure,
    Bold,
    Italic,
    Superscript,
    Subscript,
    Link,
    PageLink.configure({ choices: topics }),
    nodes.includes("citation") && Citation,
    CrisisLine.configure({ choices: crisisLines }),
    Menu.configure({ groups: MENU[profile] || MENU.body }),
    Toolbar.configure({ label }),
    Leaving,
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

const createEditor = (textarea, { nodes }, extensions, content) => {
  const element = make("div", { className: "prose-editor" })
  element.classList.toggle("disabled", textarea.disabled)
  textarea.before(element)
  // It is there before it says something: screen readers only tell what changes.
  const note = make("p", { className: "richtext-note" })
  note.setAttribute("role", "status")
  element.append(textarea)

  const editor = new Editor({
    element,
    extensions,
    content,
    editable: !textarea.disabled,
    // desk/richtext.css has these styles: as an inline style sheet the site's policy refuses them.
    injectCSS: false,
    editorProps: { attributes: describe(textarea), ...pasting(nodes, note) },
    onUpdate({ editor }) {
      textarea.value = JSON.stringify(editor.isEmpty ? {} : editor.getJSON())
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  element.append(note)
  return editor
}

const pasting = (nodes, note) => {
  const levels = levelsFor(nodes)
  const noPicture = nodes.includes("figure")
    ? "Pictures are not pasted. Pictures are added with the Picture button."
    : "Pictures are not pasted, and this text cannot hold any."
  let hadPicture = false
  return {
    transformPastedHTML: (html) => cleanHtml(html, { levels, onPicture: () => (hadPicture = true) }),
    transformPastedText: cleanText,
    // Called when what is pasted has been cleaned.
    handlePaste(view, { clipboardData }) {
      const files = [...(clipboardData?.files || [])]
      const isPicture = files.some(({ type }) => type.startsWith("image/"))
      note.textContent = hadPicture || isPicture ? noPicture : ""
      hadPicture = false
      return false
    },
  }
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
  const config = JSON.parse(textarea.getAttribute(ATTRIBUTE))
  const extensions = extensionsFor(config, textarea.labels[0]?.textContent.trim())
  let content
  try {
    content = readDocument(textarea.value, extensions)
  } catch {
    explain(textarea)
    return
  }
  const editor = createEditor(textarea, config, extensions, content)
  textarea.labels[0]?.addEventListener("click", () => editor.commands.focus())
  textarea.dispatchEvent(
    new CustomEvent("prose-editor:ready", { detail: { editor, textarea }, bubbles: true }),
  )
}

startEditors(`[${ATTRIBUTE}]`, start)
const form = document.querySelector(`[${ATTRIBUTE}]`)?.form
if (form && offered().max_bytes) watchSize(form)
