/* A picture with its words. Only there when the field's profile allows it: see desk/widgets.py. */

import { Node } from "django-prose-editor/editor"
import { offered } from "desk/richtext-choices"
import { ask } from "desk/richtext-dialog"
import { UUID } from "desk/richtext-reading"
import { search } from "desk/richtext-search"

const held = (name) => ({
  default: "",
  parseHTML: (element) => element.getAttribute(`data-${name}`) || "",
  renderHTML: (attributes) => ({ [`data-${name}`]: attributes[name] }),
})

export const Figure = Node.create({
  name: "figure",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      image: { parseHTML: ({ dataset }) => dataset.image, renderHTML: dataImage },
      alt: held("alt"),
      caption: held("caption"),
    }
  },

  parseHTML() {
    return [
      {
        tag: "figure[data-image]",
        getAttrs: ({ dataset }) => (UUID.test(dataset.image) ? null : false),
      },
    ]
  },

  renderHTML({ node: { attrs }, HTMLAttributes }) {
    return [
      "figure",
      { ...HTMLAttributes, class: "richtext-figure" },
      ["span", {}, attrs.alt ? `Picture: ${attrs.alt}` : "Picture, decorative"],
      ["figcaption", {}, attrs.caption],
    ]
  },

  addCommands() {
    return {
      insertFigure:
        () =>
        ({ editor, dispatch }) => {
          // Without `dispatch` the editor only asks whether it could.
          if (dispatch) askForFigure(editor)
          return true
        },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "figure",
      groups: "figure",
      button: buttons.material("image", "picture"),
      command: (editor) => editor.commands.insertFigure(),
      active: (editor) => editor.isActive("figure"),
      enabled: () => Boolean(offered().pick_pictures),
    })
  },
})

const dataImage = ({ image }) => ({ "data-image": image })

const showPicture = ({ alt, caption, decorative, thumbnail }) => ({
  text: alt || caption || "Picture without words",
  detail: decorative ? "decorative" : caption,
  picture: thumbnail,
})

const readImage = (typed, present, label) => {
  if (present && typed === label) return present
  throw new Error("Choose a picture from the list: type a word of its description.")
}

const askForFigure = async (editor) => {
  const { node } = editor.state.selection
  const present = node?.type.name === "figure" ? node.attrs : null
  const label = present ? "The present one" : ""
  const answer = await ask({
    title: present ? "Change the picture" : "Insert a picture",
    submit: present ? "Change" : "Insert",
    fields: [
      {
        name: "image",
        label: "Picture",
        value: label,
        help: "Pictures are added under Images.",
        read: (text) => readImage(text, present?.image, label),
        search: {
          noun: ["picture", "pictures"],
          find: (q, signal) => search(offered().pick_pictures, { q }, signal),
          show: showPicture,
          take: ({ uuid }) => uuid,
          fill: ({ alt, caption, decorative }) => ({ alt: decorative ? "" : alt, caption }),
        },
      },
      {
        name: "alt",
        label: "What the picture shows, for those who cannot see it",
        value: present?.alt,
        help: "Leave it empty if the picture only decorates.",
      },
      { name: "caption", label: "Caption (may be empty)", value: present?.caption },
    ],
  })
  editor.commands.focus()
  if (!answer) return
  if (present) editor.commands.updateAttributes("figure", answer)
  else editor.commands.insertContent({ type: "figure", attrs: answer })
}
