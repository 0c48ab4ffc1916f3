/* The mark of a source: typed as "@", or put in with its button. */

import { Node } from "django-prose-editor/editor"
import { insertBehind, selectedAtom } from "desk/richtext-atoms"
import { offered } from "desk/richtext-choices"
import { ask } from "desk/richtext-dialog"
import { keyLabel, readKey, readKeys } from "desk/richtext-reading"
import { search } from "desk/richtext-search"
import { keepTyped, screenPlace, whenTyped } from "desk/richtext-typed"

export const Citation = Node.create({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,
  marks: "",

  addAttributes() {
    return {
      key: {
        parseHTML: (element) => readKey(element.dataset.key || ""),
        renderHTML: ({ key }) => ({ "data-key": key }),
      },
    }
  },

  parseHTML() {
    return [
      { tag: "cite[data-key]", getAttrs: (dom) => (readKey(dom.dataset.key) ? null : false) },
    ]
  },

  renderHTML({ node, HTMLAttributes }) {
    return ["cite", { ...HTMLAttributes, class: "richtext-atom" }, `[${keyLabel(node.attrs.key)}]`]
  },

  renderText({ node }) {
    return `[${keyLabel(node.attrs.key)}]`
  },

  addCommands() {
    return {
      editCitation:
        () =>
        ({ editor }) => {
          askForCitation(editor)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { "Mod-Shift-c": ({ editor }) => editor.commands.editCitation() }
  },

  addProseMirrorPlugins() {
    // Behind a letter it is a part of a mail address.
    const open = (typed) => askForCitation(this.editor, typed)
    return [whenTyped({ sign: "@", behind: /[^\p{L}\p{N}_@+-]/u, open })]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "citation",
      groups: "atoms",
      button: buttons.material("menu_book", "citation"),
      command: (editor) => editor.commands.editCitation(),
      active: (editor) => editor.isActive("citation"),
    })
  },
})

const NOT_CHOSEN =
  "Choose a work from the list, or give a PMID such as 30075356 or a DOI such as 10.1016/j.janxdis.2018.07.005."

const findWorks = (typed, signal) => {
  const [, identifier] = /^\w+:(.*)$/s.exec(readKey(typed) || "") || []
  return search(offered().pick_references, { q: identifier || typed }, signal)
}

const STANDINGS = {
  concern: "Expression of concern",
  retracted: "Retracted",
  withdrawn: "Withdrawn",
  superseded: "Superseded",
}

const showWork = ({ authors, year, title, journal, pmid, doi, standing }) => ({
  text: title,
  detail: [
    STANDINGS[standing] && `${STANDINGS[standing]}!`,
    [authors, year].filter(Boolean).join(" "),
    journal,
    pmid ? `PMID ${pmid}` : doi && `DOI ${doi}`,
  ]
    .filter(Boolean)
    .join(" · "),
})

const askForCitation = async (editor, typed) => {
  const present = typed ? null : selectedAtom(editor, "citation")
  const answer = await ask({
    title: present ? "Change the citation" : "Cite a work",
    submit: present ? "Change" : "Cite",
    beside: typed && screenPlace(editor, typed),
    onCancel: typed && ((text) => keepTyped(editor, typed, text)),
    fields: [
      {
        name: "keys",
        label: "Author, title, PMID or DOI",
        value: present ? keyLabel(present.attrs.key) : "",
        help: "Several PMIDs are separated by commas. Works are added under References.",
        read: (text) => readKeys(text, NOT_CHOSEN),
        search: {
          noun: ["work", "works"],
          find: findWorks,
          show: showWork,
          take: ({ key }) => [key],
          atOnce: true,
        },
      },
    ],
  })
  if (!answer) {
    if (!typed) editor.commands.focus()
    return
  }
  const nodes = answer.keys.map((key) => ({ type: "citation", attrs: { key } }))
  if (typed) replaceSign(editor, typed, nodes)
  else {
    if (present) editor.chain().focus().deleteSelection().run()
    insertBehind(editor, nodes)
  }
}

/* The number stands close to the word: the space typed before the sign goes with it. */
const replaceSign = (editor, { from, to }, nodes) => {
  const { parentOffset, nodeBefore } = editor.state.doc.resolve(from)
  const spaced = parentOffset > 1 && nodeBefore?.text?.endsWith(" ")
  const place = { from: spaced ? from - 1 : from, to }
  editor.chain().focus().deleteRange(place).insertContentAt(place.from, nodes).run()
}
