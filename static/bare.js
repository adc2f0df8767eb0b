// A link that asks for a figure without a page around it goes to the page for embedding.
if (/[?#&]ui=(bare|compact)\b/.test(location.href)) {
  const { search, hash } = location;
  location.replace(`embed.html${search}${hash}`);
}
