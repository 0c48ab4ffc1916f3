/* The admin's search box for rows is named by its value alone: here it gets the words of its label. */
{
  const name = (select) => {
    const label = select.labels[0]
    const box = select.nextElementSibling?.querySelector(".select2-selection")
    if (!label || !box) return
    label.id ||= `${select.id}_label`
    const value = box.querySelector(".select2-selection__rendered")
    box.setAttribute("aria-labelledby", [label.id, value?.id].filter(Boolean).join(" "))
    value?.setAttribute("aria-label", label.textContent.trim())
    box.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id)
  }
  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name)

  const isBox = (node) => node.classList?.contains("select2-container")

  // The admin makes its boxes when it is ready, anew for each new row, and some of them twice.
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some(isBox))) nameAll()
  }).observe(document.documentElement, { childList: true, subtree: true })
}
