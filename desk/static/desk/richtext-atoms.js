/* Inline nodes without content of their own: see articles/richtext/schema.py for their attributes. */

import { Node } from "django-prose-editor/editor"
import { including, labelOf } from "desk/richtext-choices"
import { ask } from "desk/richtext-dialog"
import { UUID } from "desk/richtext-reading"

/*
 * Put atoms behind the selection: what is selected are the words that they speak of. Setting the
 * selection first keeps them inside the last paragraph when everything is selected.
 */
export const insertBehind = (editor, nodes) =>
  editor.chain().focus().setTextSelection(editor.state.selection.to).insertContent(nodes).run()

export const selectedAtom = (editor, name) => {
  const { node } = editor.state.selection
  return node?.type.name === name ? node : null
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
