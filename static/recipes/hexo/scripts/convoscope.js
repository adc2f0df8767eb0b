// A figure in a post. The built site lies in source/convoscope/ of yours, this file in scripts/, and _config.yml has
//
//   skip_render: convoscope/**
//
// for otherwise Hexo puts its layout around the site's pages. Then, in a post:
//
//   {% convoscope "kind=dilated&d=2&step=13" "Dilated" 520 %}
//
// The state, the title, and the height in pixels; only the state is needed. Write & as it is.
"use strict";

const escaped = (text) =>
  String(text).replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

hexo.extend.tag.register("convoscope", ([state = "", title = "Convolution", height = ""]) => {
  const base = hexo.extend.helper.get("url_for").call(hexo, "/convoscope/").replace(/\/?$/, "/");
  const [link, name] = [escaped(state), escaped(title)];
  const tall = /^\d+$/.test(height) ? ` height="${height}"` : "";
  // A second copy of the script finds the element there and does nothing.
  return (
    `<div class="convoscope"><script src="${base}convoscope-embed.js" defer></script>` +
    `<convo-scope state="${link}" src="${base}" title="${name}"${tall}>` +
    `<a href="${base}index.html#${link}">${name}</a></convo-scope></div>`
  );
});
