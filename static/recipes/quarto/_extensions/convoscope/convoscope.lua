-- A figure in a document. The built site lies in convoscope/ of your project, this folder in _extensions/, and _quarto.yml has
--
--   project:
--     resources: [convoscope/]
--
-- Then: {{< convoscope state="kind=dilated&d=2&step=13" title="Dilated" height="520" >}}
--
-- Of state, title, height, ratio, lang, theme, start and src only state is needed. Write & as it is. src is the folder of a site
-- elsewhere, / at its end.

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub('"', "&quot;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

local function word(kwargs, name)
  local value = kwargs[name]
  return value and pandoc.utils.stringify(value) or ""
end

-- One script for a document, however many figures it has.
local loaded = false

return {
  ["convoscope"] = function(args, kwargs, meta)
    local state, title = word(kwargs, "state"), word(kwargs, "title")
    if title == "" then title = "Convolution" end
    local base = word(kwargs, "src")
    if base == "" then base = (quarto.project.offset or ".") .. "/convoscope/" end
    local link = base .. "index.html#" .. state
    if not quarto.doc.is_format("html:js") then
      return pandoc.Link(title, link)
    end
    local html = '<convo-scope state="' .. escaped(state) .. '" src="' .. escaped(base) .. '" title="' .. escaped(title) .. '"'
    for _, name in ipairs({ "height", "ratio", "lang", "theme", "start" }) do
      local value = word(kwargs, name)
      if value ~= "" then html = html .. " " .. name .. '="' .. escaped(value) .. '"' end
    end
    html = html .. '><a href="' .. escaped(link) .. '">' .. escaped(title) .. "</a></convo-scope>"
    if not loaded then
      loaded = true
      html = '<script src="' .. escaped(base) .. 'convoscope-embed.js" defer></script>\n' .. html
    end
    return pandoc.RawBlock("html", html)
  end,
}
