// <convo-scope>: an interactive figure of a convolution, in any page. A plain script that may be loaded as a module too; it
// asks for nothing, writes no global name, and works under a policy that forbids inline styles and scripts.
//
//   <script src="convoscope-embed.js" defer></script>
//   <convo-scope state="kind=dilated&amp;d=2" ratio="12/7"><a href="…/#kind=dilated&amp;d=2">A dilated convolution</a></convo-scope>
//
// What stands inside (a link, a picture) is the poster: seen without this script, until the figure stands, when it cannot be
// had, and in print. The figure is a frame with `embed.html` of the folder that `src` names, spoken with by messages.
if (!customElements.get("convo-scope")) {
  const VERSION = "0.1.0";

  // The folder of this script: a classic script knows its address, a module is found in a stack or in the page.
  const HERE =
    document.currentScript?.src ||
    /[\w-]+:\/\/[^\s()@]*convoscope-embed[^\s()]*?\.js/.exec(new Error().stack)?.[0] ||
    document.querySelector('script[src*="convoscope-embed"]')?.src ||
    document.baseURI;

  // The most frames that live at once, on one page.
  const MOST = 6;
  // In pixels: how near the window a figure is made.
  const NEAR = "300px";
  // In milliseconds: how long a figure may be out of view before it rests, may take to start, and to answer.
  const REST = 500;
  const START = 10000;
  const ANSWER = 2000;

  const WORDS = {
    en: {
      title: "Interactive figure: convolution",
      start: "Start the figure",
      again: "Try again",
      open: "Open the full figure",
      late: "The figure did not start within 10 seconds.",
      broken: "The figure stopped.",
    },
    "zh-Hans": {
      title: "交互式图形：卷积",
      start: "启动图形",
      again: "重试",
      open: "打开完整版",
      late: "图形未能在 10 秒内启动。",
      broken: "图形已停止。",
    },
  };

  // The poster takes its colours from the page around it.
  const STYLE = `
    :host { display: block }
    :host([hidden]) { display: none }
    .box { position: relative; box-sizing: border-box; overflow: hidden; width: 100%; height: 420px;
      max-height: var(--convoscope-max-height, none);
      border: var(--convoscope-border, 1px solid #80808059);
      border-radius: var(--convoscope-radius, 8px) }
    @media (max-width: 560px) { .box { height: 480px } }
    @media screen { :host([ratio]:not([height])) .box { min-height: min(300px, var(--convoscope-max-height, 300px)) } }
    iframe, .poster { position: absolute; inset: 0 }
    iframe { width: 100%; height: 100%; border: 0 }
    .box:not(.on) iframe { opacity: 0 }
    .poster { padding: 16px; overflow: auto; display: flex; flex-flow: column;
      align-items: center; justify-content: safe center; gap: 12px; text-align: center }
    .on .poster { display: none }
    img, ::slotted(img) { min-height: 0; max-width: 100%; object-fit: contain }
    a, button { color: inherit; font: inherit }
    button { min-height: 44px; padding: 8px 16px; background: none; border: 1px solid; border-radius: 22px }
    @media print {
      iframe, button { display: none }
      .box { height: auto !important; aspect-ratio: auto !important }
      .poster { display: flex !important; position: static }
    }`;

  // How pages say that they are dark: an attribute of the root or the body, its dark value and its light one.
  const TOGGLES = [
    // Docusaurus, Furo, PyData, many of Hugo's and Hexo's themes
    ["data-theme", "dark", "light"],
    // Bootstrap
    ["data-bs-theme", "dark", "light"],
    // Material for MkDocs
    ["data-md-color-scheme", "slate", "default"],
    // Chirpy
    ["data-mode", "dark", "light"],
    // Jupyter
    ["data-jp-theme-light", "false", "true"],
    // Tailwind (dark), Quarto (quarto-dark), reveal.js (has-dark-background), and dark-mode, theme-dark of many
    ["class", "dark", "light"],
  ];
  const says = (value, word) => RegExp(`(^|\\s)(theme-|quarto-|has-)?${word}(-mode|-theme|-background)?(\\s|$)`).test(value);
  const toggle = (node) => {
    for (const [name, dark, light] of TOGGLES) {
      const value = node?.getAttribute(name) ?? "";
      if (says(value, dark)) return "dark";
      if (says(value, light)) return "light";
    }
    return "";
  };

  // The theme of the place where an element stands.
  const DARK = matchMedia("(prefers-color-scheme: dark)");
  const themeAround = (element) => {
    const { documentElement: root, body } = document;
    // A slide may have a background of its own.
    const told = toggle(element.closest(".has-dark-background, .has-light-background")) || toggle(root) || toggle(body);
    if (told) return told;
    const { colorScheme = "" } = getComputedStyle(element);
    const [dark, light] = [/\bdark\b/, /\blight\b/].map((word) => word.test(colorScheme));
    if (dark !== light) return dark ? "dark" : "light";
    // A page that says nothing, but has painted its ground, shows what it is.
    for (const node of dark ? [] : [body, root]) {
      const [red, green, blue, alpha = 1] = getComputedStyle(node).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
      if (alpha > 0.5 && blue >= 0) return red * 0.3 + green * 0.6 + blue * 0.1 < 128 ? "dark" : "light";
    }
    return DARK.matches ? "dark" : "light";
  };

  const key = (state, name) => RegExp(`(?:^|&)${name}=([^&]*)`).exec(state)?.[1];
  const without = (state, names) => state.replace(RegExp(`(^|&)(${names})=[^&]*`, "g"), "").replace(/^&/, "");
  // Language and theme are the element's affair, not the figure's.
  const tidy = (state) => without(String(state ?? "").replace(/^#/, ""), "lang|theme");
  const coded = (code, text = code) => Object.assign(new Error(text), { code });
  const deferred = () => {
    const it = {};
    it.promise = new Promise((resolve, reject) => Object.assign(it, { resolve, reject }));
    // Who does not ask is not bothered.
    it.promise.catch(() => {});
    return it;
  };
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // What the address of the frame says of it, and all that needs another frame.
  const FRAMING = ["ui", "controls", "lock"];
  const REMADE = [...FRAMING, "src", "sandbox", "fullscreen"];

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  let count = 0;
  let look;

  class ConvoScope extends HTMLElement {
    static observedAttributes = [...REMADE, "state", "lang", "theme", "start", "height", "ratio", "title", "poster"];

    // Those in a document, and among them those with a frame.
    static #all = new Set();
    static #live = new Set();

    static #nearness = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) target.#near = isIntersecting;
        ConvoScope.#share();
      },
      { rootMargin: NEAR },
    );

    static #viewing = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        target.#inView = isIntersecting;
        target.#seen = performance.now();
        clearTimeout(target.#away);
        if (isIntersecting) target.#look();
        else target.#away = setTimeout(() => target.#look(), REST);
      }
      ConvoScope.#share();
    });

    // Changes of ground may be faded by the page: a second look when that is over.
    static #page = new MutationObserver(() => {
      ConvoScope.#refresh();
      clearTimeout(look);
      look = setTimeout(ConvoScope.#refresh, 600);
    });

    static #refresh() {
      for (const element of ConvoScope.#all) element.#dress();
    }

    // Gives frames to those that want one. Who is seen goes before who is near, and that before who was seen; where all
    // are seen, who came late waits, with a button.
    static #share() {
      for (const element of ConvoScope.#all) if (element.#wants()) element.#wake();
    }

    static {
      DARK.addEventListener("change", ConvoScope.#refresh);
      document.addEventListener("visibilitychange", () => {
        for (const element of ConvoScope.#all) element.#look();
      });
      // Sandboxed frames have no origin to be told by: only the window a message comes from says whose it is.
      addEventListener("message", ({ source, data }) => {
        if (!source || data?.convoscope !== 1) return;
        for (const element of ConvoScope.#live) if (element.#frame.contentWindow === source) element.#hear(data);
      });
    }

    #picture = make("img", { alt: "", hidden: true });
    #slot = make("slot", {});
    #link = make("a", { target: "_top" });
    #button = make("button", { type: "button", hidden: true });
    #reason = make("div", { role: "status" });
    #box = make(
      "div",
      { className: "box" },
      make(
        "div",
        { className: "poster", part: "poster" },
        this.#picture,
        this.#slot,
        this.#link,
        this.#button,
        this.#reason,
      ),
    );
    #frame = null;
    // Whether the frame has said that it is ready, and whether it did not in time.
    #alive = false;
    #failed = false;
    // Whether it was started by a click or a call; was alive before; is to play on when it is made again.
    #started = false;
    #was = false;
    #resume = false;
    #focus = false;
    // The figure as last heard of.
    #state = "";
    #step;
    #steps = 0;
    // The height it wishes, where the author has no wish.
    #height = "";
    #playing = false;
    #version = VERSION;
    // The author's state as long as it is to be sent, and what was sent last.
    #wanted;
    #sent = {};
    #near = false;
    #inView = false;
    #shown = false;
    #seen = 0;
    #away;
    #late;
    #hello;
    #asked = new Map();
    #ready = deferred();
    #move;

    constructor() {
      super();
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      shadow.append(this.#box);
      this.#slot.onslotchange = () => this.#dress();
      this.#button.onclick = () => {
        this.#focus = true;
        if (this.#failed) this.#drop();
        this.#wake(true);
      };
      const now = () => this.#step ?? 0;
      this.#move = Object.assign((n = 1) => this.#ask("step", n), { [Symbol.toPrimitive]: now, toJSON: now });
    }

    connectedCallback() {
      // A property set before this script was there.
      if (Object.hasOwn(this, "state")) {
        const { state } = this;
        delete this.state;
        this.state = state;
      }
      ConvoScope.#all.add(this);
      ConvoScope.#nearness.observe(this);
      ConvoScope.#viewing.observe(this);
      const attributeFilter = ["lang", "style", ...TOGGLES.map(([name]) => name)];
      for (const node of [document.documentElement, document.body, this.closest(".reveal")]) {
        if (node) ConvoScope.#page.observe(node, { attributeFilter });
      }
      this.#dress();
      ConvoScope.#share();
    }

    disconnectedCallback() {
      this.#drop();
      ConvoScope.#all.delete(this);
      ConvoScope.#nearness.unobserve(this);
      ConvoScope.#viewing.unobserve(this);
      clearTimeout(this.#away);
      this.#near = this.#inView = this.#shown = this.#failed = false;
      ConvoScope.#share();
    }

    // Where a page can move an element without taking it out, the frame goes with it.
    connectedMoveCallback() {}

    attributeChangedCallback(name, before, now) {
      if (name === "state") {
        this.#wanted = this.#state = tidy(now);
        this.#step = undefined;
      } else if (before === now) return;
      if (!this.isConnected) return;
      if (REMADE.includes(name)) this.#drop();
      this.#dress();
      ConvoScope.#share();
    }

    get state() {
      return this.#state;
    }

    set state(state) {
      this.setAttribute("state", state);
    }

    get playing() {
      return this.#playing;
    }

    // Both what is called to go on and where the figure is: `scope.step(2)`, `Number(scope.step)`, `scope.step < scope.steps`.
    get step() {
      return this.#move;
    }

    set step(i) {
      this.seek(i).catch(() => {});
    }

    get steps() {
      return this.#steps;
    }

    get ready() {
      return this.#ready.promise;
    }

    get version() {
      return this.#version;
    }

    play() {
      return this.#ask("play");
    }

    // A figure that rests is not woken to be still, nor to say what it was.
    pause() {
      this.#resume = false;
      return this.#frame ? this.#ask("pause") : Promise.resolve();
    }

    toggle() {
      return this.#ask("toggle");
    }

    seek(i) {
      return this.#ask("seek", i);
    }

    reset() {
      return this.#ask("reset");
    }

    async get() {
      if (this.#frame) return this.#ask("get");
      const { state, step, steps, playing, version } = this;
      return { state, step: Number(step), steps, playing, version };
    }

    set(partial) {
      return this.#ask("set", typeof partial === "string" ? { state: partial.replace(/^#/, "") } : partial);
    }

    image({ type = "svg", scale = 1 } = {}) {
      return this.#ask("image", { type, scale });
    }

    async focus(options) {
      const poster = this.#button.hidden ? (this.querySelector("a[href]") ?? this.#link) : this.#button;
      (this.#alive ? this.#frame : poster).focus(options);
      if (this.#alive) this.#post("focus");
    }

    #attribute(name, otherwise = "") {
      return this.getAttribute(name) ?? otherwise;
    }

    // What the author asks for by attribute or in the state; else what is around.
    #asks(name) {
      const value = this.getAttribute(name) ?? key(this.#attribute("state"), name);
      return value === "auto" ? "" : value;
    }

    #lang() {
      const around = (this.parentElement ?? document.documentElement).closest("[lang]")?.lang;
      const tag = this.#asks("lang") || (/^(zh|en)/i.test(around) ? around : navigator.language);
      return /^zh/i.test(tag) ? "zh-Hans" : "en";
    }

    #words() {
      return WORDS[this.#lang()];
    }

    #theme() {
      return this.#asks("theme") || themeAround(this);
    }

    // The address of a page with one HTML file, or of a folder.
    #base() {
      const src = new URL(this.#attribute("src", "."), this.hasAttribute("src") ? document.baseURI : HERE).href;
      return /(\.html|\/)$/.test(src) ? src : `${src}/`;
    }

    #full() {
      return `${this.#base()}#${this.#state}`;
    }

    #fragment() {
      const state = this.#step === undefined ? this.#state : without(this.#state, "step");
      return [state, this.#step && `step=${this.#step}`, `lang=${this.#lang()}`, `theme=${this.#theme()}`].filter(Boolean).join("&");
    }

    #address() {
      const base = this.#base();
      const single = base.endsWith(".html");
      // Who was there before goes on as it was; who clicked has started it.
      const start = this.#attribute("start", "visible");
      const query = new URLSearchParams({ start: this.#was ? "manual" : start === "click" ? "auto" : start });
      if (single) query.set("ui", "bare");
      // An attribute without a value, as `lock`, says yes.
      for (const name of FRAMING) if (this.hasAttribute(name)) query.set(name, this.getAttribute(name) || 1);
      return `${base}${single ? "" : "embed.html"}?${query}#${this.#fragment()}`;
    }

    // Brings all that is seen of the element itself to what its attributes and its place say.
    #dress() {
      const words = this.#words();
      const title = this.#attribute("title") || words.title;
      const own = !this.querySelector("a[href]");
      this.#link.href = this.#full();
      this.#link.textContent = words.open;
      this.#link.hidden = !own;
      this.#button.textContent = this.#failed ? words.again : words.start;
      this.#button.hidden = !this.#failed && (this.#frame || !(this.#inView || this.#attribute("start") === "click"));
      const poster = this.#attribute("poster");
      this.#picture.hidden = !poster;
      if (poster && this.#picture.getAttribute("src") !== poster) this.#picture.src = poster;
      this.#picture.alt = title;
      if (this.#frame) Object.assign(this.#frame, { title, inert: !this.#alive });
      if (!this.#failed) this.#reason.textContent = "";
      this.#box.lang = this.#lang();
      this.#box.classList.toggle("on", this.#alive);
      this.#measure();
      this.#sync();
    }

    // Reserves the box, before anything is loaded.
    #measure() {
      const { style } = this.#box;
      const [height, ratio] = [this.#attribute("height"), this.#attribute("ratio").replace(":", "/")];
      style.height = height > 0 ? `${height}px` : height || (ratio ? "auto" : this.#height);
      style.aspectRatio = height ? "" : ratio;
    }

    #wants() {
      const start = this.#attribute("start", "visible");
      const asked = start !== "click" || this.#started;
      return !this.#frame && !this.#failed && asked && (this.#near || (start === "auto" && !this.#was));
    }

    // Who has the least of it gives up its frame first.
    #rank() {
      if (this.#failed) return -1;
      return this.#inView ? Infinity : this.#seen + this.#near * 1e12;
    }

    #wake(forced) {
      if (forced) this.#started = true;
      if (this.#frame || !this.isConnected) return;
      if (ConvoScope.#live.size >= MOST) {
        const least = [...ConvoScope.#live].reduce((one, other) => (other.#rank() < one.#rank() ? other : one));
        if (!forced && least.#rank() >= this.#rank()) return this.#dress();
        least.#drop();
        least.#dress();
      }
      this.#frame = make("iframe", {
        part: "frame",
        sandbox: this.#attribute("sandbox", "allow-scripts"),
        allow: this.hasAttribute("fullscreen") ? "fullscreen" : "",
        src: this.#address(),
        onload: () => {
          this.#greet();
          this.#hello = -Infinity;
        },
      });
      this.#hello = -Infinity;
      this.#sent = { theme: this.#theme(), lang: this.#lang() };
      this.#wanted = undefined;
      this.#failed = false;
      this.#renew();
      ConvoScope.#live.add(this);
      this.#box.prepend(this.#frame);
      // Out of view a browser may not paint: no failure, but another try when it is seen.
      this.#late = setTimeout(() => (this.#inView ? this.#fail("timeout", this.#words().late) : this.#drop()), START);
      this.#dress();
    }

    // Back to the poster; what is known of the figure is kept.
    #drop(code = "gone") {
      clearTimeout(this.#late);
      this.#refuse(coded(code));
      // Out of view it only waits to go on: then its link says so.
      if (this.#alive) this.#resume = this.#playing || key(this.#state, "play") === "1";
      this.#frame?.remove();
      this.#frame = null;
      this.#alive = this.#playing = false;
      ConvoScope.#live.delete(this);
    }

    #fail(code, text) {
      clearTimeout(this.#late);
      if (this.#alive) this.#drop(code);
      const error = coded(code, text);
      this.#renew();
      this.#ready.reject(error);
      this.#failed = this.#ready.done = true;
      this.#refuse(error);
      this.#reason.textContent = text;
      this.#dress();
      this.#tell("error", { code, text, fatal: true });
    }

    // What was promised of a frame is not promised of the next.
    #renew() {
      if (this.#ready.done) this.#ready = deferred();
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(`convoscope-${name}`, { bubbles: true, composed: true, detail }));
    }

    #post(type, data, id) {
      this.#frame?.contentWindow?.postMessage({ convoscope: 1, type, seq: ++count, id, data }, "*");
    }

    // The frame leads nowhere by itself: links in it are followed here.
    #greet() {
      this.#hello = performance.now();
      this.#post("hello", { open: true });
    }

    #look() {
      this.#shown = this.#inView && !document.hidden;
      this.#sync();
    }

    // Tells the frame what has changed around it.
    #sync() {
      if (!this.#alive) return;
      if (this.#wanted !== undefined) {
        this.#state = this.#wanted;
        this.#step = this.#wanted = undefined;
        this.#post("set", { state: this.#fragment() });
      }
      const now = { theme: this.#theme(), lang: this.#lang(), visible: this.#shown };
      for (const type in now) if (this.#sent[type] !== now[type]) this.#post(type, now[type]);
      this.#sent = now;
    }

    #ask(type, data) {
      if (!this.isConnected) return Promise.reject(coded("gone"));
      if (this.#failed) return Promise.reject(coded("failed"));
      const id = `q${++count}`;
      const { promise, ...asked } = deferred();
      asked.timer = setTimeout(() => this.#settle(id, coded("timeout")), ANSWER);
      this.#asked.set(id, { ...asked, type, data });
      if (this.#alive) this.#post(type, data, id);
      else this.#wake(true);
      return promise;
    }

    #settle(id, error, value) {
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      clearTimeout(asked?.timer);
      asked?.[error ? "reject" : "resolve"](error || value);
    }

    #refuse(error) {
      for (const id of this.#asked.keys()) this.#settle(id, error);
    }

    #hear({ type, re, data }) {
      const told = data && typeof data === "object" ? data : {};
      if (typeof told.state === "string") told.state = this.#state = tidy(told.state);
      if (told.step >= 0) this.#step = Math.floor(told.step);
      if (told.steps >= 0) this.#steps = Math.floor(told.steps);
      switch (type) {
        case "ready":
          return this.#begin(told);
        case "change":
        case "step":
        case "end":
        case "answer":
          return this.#tell(type, told);
        case "playing":
          return this.#play(told.playing === true);
        case "open":
          return make("a", { href: this.#full(), target: "_blank", rel: "noopener" }).click();
        case "key":
          return this.#press(told.key);
        case "size":
          return this.#resize(told.height);
        case "reply":
          if (typeof told.value?.state === "string") told.value.state = tidy(told.value.state);
          return this.#settle(re, told.ok === false && coded("refused"), told.value);
        case "error":
          return this.#stumble(re, told);
      }
    }

    #begin(told) {
      clearTimeout(this.#late);
      this.#version = String(told.version ?? VERSION);
      const again = this.#alive;
      const resume = this.#was && this.#resume;
      // It is greeted when it can hear, also when it was loaded anew; but its answer to a greeting is the same message.
      const anew = performance.now() - this.#hello > 1000;
      if (anew) this.#greet();
      this.#failed = false;
      this.#alive = this.#was = true;
      if (again && anew) this.#sent = {};
      this.#dress();
      if (again) return;
      this.#renew();
      if (resume) this.#post("play");
      this.#play(told.playing === true);
      for (const [id, asked] of this.#asked) this.#post(asked.type, asked.data, id);
      if (this.#focus) this.#frame.focus({ preventScroll: true });
      this.#focus = false;
      this.#ready.done = true;
      this.#ready.resolve(told);
      this.#tell("ready", told);
    }

    #play(playing) {
      if (this.#playing === playing) return;
      this.#tell((this.#playing = playing) ? "play" : "pause", { step: this.#step ?? 0, steps: this.#steps });
    }

    // Keys that have nothing left to do in the figure turn the slide or the page.
    #press(name) {
      const keyCode = { PageUp: 33, PageDown: 34, ArrowLeft: 37, ArrowRight: 39 }[name];
      const init = { bubbles: true, composed: true, cancelable: true, key: name, code: name, keyCode };
      // Who has used it has turned away from the figure: the next key is theirs.
      if (keyCode && !this.dispatchEvent(new KeyboardEvent("keydown", init))) this.#frame.blur();
    }

    #resize(told) {
      if (!(told > 0)) return;
      const height = Math.min(4000, Math.max(80, Math.round(told)));
      this.#height = `${height}px`;
      this.#measure();
      this.#tell("resize", { height });
    }

    #stumble(re, { code = "error", text, fatal = false }) {
      text ||= this.#words().broken;
      if (this.#asked.has(re)) this.#settle(re, coded(code, text));
      else if (fatal) this.#fail(code, text);
      else this.#tell("error", { code, text, fatal });
    }
  }

  customElements.define("convo-scope", ConvoScope);
}
