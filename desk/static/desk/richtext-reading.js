/* Reads what people type into a dialog, or bring along when they paste. */

export const MAX_START = 9999
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const PUBMED =
  /^https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/0*([1-9]\d{0,7})\/?(?:[?#]\S*)?$/i
const PMID = /^(?:pmid:?\s*)?0*([1-9]\d{0,7})$/i
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:?\s*)?(10\.\d{4,9}\/\S+)$/i

export const readKey = (text) => {
  const typed = text.trim()
  const pmid = PUBMED.exec(typed) || PMID.exec(typed)
  if (pmid) return `pmid:${pmid[1]}`
  const doi = DOI.exec(typed)
  if (doi) return `doi:${doi[1].toLowerCase()}`
  const uuid = typed.toLowerCase().replace(/^uuid:\s*/, "")
  return typed.toLowerCase().startsWith("uuid:") && UUID.test(uuid) ? `uuid:${uuid}` : null
}

/*
 * Return the keys of one work or of several, separated by spaces, commas or semicolons. Throws
 * `otherwise` when there are none.
 */
export const readKeys = (text, otherwise) => {
  const whole = readKey(text)
  const keys = whole ? [whole] : text.trim().split(/[\s,;]+/).map(readKey)
  if (!keys.every(Boolean)) throw new Error(otherwise)
  return keys
}

export const keyLabel = (key) => {
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

export const isAllowed = (href) => {
  if (/[\s\\<>"`{}|^]/.test(href)) return false
  if (/^mailto:[^@?,]+@[^@?,]+\.[^@?,]+(\?.*)?$/i.test(href)) return true
  if (/^(tel:[^?]+|sms:[^?]+(\?.*)?)$/i.test(href)) {
    return /^\w+:\+?\(?[0-9*]([0-9*().-]*[0-9])?(;ext=[0-9]+)?(\?|$)/.test(href)
  }
  if (!/^https:\/\//i.test(href) || !URL.canParse(href)) return false
  const { username, password } = new URL(href)
  return !username && !password
}

export const readAnchor = (text) => {
  const anchor = text.trim().replace(/^#+/, "")
  if (!/^[\p{L}\p{N}_.-]*$/u.test(anchor)) {
    throw new Error("An anchor is one word of letters, digits and hyphens.")
  }
  return anchor
}

export const readStart = (text) => {
  if (!/^\d{1,4}$/.test(text.trim())) throw new Error("Give a whole number from 0 to 9999.")
  return Number(text.trim())
}
