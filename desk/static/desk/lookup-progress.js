// Shows how far a lookup is, until it is ready. Without scripts the page loads itself again.
const SECONDS = 2;
const shown = document.getElementById("lookup-progress");

async function look() {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.getElementById("lookup-progress");
    if (!answer.ok || answer.redirected || !news) {
      window.location.reload();
      return;
    }
    // What did not change is not read out again.
    if (news.innerHTML !== shown.innerHTML) shown.replaceChildren(...news.childNodes);
  } catch {
    // The server may be starting anew.
  }
  window.setTimeout(look, SECONDS * 1000);
}

window.setTimeout(look, SECONDS * 1000);
