// The panels below the figure, and what it is shared with, are a second program. It is loaded when the page first has a place for
// one of them, and from then on looks after the places itself. Where it cannot be had, a sentence says so, with a way to try again.
{
  const words = {
    en: { loading: "Loading …", failed: "This part could not be loaded. The figure goes on without it.", again: "Try again", close: "Close" },
    zh: { loading: "正在加载……", failed: "这一部分未能加载。图形不受影响。", again: "重试", close: "关闭" },
  };
  const own = () => (document.documentElement.lang.startsWith("zh") ? words.zh : words.en);
  const address = () => document.querySelector("meta[name=later]").content;
  const places = () => [...document.querySelectorAll("#panels, #share")];
  let state = "none";
  let tries = 0;

  const word = (text, press) => {
    const button = document.createElement("button");
    button.className = "word";
    button.textContent = text;
    button.onclick = press;
    return button;
  };

  // What stands in a place until the program is there; the program clears it.
  const say = (place, text, ...buttons) => {
    const line = document.createElement("p");
    line.className = "later";
    line.setAttribute("role", "status");
    // What lies over the page is closed by asking the page.
    if (place.id === "share") buttons.push(word(own().close, () => place.dispatchEvent(new Event("ask"))));
    line.append(text, ...buttons.flatMap((button) => [" ", button]));
    place.replaceChildren(line);
  };

  const fail = (place, retry) => say(place, own().failed, word(own().again, retry));

  const load = async () => {
    state = "loading";
    for (const place of places()) say(place, own().loading);
    try {
      // A browser remembers what failed under an address.
      const url = new URL(address(), document.baseURI);
      if (tries++) url.search = tries;
      const program = await import(url);
      for (const place of places()) place.replaceChildren();
      await program.default();
      state = "there";
    } catch (error) {
      console.warn(error);
      if (state !== "broken") state = "failed";
      for (const place of places()) fail(place, load);
    }
  };

  new MutationObserver(() => {
    for (const place of places()) {
      if (state === "none") load();
      else if (place.firstChild) continue;
      else if (state === "loading") say(place, own().loading);
      else if (state === "failed") fail(place, load);
      else if (state === "broken") fail(place, afresh);
    }
  }).observe(document, { childList: true, subtree: true });

  // What broke it may be the program's own memory: only a new page gives it another one. The link keeps everything.
  const afresh = () => location.reload();
  addEventListener("panels-trap", () => {
    if (state === "broken") return;
    state = "broken";
    for (const place of places()) fail(place, afresh);
  });
}
