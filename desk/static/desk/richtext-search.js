/* Asks the desk what an editor may mean: see desk/pickers.py. */

const NO_ANSWER = "The search does not answer. Look at your connection, then type again."

/* Return {results, count}; throws an Error whose message says what to do. */
export const search = async (address, parameters, signal) => {
  let answer
  try {
    answer = await fetch(`${address}?${new URLSearchParams(parameters)}`, { signal })
  } catch (error) {
    throw error.name === "AbortError" ? error : new Error(NO_ANSWER)
  }
  const found = await answer.json().catch(() => ({}))
  if (!answer.ok || !found.results) throw new Error(found.detail || NO_ANSWER)
  return found
}
