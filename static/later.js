// The panels below the figure are a program of their own, and what it is shared with another. Each is loaded when the page first has
// a place for it, the element of its name, and from then on looks after that place itself. Where it cannot be had, a sentence says
// so, with a way to try again.
{
  const words = {
    en: { loading: "Loading …", failed: "This part could not be loaded. The figure goes on without it.", again: "Try again", close: "Close" },
    zh: { loading: "正在加载……", failed: "这一部分未能加载。图形不受影响。", again: "重试", close: "关闭" },
  };
  const own = () => (document.documentElement.lang.startsWith("zh") ? words.zh : words.en);
  const word = (text, press) => {
    const button = document.createElement("button");
    button.className = "word";
    button.textContent = text;
    button.onclick = press;
    return button;
  };
  // What broke a program may be its own memory: only a new page gives it another one. The link keeps everything.
  const afresh = () => location.reload();

  const program = (name) => {
    let state = "none";
    let tries = 0;
    const place = () => document.getElementById(name);

    // What stands in the place until the program is there; the program clears it.
    const say = (text, ...buttons) => {
      const element = place();
      if (!element) return;
      const line = document.createElement("p");
      line.className = "later";
      line.setAttribute("role", "status");
      // What lies over the page is closed by asking the page.
      if (name === "share") buttons.push(word(own().close, () => element.dispatchEvent(new Event("ask"))));
      line.append(text, ...buttons.flatMap((button) => [" ", button]));
      element.replaceChildren(line);
    };

    const fail = (retry) => say(own().failed, word(own().again, retry));

    const load = async () => {
      state = "loading";
      say(own().loading);
      try {
        // A browser remembers what failed under an address.
        const url = new URL(document.querySelector(`meta[name=later][content^="./${name}"]`).content, document.baseURI);
        if (tries++) url.search = tries;
        const program = await import(url);
        // The program empties the place before it fills it: from here on an empty place is its own affair.
        state = "there";
        await program.default();
      } catch (error) {
        console.warn(error);
        if (state !== "broken") state = "failed";
        fail(state === "broken" ? afresh : load);
      }
    };

    new MutationObserver(() => {
      const element = place();
      if (!element) return;
      if (state === "none") load();
      else if (element.firstChild) return;
      else if (state === "loading") say(own().loading);
      else if (state === "failed") fail(load);
      else if (state === "broken") fail(afresh);
    }).observe(document, { childList: true, subtree: true });

    addEventListener("later-trap", (event) => {
      if (event.detail !== name || state === "broken") return;
      state = "broken";
      fail(afresh);
    });
  };

  ["panels", "share"].forEach(program);
}
