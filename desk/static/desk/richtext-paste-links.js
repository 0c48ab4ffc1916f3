/* Addresses as they were meant, without the detour that counts who follows them. */

const DETOURS = [
  [/^(www\.)?google\.[a-z.]+$/, "/url", ["q", "url"]],
  [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]],
  [/^lm?\.facebook\.com$/, "/l.php", ["u"]],
  [/^(www\.)?youtube\.com$/, "/redirect", ["q"]],
]
const TRACKERS = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid)$/

export const cleanLinks = (body) => {
  for (const link of body.querySelectorAll("a")) {
    const address = link.hasAttribute("href") ? meant(link.getAttribute("href").trim()) : ""
    // A place in the document that was copied leads nowhere from here.
    if (address) link.setAttribute("href", address)
    else if (!link.dataset.topic) link.replaceWith(...link.childNodes)
  }
}

const meant = (address) => {
  if (/^(mailto|tel|sms):/i.test(address)) return address
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return ""
  const url = new URL(address)
  const behind = behindDetour(url)
  if (behind) return meant(behind)
  const trackers = [...url.searchParams.keys()].filter((name) => TRACKERS.test(name))
  // Only then: reading and writing an address may spell it in another way.
  if (!trackers.length) return address
  for (const name of trackers) url.searchParams.delete(name)
  return url.href
}

const behindDetour = ({ hostname, pathname, searchParams }) => {
  const found = DETOURS.find(([host, path]) => host.test(hostname) && pathname === path)
  return found && found[2].map((name) => searchParams.get(name)).find(Boolean)
}
