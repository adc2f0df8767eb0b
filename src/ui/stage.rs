//! The figure: a canvas, what the pointer does on it, and the sentence about what is pointed at.

use super::cell_editor::CellEditor;
use super::{Same, perhaps};
use crate::i18n::Lang;
use crate::spec::Kind;
use crate::state::{Action, Edit};
use crate::timeline::{Plan, Target};
use crate::web::media;
use crate::web::player::Player;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

/// What the figure is of.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The chapter.
    pub kind: Kind,
    /// What is said of the cell that is pointed at or pinned.
    pub sentence: Option<AttrValue>,
    /// The cell that is being edited.
    pub edit: Option<Edit>,
    /// The figure.
    pub plan: Same<Plan>,
    /// Paints.
    pub player: Player,
    /// Takes what is pointed at.
    pub act: Callback<Action>,
}

/// The figure.
#[component]
pub fn Stage(props: &Props) -> Html {
    let Props { lang, kind, sentence, edit, plan, player, act } = props;
    let messages = lang.messages();
    let (canvas, ruler) = (use_node_ref(), use_node_ref());
    use_mount(player, &canvas, &ruler);
    let pointing = use_pointing(player, act);
    let label = (messages.stage_label)(kind.words(messages).title);
    let help = if media::touch() { messages.stage_help_touch } else { messages.stage_help };
    html! {
        <section class="stage">
            <div class="ruler" ref={ruler}></div>
            <div class="box">
                <canvas id="stage" ref={canvas} role="img" aria-label={label} aria-describedby="sentence" tabindex="0"
                    onpointermove={pointing.moves} onpointerleave={pointing.leaves} onpointerdown={pointing.comes}
                    onclick={pointing.clicks} ondblclick={pointing.double_clicks}></canvas>
                { for edit.as_ref().map(|edit| html! {
                    <CellEditor lang={*lang} edit={edit.clone()} plan={plan.clone()} act={act.clone()} />
                }) }
            </div>
            <p id="sentence" class={classes!(sentence.is_none().then_some("help"))}>
                { sentence.clone().unwrap_or(AttrValue::Static(help)) }
            </p>
        </section>
    }
}

/// Gives the player its canvas for as long as there is one.
#[hook]
fn use_mount(player: &Player, canvas: &NodeRef, ruler: &NodeRef) {
    let (player, canvas, ruler) = (player.clone(), canvas.clone(), ruler.clone());
    use_effect_with((), move |()| {
        let elements = canvas.cast::<HtmlCanvasElement>().zip(ruler.cast::<Element>());
        let mounted = elements.and_then(|(canvas, ruler)| player.mount(canvas, &ruler));
        move || drop(mounted)
    });
}

/// What the canvas does on each event of a pointer.
struct Pointing {
    moves: Callback<PointerEvent>,
    leaves: Callback<PointerEvent>,
    comes: Callback<PointerEvent>,
    clicks: Callback<MouseEvent>,
    double_clicks: Callback<MouseEvent>,
}

/// Points with a mouse that moves, pins with a click; a finger taps.
#[hook]
fn use_pointing(player: &Player, act: &Callback<Action>) -> Pointing {
    let last = use_mut_ref(|| None::<Target>);
    let finger = use_mut_ref(|| false);
    let target = {
        let player = player.clone();
        move |event: &MouseEvent| player.target_at(event.offset_x().into(), event.offset_y().into())
    };
    let point = {
        let act = act.clone();
        move |target: Option<Target>| {
            if last.replace(target) != target {
                act.emit(Action::Point(target));
            }
        }
    };
    Pointing {
        moves: Callback::from({
            let (target, point) = (target.clone(), point.clone());
            move |event: PointerEvent| {
                if !touches(&event) {
                    point(target(&event))
                }
            }
        }),
        leaves: Callback::from(move |event: PointerEvent| {
            if !touches(&event) {
                point(None)
            }
        }),
        comes: Callback::from({
            let finger = finger.clone();
            move |event: PointerEvent| *finger.borrow_mut() = touches(&event)
        }),
        clicks: act.reform({
            let target = target.clone();
            move |event: MouseEvent| {
                let target = target(&event);
                if *finger.borrow() { Action::Tap(target) } else { Action::Pin(target) }
            }
        }),
        double_clicks: perhaps(act, move |event: MouseEvent| target(&event).map(|target| Action::Edit(Some(target)))),
    }
}

fn touches(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}
