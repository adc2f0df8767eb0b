//! A monkey at the page: it clicks, types, points, resizes and follows links at random, and nothing may break.
//!
//! What it does follows from a seed, which a failure prints. `MONKEY_SEED=7 cargo test -p e2e --test monkey` lets every
//! monkey below do what seed 7 says.

use e2e::dice::Dice;
use e2e::page::{Page, Window};
use e2e::{Key, Outcome, with_page};
use serde_json::json;

/// Actions of one monkey, some forty seconds' worth.
const ACTIONS: u32 = 250;

/// What may be clicked, pointed at or typed into.
const CONTROLS: &str = "button, select, input, textarea, canvas, summary, a[href^='#'], [role=tab], .spot";

const KEYS: [Key; 12] = [
    Key::Tab,
    Key::Space,
    Key::Enter,
    Key::Escape,
    Key::Left,
    Key::Right,
    Key::Up,
    Key::Down,
    Key::Home,
    Key::End,
    Key::PageDown,
    Key::Backspace,
];

const TYPED: [&str; 14] =
    ["0", "1", "2", "3", "5", "-1", "64", "1e9", "", "x", "٣", "1.5", "nn.Conv2d(3, 8, 3)", "layers.Conv2D(8, (3,"];

const LINKS: [&str; 14] = [
    "",
    "#kind=dilated&d=2&step=8",
    "#kind=transposed&s=3",
    "#kind=nonsense&k=0",
    "#n=1&k=1&step=9999999999999999999999",
    "#kind=grouped&g=3&cin=7&cout=5",
    "#&&=&%%%=%FF",
    "#k=64&s=64&p=64&d=64",
    "#kind=grouped&panel=cost.lin.groups",
    "#kind=dilated&step=3&panel=field.c3s2-p2s2-c3d2",
    "#panel=networks.deepface.sep.3",
    "#kind=line&panel=code.keras",
    "#panel=field.c99s99d99-x-.1d",
    "#kind=channels&cin=1024&cout=1024&panel=cost.channels",
];

fn let_loose(seed: u64) {
    let seed = std::env::var("MONKEY_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(seed);
    println!("MONKEY_SEED={seed}");
    with_page("", async |page| {
        let mut dice = Dice::new(seed);
        for number in 0..ACTIONS {
            let what = act(page, &mut dice).await?;
            let complaints = page.complaints().await?;
            assert!(complaints.is_empty(), "seed {seed}, action {number}, {what}: {complaints:?}");
            page.ready().await.map_err(|failure| format!("seed {seed}, action {number}, {what}: {failure}"))?;
        }
        Ok(())
    });
}

/// Does something and says what. What cannot be done, as clicking on something covered, is left undone.
async fn act(page: &Page, dice: &mut Dice) -> Outcome<String> {
    Ok(match dice.roll(20) {
        0 => follow(page, dice).await?,
        1 => resize(page, dice).await?,
        2..5 => type_into(page, dice).await?,
        5..8 => point(page, dice).await?,
        8..14 => press(page, dice).await?,
        _ => click(page, dice).await?,
    })
}

async fn follow(page: &Page, dice: &mut Dice) -> Outcome<String> {
    let link = dice.pick(&LINKS);
    page.follow(link).await?;
    Ok(format!("following {link}"))
}

async fn resize(page: &Page, dice: &mut Dice) -> Outcome<String> {
    let phone = dice.roll(2) == 0;
    let window = Window {
        width: 240 + dice.roll(1700) as u32,
        height: 200 + dice.roll(1000) as u32,
        ratio: 1 + dice.roll(3) as u32,
        phone,
    };
    page.resize(window).await?;
    Ok(format!("{window:?}"))
}

async fn press(page: &Page, dice: &mut Dice) -> Outcome<String> {
    let key = dice.pick(&KEYS);
    page.press(key.value().to_string()).await?;
    Ok(format!("pressing {key:?}"))
}

/// Names one of the controls so that it can be found again, and says what it is.
async fn choose(page: &Page, dice: &mut Dice) -> Outcome<String> {
    let script = "document.querySelector('[data-monkey]')?.removeAttribute('data-monkey');
        const all = [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility());
        const one = all[arguments[1] % all.length];
        one.setAttribute('data-monkey', '');
        return one.outerHTML.slice(0, 80)";
    let chosen = page.run(script, json!([CONTROLS, dice.roll(1 << 20)])).await?;
    Ok(chosen.as_str().unwrap_or_default().to_owned())
}

async fn click(page: &Page, dice: &mut Dice) -> Outcome<String> {
    let chosen = choose(page, dice).await?;
    // Covered or out of reach: nothing happens, as for a visitor.
    let _ = page.click("[data-monkey]").await;
    Ok(format!("clicking on {chosen}"))
}

async fn point(page: &Page, dice: &mut Dice) -> Outcome<String> {
    let (from, to) = ((dice.share(), dice.share()), (dice.share(), dice.share()));
    let _ = if dice.roll(3) == 0 { page.drag("#stage", from, to).await } else { page.point("#stage", to).await };
    Ok(format!("pointing at {from:?}, {to:?} of the stage"))
}

async fn type_into(page: &Page, dice: &mut Dice) -> Outcome<String> {
    let chosen = choose(page, dice).await?;
    let text = dice.pick(&TYPED);
    let _ = page.set("[data-monkey]", text).await;
    Ok(format!("typing {text:?} into {chosen}"))
}

#[test]
fn seed_1() {
    let_loose(1);
}

#[test]
fn seed_2() {
    let_loose(2);
}

#[test]
fn seed_3() {
    let_loose(3);
}

#[test]
fn seed_4() {
    let_loose(4);
}

#[test]
fn seed_5() {
    let_loose(5);
}

#[test]
fn seed_6() {
    let_loose(6);
}

#[test]
fn seed_7() {
    let_loose(7);
}

#[test]
fn seed_8() {
    let_loose(8);
}
