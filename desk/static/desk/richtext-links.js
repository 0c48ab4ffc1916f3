/* Links: words carry one to another place, or one to a page of ours, never both. */

import { Link as BaseLink, Mark } from "django-prose-editor/editor"
import { labelOf, offered } from "desk/richtext-choices"
import { ask } from "desk/richtext-dialog"
import { isAllowed, readAnchor, readHref, UUID } from "desk/richtext-reading"
import { search } from "desk/richtext-search"
import { keepTyped, screenPlace, whenTyped } from "desk/richtext-typed"

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

  addProseMirrorPlugins() {
    const open = (typed) => askForPageLink(this.editor, this.options.choices, typed)
    return [whenTyped({ sign: "[[", behind: /[^[]/, open })]
  },

  addCommands() {
    return {
      editPageLink:
        () =>
        ({ editor }) => {
          askForPageLink(editor, this.options.choices)
          return true
        },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pageLink",
      groups: "link",
      button: buttons.material("find_in_page", "link to a page of this site"),
      command: (editor) => editor.commands.editPageLink(),
      active: (editor) => editor.isActive("pageLink"),
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

const findPages = (typed, signal) => {
  const { pick_topics: address, locale } = offered()
  const chosen = document.getElementById("id_locale")?.value
  return search(address, { q: typed, locale: locale || chosen || "" }, signal)
}

const showPage = ({ title, name, kind, live }) => ({
  text: title,
  detail: [
    kind,
    name !== title && name,
    live ? "public in this language" : "not public in this language: shown without a link",
  ]
    .filter(Boolean)
    .join(" · "),
})

const readTopic = (typed, present, label) => {
  if (present && typed === label) return { topic: present, title: label }
  throw new Error("Choose a page from the list: type a part of its title, then use the arrow keys.")
}

const askForPageLink = async (editor, choices, typed) => {
  const { topic: present, anchor } = typed ? {} : editor.getAttributes("pageLink")
  const label = present ? labelOf(choices, present, "The present one") : ""
  const answer = await ask({
    title: "Link to a page of this site",
    submit: "Link",
    beside: typed && screenPlace(editor, typed),
    onCancel: typed && ((text) => keepTyped(editor, typed, text)),
    fields: [
      {
        name: "page",
        label: "Page",
        value: label,
        help: "The link follows the page when its address changes.",
        read: (text) => readTopic(text, present, label),
        search: {
          noun: ["page", "pages"],
          find: findPages,
          show: showPage,
          take: ({ topic, title }) => ({ topic, title }),
        },
      },
      {
        name: "anchor",
        label: "Part of that page (may be empty)",
        value: anchor,
        read: readAnchor,
      },
    ],
  })
  if (answer) linkTo(editor, answer, typed)
  else if (!typed) editor.commands.focus()
}

const linkTo = (editor, { page: { topic, title }, anchor }, typed) => {
  const attrs = { topic, anchor }
  if (!typed && canCarry(editor, "pageLink")) {
    setMark(editor, "pageLink", attrs)
    return
  }
  const words = { type: "text", text: title, marks: [{ type: "pageLink", attrs }] }
  const { to } = editor.state.selection
  editor
    .chain()
    .focus()
    .insertContentAt(typed || to, words)
    .run()
}
