/* Says what a date and time in UTC is in the time zone of the person who types it. */

function inOwnZone(day, time, zone) {
  const instant = new Date(`${day}T${time}Z`)
  if (!day || !time || Number.isNaN(instant.valueOf())) return ""
  const words = new Intl.DateTimeFormat("en-US", {
    dateStyle: "full",
    timeStyle: "short",
    hourCycle: "h23",
    timeZone: zone,
  })
  return `That is ${words.format(instant)} in ${zone}.`
}

for (const around of document.querySelectorAll(".desk-instant[data-zone]:not([data-zone=''])")) {
  const [day, time] = around.querySelectorAll("input")
  const say = () => {
    around.querySelector("output").textContent = inOwnZone(day.value, time.value, around.dataset.zone)
  }
  around.addEventListener("input", say)
  say()
}

// Whoever chooses a time wants it to count.
const later = document.querySelector("input[name='when'][value='later']")
const at = document.querySelector("input[name='at_0']")
if (later && at) {
  at.closest(".desk-instant").addEventListener("input", () => {
    later.checked = true
  })
}
