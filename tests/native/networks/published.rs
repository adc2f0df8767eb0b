//! Figures of others beside ours.

use super::{all, network};
use convoscope::i18n::Lang;
use convoscope::networks::compare::{Checked, Quantity, Verdict};
use convoscope::networks::{Totals, say};

/// The verdicts on one quantity of a network, in the order of its file.
fn verdicts(id: &str, quantity: Quantity) -> Vec<Verdict> {
    let network = network(id);
    let totals = Totals::of(&network);
    let figures = network.published.iter().filter(|figure| figure.quantity == quantity);
    figures.map(|figure| figure.verdict(&figure.ours(&network, &totals))).collect()
}

#[test]
fn differences_are_found() {
    assert_eq!(verdicts("deepface", Quantity::Params), [Verdict::Less(1_076_226, 9)]);
    assert_eq!(verdicts("deepface", Quantity::Share), [Verdict::Holds]);
    assert_eq!(verdicts("deepface_vggface2", Quantity::Params), [Verdict::Same]);
    assert_eq!(verdicts("alexnet_2012_groups", Quantity::Params), [Verdict::Cut, Verdict::Same]);
    assert_eq!(verdicts("alexnet_2012_groups", Quantity::Neurons), [Verdict::More(9_272, 14), Verdict::Entries(1)]);
    assert_eq!(verdicts("mobilenet_v2", Quantity::Params), [Verdict::More(104_872, 31), Verdict::Same]);
    let macs = verdicts("mobilenet_v1", Quantity::Macs);
    assert_eq!(macs[0], Verdict::Rounded);
    assert!(matches!(macs[1], Verdict::Less(..)) && matches!(macs[2], Verdict::More(..)));
    // One digit is too few to be called the same when cut.
    assert_eq!(verdicts("inception_v3", Quantity::Macs)[0], Verdict::More(713_216_096, 143));
    assert_eq!(verdicts("inception_v3", Quantity::Params)[..2], [Verdict::Holds, Verdict::Same]);
    for id in ["wavenet_stack", "alexnet_torchvision", "inception_v3", "mobilenet_v1"] {
        assert_eq!(verdicts(id, Quantity::Field), [Verdict::Same], "{id}");
    }
    assert_eq!(verdicts("deeplabv3_aspp_os8", Quantity::Rates), [Verdict::Same]);
}

#[test]
fn a_figure_nobody_looked_up_says_so() {
    let mut unchecked = 0;
    for (id, network) in all() {
        let totals = Totals::of(&network);
        for figure in &network.published {
            let looked = matches!(figure.checked, Checked::Seen | Checked::Package);
            let [english, chinese] = Lang::ALL.map(|lang| say::comparison(figure, &network, &totals, lang));
            assert_eq!(!looked, english.place.contains("not looked up"), "{id}: {english:?}");
            assert_eq!(!looked, chinese.place.contains("未查证"), "{id}: {chinese:?}");
            unchecked += usize::from(!looked);
        }
    }
    assert!(unchecked > 5);
}

#[test]
fn deepface_is_said_in_words() {
    let deepface = network("deepface");
    let words = say::comparison(&deepface.published[0], &deepface, &Totals::of(&deepface), Lang::English);
    assert_eq!(words.figure, "Parameters: more than 120,000,000");
    assert_eq!(words.ours, "Here 118,923,774: 1,076,226 less, 0.9 %.");
    assert!(words.differs);
    assert_eq!(words.place, "DeepFace paper (seen in a public text)");
    let share = say::comparison(&deepface.published[1], &deepface, &Totals::of(&deepface), Lang::Chinese);
    assert_eq!((share.ours.as_str(), share.differs), ("这里是 99.96%：与所述相符。", false));
}
