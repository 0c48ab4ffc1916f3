/* Our blocks, and the editor's own held to the levels and numbers that the server accepts. */

import {
  Heading as BaseHeading,
  OrderedList as BaseOrderedList,
  Node,
} from "django-prose-editor/editor"
import { labelOf } from "desk/richtext-choices"
import { ask } from "desk/richtext-dialog"
import { MAX_START, readStart } from "desk/richtext-reading"

const TONES = [
  ["note", "Note"],
  ["warning", "Warning"],
  ["urgent", "Urgent"],
  ["emergency", "Emergency"],
]

export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,

  addAttributes() {
    return {
      tone: {
        default: "note",
        parseHTML: ({ dataset }) => (labelOf(TONES, dataset.tone) ? dataset.tone : "note"),
        renderHTML: ({ tone }) => ({ "data-tone": tone }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "aside[data-tone]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["aside", { ...HTMLAttributes, class: "richtext-callout" }, 0]
  },

  addCommands() {
    return {
      editCallout:
        () =>
        ({ editor }) => {
          askForCallout(editor)
          return true
        },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "callout",
      groups: "callout",
      button: buttons.material("campaign", "callout"),
      command: (editor) => editor.commands.editCallout(),
      active: (editor) => editor.isActive("callout"),
      enabled: (editor) => editor.isActive("callout") || editor.can().wrapIn("callout"),
    })
    menu.defineItem({
      name: "removeCallout",
      groups: "callout",
      button: buttons.material("close", "remove callout"),
      command: (editor) => editor.chain().focus().lift("callout").run(),
      hidden: (editor) => !editor.isActive("callout"),
    })
  },
})

const askForCallout = async (editor) => {
  const present = editor.isActive("callout")
  const answer = await ask({
    title: "Callout",
    submit: present ? "Change" : "Insert",
    fields: [
      {
        name: "tone",
        label: "Tone",
        value: present ? editor.getAttributes("callout").tone : "note",
        choices: TONES,
      },
    ],
  })
  const chain = editor.chain().focus()
  if (answer && present) chain.updateAttributes("callout", answer)
  else if (answer) chain.wrapIn("callout", answer)
  chain.run()
}

/* A heading of another level that is there already stays what it is: the buttons offer these. */
export const headingsFor = (levels) =>
  BaseHeading.configure({ levels }).extend({
    parseHTML() {
      return [2, 3, 4].map((level) => ({ tag: `h${level}`, attrs: { level } }))
    },

    renderHTML({ node, HTMLAttributes }) {
      return [`h${node.attrs.level}`, HTMLAttributes, 0]
    },
  })

export const OrderedList = BaseOrderedList.configure({ enableListAttributes: false }).extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: ({ start }) => (start >= 0 && start <= MAX_START ? start : 1),
      },
    }
  },

  // The base's view sets the kind of numbers, which we do not have.
  addNodeView: null,

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "orderedListStart",
      groups: "lists",
      button: buttons.material("tune", "first number of the list"),
      option: null,
      command: askForStart,
      hidden: (editor) => !editor.isActive("orderedList"),
    })
  },
})

const askForStart = async (editor) => {
  const answer = await ask({
    title: "Numbered list",
    submit: "Change",
    fields: [
      {
        name: "start",
        label: "First number",
        value: editor.getAttributes("orderedList").start,
        read: readStart,
      },
    ],
  })
  const chain = editor.chain().focus()
  if (answer) chain.updateAttributes("orderedList", answer)
  chain.run()
}
