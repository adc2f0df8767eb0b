// What remains when the page breaks: a plain screen that says so, with a way back. It stands in the page itself, asks for
// nothing and calls nothing of the engine's, which cannot be trusted any more. A panic of the engine is a trap
// (WebAssembly.RuntimeError); before the first picture, whatever goes wrong is the end as well.
{
  const words = {
    en: {
      lang: "en",
      title: "Something broke",
      kept: "Your settings are kept in the link.",
      blocked: "This page does not allow WebAssembly, so the figure cannot compute.",
      restart: "Restart",
      fresh: "Start fresh",
      report: "Copy report",
      copied: "Copied",
    },
    zh: {
      lang: "zh-Hans",
      title: "出错了",
      kept: "设置已保存在链接中。",
      blocked: "本页面禁止 WebAssembly，无法计算。",
      restart: "重新开始",
      fresh: "恢复默认",
      report: "复制报告",
      copied: "已复制",
    },
  };
  const root = document.documentElement;
  const started = () => document.querySelector("main[data-ready]");

  // Once the page runs, the root has its language and theme; before that, what the link and the browser ask for.
  const dress = () => {
    const asked = /[#?&]lang=(en|zh)/.exec(location.href)?.[1];
    const tag = root.dataset.theme ? root.lang : (asked ?? navigator.language);
    root.dataset.theme ||= matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const own = tag.startsWith("zh") ? words.zh : words.en;
    root.lang = own.lang;
    return own;
  };

  const add = (parent, tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  // Where the clipboard is closed to this page, the report stands there to be read.
  const copy = async (main, button, report, copied) => {
    try {
      await navigator.clipboard.writeText(report);
      button.textContent = copied;
    } catch {
      main.querySelector("pre") ?? add(main, "pre", report);
    }
  };

  const show = (error, reason) => {
    if (document.getElementById("crash")) return;
    const own = dress();
    const main = document.createElement("main");
    main.id = "crash";
    main.setAttribute("role", "alert");
    const blocked = !started() && (!globalThis.WebAssembly || error instanceof WebAssembly.CompileError);
    add(main, "h1", own.title);
    add(main, "p", blocked ? own.blocked : own.kept);
    if (!blocked) {
      add(main, "button", own.restart).onclick = () => location.reload();
      add(main, "button", own.fresh).onclick = () => location.replace(location.pathname);
    }
    const report = [location.href, navigator.userAgent, error?.stack ?? reason].join("\n");
    const button = add(main, "button", own.report);
    button.onclick = () => copy(main, button, report, own.copied);
    document.body.replaceChildren(main);
  };

  const judge = (error, reason) => {
    const trap = globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError;
    if (!trap && started()) return;
    // The panels below the figure are another program, and so is what it is shared with: without them the page goes on.
    const later = trap && started() && /\/(panels|share)[^/]*(_bg\.wasm|\.js)/.exec(error.stack);
    if (later) return dispatchEvent(new CustomEvent("later-trap", { detail: later[1] }));
    if (document.body) show(error, reason);
    else addEventListener("DOMContentLoaded", () => show(error, reason));
  };

  // Captured, so that a script that does not load is heard of too; other files are no reason to stop.
  addEventListener(
    "error",
    (event) => {
      const { target, error, message } = event;
      if (target === window) judge(error, message);
      else if (target instanceof HTMLScriptElement) judge(undefined, `not loaded: ${target.src || "a module"}`);
    },
    true,
  );
  addEventListener("unhandledrejection", ({ reason }) => judge(reason, String(reason)));
}
