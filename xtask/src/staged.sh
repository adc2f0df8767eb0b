# What is done to the built site before it is shown, whether it is served or published. Trunk calls it.
set -eu
cd "$TRUNK_STAGING_DIR"

# The page and what it loads later are Yew's, and Yew numbers what listens on their elements: each program writes its numbers
# under a name of its own, or the page would take an element of a panel for its own one (later.rs).
for name in panels share; do
  sed "s/__yew_/__${name}_/g" $name.js >$name.new && mv $name.new $name.js
done

# WebKit tells nobody when a module's own waiting fails, and crash.js would show nothing.
sed 's/^\(const wasm = await init(.*)\);$/\1.catch(reportError);/' index.html >index.new && mv index.new index.html
grep -q 'catch(reportError)' index.html

# The page for embedding: what the full page carries for its program, and those parts of its style that a figure needs.
static=$TRUNK_SOURCE_DIR/static
sed -e "/<!-- crash -->/r $static/crash.js" -e "/<!-- carried -->/r $TRUNK_SOURCE_DIR/src/i18n/chapters.en.html" \
  -e "/<!-- carried -->/r $TRUNK_SOURCE_DIR/src/i18n/chapters.zh.html" \
  -e "/<!-- carried -->/r $TRUNK_SOURCE_DIR/src/spec/pictures/pictures.html" "$static/embed/embed.html" |
  sed -e "s|\./icon\.svg|./$(ls | grep '^icon.*\.svg$')|" -e 's|^ *<!-- crash --> *$|<script>|' -e 's|^ *<!-- crash end --> *$|</script>|' -e '/<!-- carried -->/d' >embed.html
awk '/^\/\* ---- / { on = /- (ground|sliders|figure|under the figure|transport|cards) -/ } NR == 1 { on = 1 } on' \
  "$static/style.css" | cat - "$static/embed/embed.css" >embed.css

# What else belongs to the site, while it is served: `cargo xtask build` writes it afterwards.
if [ -n "${CONVOSCOPE_BESIDE:-}" ]; then
  cp -r "$CONVOSCOPE_BESIDE/." .
fi
