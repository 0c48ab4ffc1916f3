/* Values that are offered with the words for them: [value, words] pairs. */

export const labelOf = (choices, value, otherwise) =>
  choices.find(([key]) => key === value)?.[1] || otherwise

/* What is chosen now stays to be chosen, although it may no longer be offered. */
export const including = (choices, value, otherwise) =>
  !value || choices.some(([key]) => key === value) ? choices : [[value, otherwise], ...choices]
