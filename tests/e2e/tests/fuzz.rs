//! Links at random, and texts that are made to become code: in a living page and by loading it anew.
//!
//! What is tried follows from a seed. `cargo xtask fuzz` tries eight seeds for 40 seconds each; without more words this
//! is one seed for 20 seconds. FUZZ_SEEDS (numbers with commas between) and FUZZ_SECONDS say otherwise.

use std::time::{Duration, Instant};

use convoscope::link::book;
use e2e::dice::Dice;
use e2e::{Outcome, Page, with_site};
use serde_json::{Value, json};

/// As many links are followed between two looks at the browser's log.
const BATCH: usize = 16;

/// Texts that run a script if they are ever taken for markup, an address, a style or a program. All of them call `hit`.
const HOSTILE: [&str; 56] = [
    "<script>hit()</script>",
    "<SCRIPT>hit()</SCRIPT>",
    "<script src=data:,hit()></script>",
    "<scr<script>ipt>hit()</scr</script>ipt>",
    "</script><script>hit()</script>",
    "</title><script>hit()</script>",
    "</textarea><script>hit()</script>",
    "</style><script>hit()</script>",
    "--><script>hit()</script>",
    "]]><script>hit()</script>",
    "'\"><script>hit()</script>",
    "\u{ff1c}script\u{ff1e}hit()\u{ff1c}/script\u{ff1e}",
    "+ADw-script+AD4-hit()+ADw-/script+AD4-",
    "<img src=x onerror=hit()>",
    "<img src=x onerror=\"hit()\">",
    "<img src=x onerror='hit()'//",
    "<img/src/onerror=hit()>",
    "<img src=x:x onerror=&#104;it()>",
    "<image src=x onerror=hit()>",
    "\"><img src=x onerror=hit()>",
    "'><img src=x onerror=hit()>",
    "`><img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg/onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<svg><set onbegin=hit() attributeName=x to=1>",
    "<svg><a xlink:href=javascript:hit()><text>x</text></a></svg>",
    "<svg><use href=data:image/svg+xml,<svg/onload=hit()>>",
    "<math><mtext></mtext><maction actiontype=statusline xlink:href=javascript:hit()>x</maction></math>",
    "<math href=javascript:hit()>x</math>",
    "<body onload=hit()>",
    "<body onhashchange=hit()>",
    "<input autofocus onfocus=hit()>",
    "<select autofocus onfocus=hit()>",
    "<details open ontoggle=hit()>",
    "<video><source onerror=hit()></video>",
    "<audio src=x onerror=hit()>",
    "<iframe src=javascript:hit()></iframe>",
    "<iframe srcdoc=\"<script>parent.hit()</script>\"></iframe>",
    "<object data=javascript:hit()></object>",
    "<embed src=javascript:hit()>",
    "<a href=javascript:hit()>x</a>",
    "<form action=javascript:hit()><button>x</button></form>",
    "<base href=javascript:hit()//>",
    "<link rel=stylesheet href=data:text/css,*{color:red}>",
    "<meta http-equiv=refresh content=\"0;url=javascript:hit()\">",
    "<style>@import 'javascript:hit()'</style>",
    "<div style=\"background:url(javascript:hit())\">",
    "<template><script>hit()</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=hit()>\">",
    "javascript:hit()",
    "data:text/html,<script>parent.hit()</script>",
    "';hit();//",
    "${hit()}",
    "{{constructor.constructor('hit()')()}}",
];

/// How a text is hidden from who looks for it: as it is, in per cent, twice so, and among letters that are not seen.
const DISGUISES: [fn(&str) -> String; 4] = [
    str::to_owned,
    in_per_cent,
    |text| in_per_cent(&in_per_cent(text)),
    |text| format!("\u{202e}\u{feff}\u{0}{text}\u{2028}"),
];

fn in_per_cent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Leaves a trace if a text became code.
const TRAP: &str = "window.hit = () => { window.wasHit = true }";

/// Follows links one after the other and gives the first after which the page is not as it should be, and why. A pause
/// between two of them, since browsers let no page go anywhere more than 200 times in ten seconds.
const FOLLOW: &str = "const links = arguments[0];
    const frame = () => new Promise(requestAnimationFrame);
    const pause = () => new Promise(resolve => setTimeout(resolve, 55));
    const wrong = () => window.wasHit ? 'a script ran' : document.querySelector('#crash') ? 'the page broke'
        : !document.querySelector('main[data-ready]') ? 'the page is empty'
        : !(document.querySelector('#stage')?.width > 1) ? 'there is no figure' : null;
    return (async () => {
        for (const link of links) {
            location.hash = link;
            await Promise.all([pause(), frame().then(frame)]);
            const why = wrong();
            if (why) return [link, why];
        }
        return null;
    })()";

/// Links of one seed.
struct Links {
    dice: Dice,
    dictionary: Vec<(&'static str, Vec<String>)>,
}

impl Links {
    fn of(seed: u64) -> Self {
        Self { dice: Dice::new(seed), dictionary: book::dictionary() }
    }

    /// One to eight keys, mostly with values from the dictionary; now and then another key, a key twice, or noise.
    fn next(&mut self) -> String {
        let pairs = 1 + self.dice.roll(8);
        let pairs: Vec<String> = (0..pairs).map(|_| self.pair()).collect();
        pairs.join(["&", "&", "&", "&&", ";"][self.dice.roll(5) as usize])
    }

    fn pair(&mut self) -> String {
        let (name, values) = self.dice.pick(&self.dictionary);
        let value = match self.dice.roll(12) {
            0 => self.hostile(),
            1 => self.dice.roll(u64::MAX).to_string(),
            2 => (0..self.dice.roll(300)).map(|_| self.dice.roll(100).to_string() + ",").collect(),
            3 => {
                let (_, others) = self.dice.pick(&self.dictionary);
                self.dice.pick(&others)
            }
            _ => self.dice.pick(&values),
        };
        match self.dice.roll(20) {
            0 => format!("{}={value}", self.hostile()),
            1 => format!("{name}{value}"),
            2 => format!("{name}=%{}", &value.get(..1).unwrap_or("")),
            _ => format!("{name}={value}"),
        }
    }

    fn hostile(&mut self) -> String {
        let text = self.dice.pick(&HOSTILE);
        DISGUISES[self.dice.roll(DISGUISES.len() as u64) as usize](text)
    }
}

/// What one seed came to.
struct Run {
    links: usize,
    loads: usize,
    took: Duration,
}

async fn follow(page: &Page, links: &[String]) -> Outcome {
    let bad = page.run(FOLLOW, json!([links])).await?;
    if let Value::Array(bad) = bad {
        return Err(format!("{}: #{}", bad[1], bad[0]).into());
    }
    let told = page.complaints().await?;
    if told.is_empty() { Ok(()) } else { Err(format!("the page wrote {told:?} at one of {links:#?}").into()) }
}

async fn load(page: &Page, link: &str) -> Outcome {
    page.open(link).await?;
    page.ready().await.map_err(|failure| format!("{failure}: {link}"))?;
    let hit = page.run("return [!!window.wasHit, !!document.querySelector('#crash')]", json!([])).await?;
    let told = page.complaints().await?;
    if hit == json!([false, false]) && told.is_empty() {
        return Ok(());
    }
    Err(format!("[a script ran, the page broke] is {hit}, the page wrote {told:?}: {link}").into())
}

/// Every hostile text once, then links at random until the time is over; every fourth batch is followed by two loads.
async fn try_seed(page: &Page, seed: u64, time: Duration) -> Outcome<Run> {
    let mut links = Links::of(seed);
    page.before_loading(TRAP).await?;
    load(page, "").await?;
    let started = Instant::now();
    let mut run = Run { links: 0, loads: 1, took: Duration::ZERO };
    let texts: Vec<String> = HOSTILE
        .iter()
        .map(|text| {
            let (name, _) = links.dice.pick(&links.dictionary);
            let disguise = DISGUISES[links.dice.roll(DISGUISES.len() as u64) as usize];
            format!("{name}={}", disguise(text))
        })
        .collect();
    for batch in texts.chunks(BATCH) {
        follow(page, batch).await?;
        run.links += batch.len();
    }
    let mut batches = 0;
    while started.elapsed() < time {
        let batch: Vec<String> = (0..BATCH).map(|_| links.next()).collect();
        follow(page, &batch).await?;
        run.links += BATCH;
        batches += 1;
        if batches % 4 == 0 {
            for mark in ['#', '?'] {
                let link = links.next().replace('#', "%23");
                load(page, &format!("{mark}{link}")).await?;
                run.loads += 1;
            }
            load(page, "").await?;
            run.loads += 1;
        }
    }
    run.took = started.elapsed();
    Ok(run)
}

fn from_environment<T: std::str::FromStr>(name: &str, usual: T) -> T {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn no_link_breaks_the_page_or_becomes_code() {
    let seeds: String = from_environment("FUZZ_SEEDS", "1".into());
    let time = Duration::from_secs(from_environment("FUZZ_SECONDS", 20));
    let mut failures = Vec::new();
    for seed in seeds.split(',').filter_map(|seed| seed.trim().parse().ok()) {
        let mut said = String::new();
        with_site("/", async |page| {
            let run = match try_seed(page, seed, time).await {
                Ok(run) => run,
                Err(failure) => {
                    failures.push(format!("seed {seed}: {failure}"));
                    return Ok(());
                }
            };
            let rate = run.links as f64 / run.took.as_secs_f64();
            said = format!("seed {seed}: {} links followed, {rate:.0} a second, and {} loads", run.links, run.loads);
            Ok(())
        });
        println!("{}", if said.is_empty() { failures.last().map_or("", String::as_str) } else { &said });
    }
    assert!(failures.is_empty(), "FUZZ_SEEDS={seeds} FUZZ_SECONDS={}: {failures:#?}", time.as_secs());
}

#[test]
fn there_are_a_hundred_hostile_texts_and_more_and_the_same_seed_brings_the_same_links() {
    let texts: std::collections::HashSet<String> =
        HOSTILE.iter().flat_map(|text| DISGUISES.map(|disguise| disguise(text))).collect();
    assert!(texts.len() >= 100, "{}", texts.len());
    let some = |seed| {
        let mut links = Links::of(seed);
        [(); 50].map(|()| links.next())
    };
    assert_eq!(some(3), some(3));
    assert_ne!(some(3), some(4));
}
