//! The figure: a canvas, what the pointer does on it, and the sentence about what is pointed at.

use super::Same;
use super::cell_editor::CellEditor;
use crate::i18n::Lang;
use crate::state::{Action, Edit};
use crate::timeline::{Plan, Target};
use crate::web::media;
use crate::web::player::Player;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

/// What the figure is of.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
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
    let Props { lang, sentence, edit, plan, player, act } = props;
    let messages = lang.messages();
    let (canvas, ruler) = (use_node_ref(), use_node_ref());
    use_mount(player, &canvas, &ruler);
    let pointer = Pointer { player: player.clone(), act: act.clone(), last: use_memo((), |()| Last::default()) };
    let label = (messages.stage_label)(plan.spec().kind.words(messages).title);
    let help = if media::touch() { messages.stage_help_touch } else { messages.stage_help };
    let editor = edit.as_ref().map(|edit| {
        html! { <CellEditor lang={*lang} edit={edit.clone()} plan={plan.clone()} act={act.clone()} /> }
    });
    html! {
        <section class="stage">
            <div class="ruler" ref={ruler}></div>
            <div class="box">
                <canvas id="stage" ref={canvas} role="img" aria-label={label} aria-describedby="sentence" tabindex="0"
                    onpointermove={pointer.does(Pointer::moves)} onpointerleave={pointer.does(Pointer::leaves)}
                    onpointerdown={pointer.does(Pointer::comes)} onclick={pointer.does(Pointer::clicks)}
                    ondblclick={pointer.does(Pointer::clicks_twice)}></canvas>
                // A place of its own, so that the canvas keeps its place among its siblings and with it its pixels.
                <div>{ editor }</div>
            </div>
            <p id="sentence" class={sentence.is_none().then_some("help")}>
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

/// What a pointer does on the canvas: a mouse points as it moves and pins with a click; a finger taps.
#[derive(Clone)]
struct Pointer {
    player: Player,
    act: Callback<Action>,
    last: Rc<Last>,
}

/// What the pointer did before.
#[derive(Default)]
struct Last {
    /// The cell that it was on.
    target: Cell<Option<Target>>,
    /// True if it is a finger.
    finger: Cell<bool>,
}

impl Pointer {
    fn does<E: 'static>(&self, what: fn(&Self, &E)) -> Callback<E> {
        let pointer = self.clone();
        Callback::from(move |event| what(&pointer, &event))
    }

    fn moves(&self, event: &PointerEvent) {
        if !touches(event) {
            self.points(self.target(event));
        }
    }

    fn leaves(&self, event: &PointerEvent) {
        if !touches(event) {
            self.points(None);
        }
    }

    fn comes(&self, event: &PointerEvent) {
        self.last.finger.set(touches(event));
    }

    fn clicks(&self, event: &MouseEvent) {
        let target = self.target(event);
        self.act.emit(if self.last.finger.get() { Action::Tap(target) } else { Action::Pin(target) });
    }

    fn clicks_twice(&self, event: &MouseEvent) {
        if let Some(target) = self.target(event) {
            self.act.emit(Action::Edit(Some(target)));
        }
    }

    fn target(&self, event: &MouseEvent) -> Option<Target> {
        self.player.target_at(event.offset_x().into(), event.offset_y().into())
    }

    fn points(&self, target: Option<Target>) {
        if self.last.target.replace(target) != target {
            self.act.emit(Action::Point(target));
        }
    }
}

fn touches(event: &PointerEvent) -> bool {
    event.pointer_type() == "touch"
}
