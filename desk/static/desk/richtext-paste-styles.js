/*
 * Styles and scripts in what is pasted, kept under another name. The site's policy forbids both: the
 * browser would report each one, and not let the editor read the styles.
 */

const SHEETS = /<style\b[^>]*>[\s\S]*?(<\/style\s*>|$)/gi
const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi
const ATTRIBUTE = /(?<=[\s"'])(?:style|on[a-z]+)(?=\s*=)/gi

export const STYLED = "[data-pasted-style]"

export const setStylesAside = (html) =>
  html.replace(SHEETS, "").replace(TAG, (tag) => tag.replace(ATTRIBUTE, "data-pasted-$&"))

export const styleOf = (element) => element.getAttribute("data-pasted-style") || ""
