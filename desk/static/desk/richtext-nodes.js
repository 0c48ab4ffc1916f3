/*
 * Our nodes and marks for the editor, and its own ones held to what the server accepts: see
 * articles/richtext/schema.py, which names the same nodes, marks, attributes and defaults.
 */

import {
  Heading as BaseHeading,
  Link as BaseLink,
  OrderedList as BaseOrderedList,
  Mark,
  Node,
} from "django-prose-editor/editor"
import { ask } from "desk/richtext-dialog"

const TONES = [
  ["note", "Note"],
  ["warning", "Warning"],
  ["urgent", "Urgent"],
  ["emergency", "Emergency"],
]
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MAX_START = 9999

/* Reading what people type or paste */

const PUBMED =
  /^https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/0*([1-9]\d{0,7})\/?(?:[?#]\S*)?$/i
const PMID = /^(?:pmid:?\s*)?0*([1-9]\d{0,7})$/i
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i

const readKey = (text) => {
  const typed = text.trim()
  const pmid = PUBMED.exec(typed) || PMID.exec(typed)
  if (pmid) return `pmid:${pmid[1]}`
  const doi = DOI.exec(typed)
  if (doi) return `doi:${doi[1].toLowerCase()}`
  const uuid = typed.toLowerCase().replace(/^uuid:\s*/, "")
  return typed.toLowerCase().startsWith("uuid:") && UUID.test(uuid) ? `uuid:${uuid}` : null
}

/* Return the keys of one work or of several, separated by spaces, commas or semicolons. */
export const readKeys = (text) => {
  const whole = readKey(text)
  const keys = whole ? [whole] : text.trim().split(/[\s,;]+/).map(readKey)
  if (!keys.every(Boolean)) {
    throw new Error("Give a PMID such as 30075356, or a DOI such as 10.1016/j.janxdis.2018.07.005.")
  }
  return keys
}

const keyLabel = (key) => {
  const [, scheme, identifier] = /^(\w+):(.*)$/s.exec(key)
  if (scheme === "pmid") return `PMID ${identifier}`
  return scheme === "doi" ? `DOI ${identifier}` : `work ${identifier.slice(0, 8)}`
}

export const readHref = (text) => {
  const typed = text.trim()
  const href = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(typed) ? `https://${typed}` : typed
  if (/^http:/i.test(href)) throw new Error("Use the https:// address of that page.")
  if (!isAllowed(href)) {
    throw new Error("Begin with https://, mailto:, tel: or sms:, and leave out spaces.")
  }
  return href
}

const isAllowed = (href) => {
  if (/[\s\\<>"`{}|^]/.test(href)) return false
  if (/^mailto:[^@?,]+@[^@?,]+\.[^@?,]+(\?.*)?$/i.test(href)) return true
  if (/^(tel:[^?]+|sms:[^?]+(\?.*)?)$/i.test(href)) {
    return /^\w+:\+?\(?[0-9*]([0-9*().-]*[0-9])?(;ext=[0-9]+)?(\?|$)/.test(href)
  }
  if (!/^https:\/\//i.test(href) || !URL.canParse(href)) return false
  const { username, password } = new URL(href)
  return !username && !password
}

const readAnchor = (text) => {
  const anchor = text.trim().replace(/^#+/, "")
  if (!/^[\p{L}\p{N}_.-]*$/u.test(anchor)) {
    throw new Error("An anchor is one word of letters, digits and hyphens.")
  }
  return anchor
}

const readStart = (text) => {
  if (!/^\d{1,4}$/.test(text.trim())) throw new Error("Give a whole number from 0 to 9999.")
  return Number(text.trim())
}

/* Inline nodes without content of their own */

/*
 * Put atoms behind the selection: what is selected are the words that they speak of. Setting the
 * selection first keeps them inside the last paragraph when everything is selected.
 */
const insertBehind = (editor, nodes) =>
  editor.chain().focus().setTextSelection(editor.state.selection.to).insertContent(nodes).run()

const selectedAtom = (editor, name) => {
  const { node } = editor.state.selection
  return node?.type.name === name ? node : null
}

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

const askForCitation = async (editor) => {
  const present = selectedAtom(editor, "citation")
  const answer = await ask({
    title: present ? "Change the citation" : "Cite a work",
    submit: present ? "Change" : "Cite",
    fields: [
      {
        name: "keys",
        label: "PMID or DOI",
        value: present?.attrs.key,
        help: "A PubMed number, a DOI or its address. Several are separated by commas.",
        read: readKeys,
      },
    ],
  })
  editor.commands.focus()
  if (!answer) return
  const nodes = answer.keys.map((key) => ({ type: "citation", attrs: { key } }))
  if (present) editor.chain().deleteSelection().run()
  insertBehind(editor, nodes)
}

export const CrisisLine = Node.create({
  name: "crisisLine",
  group: "inline",
  inline: true,
  atom: true,
  marks: "",

  addOptions() {
    return { choices: [] }
  },

  addAttributes() {
    return {
      resource: {
        parseHTML: (element) => element.dataset.resource,
        renderHTML: ({ resource }) => ({ "data-resource": resource }),
      },
    }
  },

  parseHTML() {
    return [
      {
        tag: "span[data-resource]",
        getAttrs: (dom) => (UUID.test(dom.dataset.resource) ? null : false),
      },
    ]
  },

  renderHTML({ node, HTMLAttributes }) {
    const words = `[${labelOf(this.options.choices, node.attrs.resource, "crisis line")}]`
    return ["span", { ...HTMLAttributes, class: "richtext-atom" }, words]
  },

  addCommands() {
    return {
      editCrisisLine:
        () =>
        ({ editor }) => {
          askForCrisisLine(editor, this.options.choices)
          return true
        },
    }
  },

  addMenuItems({ buttons, menu }) {
    const { choices } = this.options
    menu.defineItem({
      name: "crisisLine",
      groups: "atoms",
      button: buttons.material("phone", "crisis line"),
      command: (editor) => editor.commands.editCrisisLine(),
      active: (editor) => editor.isActive("crisisLine"),
      enabled: () => choices.length > 0,
    })
  },
})

const labelOf = (choices, value, otherwise) =>
  choices.find(([key]) => key === value)?.[1] || otherwise

/* What is chosen now stays to be chosen, although it may no longer be offered. */
const including = (choices, value, otherwise) =>
  !value || choices.some(([key]) => key === value) ? choices : [[value, otherwise], ...choices]

const askForCrisisLine = async (editor, choices) => {
  const present = selectedAtom(editor, "crisisLine")
  const answer = await ask({
    title: "Crisis line",
    submit: present ? "Change" : "Insert",
    fields: [
      {
        name: "resource",
        label: "Crisis line",
        value: present?.attrs.resource,
        choices: including(choices, present?.attrs.resource, "The present one"),
        help: "The page prints the number that is in force when it is read.",
      },
    ],
  })
  editor.commands.focus()
  if (!answer) return
  if (present) editor.chain().deleteSelection().run()
  insertBehind(editor, [{ type: "crisisLine", attrs: answer }])
}

/* Blocks */

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

export const Heading = BaseHeading.configure({ levels: [2, 3, 4] }).extend({
  parseHTML() {
    return [
      ...this.parent(),
      // The title of the page is level 1, and nobody sees a difference below 4.
      { tag: "h1", attrs: { level: 2 } },
      { tag: "h5", attrs: { level: 4 } },
      { tag: "h6", attrs: { level: 4 } },
    ]
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

/* Links: words carry one to another place, or one to a page of ours, never both. */

const LINKS = "link pageLink"

const setMark = (editor, name, attributes) => {
  const chain = editor.chain().focus()
  if (attributes && editor.isActive(name)) {
    chain.extendMarkRange(name).updateAttributes(name, attributes)
  } else if (attributes) chain.setMark(name, attributes)
  chain.run()
}

const canCarry = (editor, name) => !editor.state.selection.empty || editor.isActive(name)

export const Link = BaseLink.configure({
  autolink: false,
  openOnClick: false,
  isAllowedUri: (href) => Boolean(href) && isAllowed(href.trim()),
}).extend({
  excludes: LINKS,

  addAttributes() {
    return { href: { default: null, parseHTML: (element) => element.getAttribute("href").trim() } }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (canCarry(editor, "link")) askForLink(editor)
          return true
        },
    }
  },
})

const askForLink = async (editor) => {
  const answer = await ask({
    title: "Link to another site",
    submit: "Link",
    fields: [
      {
        name: "href",
        label: "Address",
        value: editor.getAttributes("link").href,
        help: "https://, mailto:, tel: or sms:. For a page of this site use a page link.",
        read: readHref,
      },
    ],
  })
  setMark(editor, "link", answer)
}

export const PageLink = Mark.create({
  name: "pageLink",
  priority: 1000,
  keepOnSplit: false,
  inclusive: false,
  excludes: LINKS,

  addOptions() {
    return { choices: [] }
  },

  addAttributes() {
    return {
      topic: {
        parseHTML: (element) => element.dataset.topic,
        renderHTML: ({ topic }) => ({ "data-topic": topic }),
      },
      anchor: {
        default: "",
        parseHTML: (element) => element.dataset.anchor || "",
        renderHTML: ({ anchor }) => (anchor ? { "data-anchor": anchor } : {}),
      },
    }
  },

  parseHTML() {
    // Before the rule of links: a page link copied from the site has an address as well.
    return [
      {
        tag: "a[data-topic]",
        priority: 60,
        getAttrs: (dom) => (UUID.test(dom.dataset.topic) ? null : false),
      },
    ]
  },

  renderHTML({ mark, HTMLAttributes }) {
    const title = labelOf(this.options.choices, mark.attrs.topic, "A page of this site")
    return ["a", { ...HTMLAttributes, class: "richtext-page-link", title }, 0]
  },

  addCommands() {
    return {
      editPageLink:
        () =>
        ({ editor }) => {
          if (canCarry(editor, "pageLink")) askForPageLink(editor, this.options.choices)
          return true
        },
    }
  },

  addMenuItems({ buttons, menu }) {
    const { choices } = this.options
    menu.defineItem({
      name: "pageLink",
      groups: "link",
      button: buttons.material("find_in_page", "link to a page of this site"),
      command: (editor) => editor.commands.editPageLink(),
      active: (editor) => editor.isActive("pageLink"),
      enabled: (editor) => choices.length > 0 && canCarry(editor, "pageLink"),
    })
    menu.defineItem({
      name: "removePageLink",
      groups: "link",
      button: buttons.material("link_off", "remove page link"),
      command: (editor) =>
        editor.chain().focus().unsetMark("pageLink", { extendEmptyMarkRange: true }).run(),
      hidden: (editor) => !editor.isActive("pageLink"),
    })
  },
})

const askForPageLink = async (editor, choices) => {
  const { topic, anchor } = editor.getAttributes("pageLink")
  const answer = await ask({
    title: "Link to a page of this site",
    submit: "Link",
    fields: [
      {
        name: "topic",
        label: "Page",
        value: topic,
        choices: including(choices, topic, "The present one"),
        help: "The link follows the page when its address changes.",
      },
      {
        name: "anchor",
        label: "Part of that page (may be empty)",
        value: anchor,
        read: readAnchor,
      },
    ],
  })
  setMark(editor, "pageLink", answer)
}
