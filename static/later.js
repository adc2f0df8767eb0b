// The panels below the figure are a second program. It is loaded when the page first has a place for them, and from then on looks
// after that place itself. Where it cannot be had, a sentence says so, with a way to try again.
{
  const words = {
    en: { loading: "Loading the panel …", failed: "The panel could not be loaded. The figure goes on without it.", again: "Try again" },
    zh: { loading: "正在加载面板……", failed: "面板未能加载。图形不受影响。", again: "重试" },
  };
  const own = () => (document.documentElement.lang.startsWith("zh") ? words.zh : words.en);
  const address = () => document.querySelector("meta[name=later]").content;
  let state = "none";
  let tries = 0;

  // What stands in the place until the program is there; the program clears it.
  const say = (place, text, button) => {
    const line = document.createElement("p");
    line.className = "later";
    line.setAttribute("role", "status");
    line.append(text, " ", ...(button ? [button] : []));
    place.replaceChildren(line);
  };

  const fail = (retry) => {
    if (state !== "broken") state = "failed";
    const place = document.getElementById("panels");
    if (!place) return;
    const button = document.createElement("button");
    button.className = "word";
    button.textContent = own().again;
    button.onclick = retry;
    say(place, own().failed, button);
  };

  const load = async () => {
    state = "loading";
    const place = document.getElementById("panels");
    if (place) say(place, own().loading);
    try {
      // A browser remembers what failed under an address.
      const url = new URL(address(), document.baseURI);
      if (tries++) url.search = tries;
      const program = await import(url);
      document.getElementById("panels")?.replaceChildren();
      await program.default();
      state = "there";
    } catch (error) {
      console.warn(error);
      fail(load);
    }
  };

  new MutationObserver(() => {
    const place = document.getElementById("panels");
    if (!place) return;
    if (state === "none") load();
    else if (state === "failed" && !place.firstChild) fail(load);
    else if (state === "broken" && !place.firstChild) fail(afresh);
  }).observe(document, { childList: true, subtree: true });

  // What broke it may be the program's own memory: only a new page gives it another one. The link keeps everything.
  const afresh = () => location.reload();
  addEventListener("panels-trap", () => {
    if (state === "broken") return;
    fail(afresh);
    state = "broken";
  });
}
