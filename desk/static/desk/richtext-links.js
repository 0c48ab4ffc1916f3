/* Links: words carry one to another place, or one to a page of ours, never both. */

import { Link as BaseLink, Mark } from "django-prose-editor/editor"
import { including, labelOf } from "desk/richtext-choices"
import { ask } from "desk/richtext-dialog"
import { isAllowed, readAnchor, readHref, UUID } from "desk/richtext-reading"

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
