/* What the page offers to its editors: see editor_choices in desk/widgets.py. */

export const offered = () => {
  const element = document.getElementById("richtext-choices")
  return element ? JSON.parse(element.textContent) : {}
}

/* Choices are [value, words] pairs. */

export const labelOf = (choices, value, otherwise) =>
  choices.find(([key]) => key === value)?.[1] || otherwise

/* What is chosen now stays to be chosen, although it may no longer be offered. */
export const including = (choices, value, otherwise) =>
  !value || choices.some(([key]) => key === value) ? choices : [[value, otherwise], ...choices]
