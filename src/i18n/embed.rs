//! The words of an embedded figure, in every language. What the page says as well stands in [`super::Messages`].

use super::Lang;

/// What an embedded figure says.
#[derive(Debug)]
pub struct Words {
    /// The word that leads to the full page.
    pub open_full: &'static str,
    /// The same where there is little room.
    pub open: &'static str,
    /// To a host: this type of message is not known.
    pub unknown_type: &'static str,
    /// To a host: the data of this type of message could not be read.
    pub bad_data: &'static str,
    /// To a host: the picture could not be made.
    pub no_picture: &'static str,
}

const ENGLISH: Words = Words {
    open_full: "Open the full figure",
    open: "Open",
    unknown_type: "This type of message is not known.",
    bad_data: "The data of this message cannot be read.",
    no_picture: "The picture could not be made.",
};

const CHINESE: Words = Words {
    open_full: "打开完整版",
    open: "打开",
    unknown_type: "未知的消息类型。",
    bad_data: "无法读取该消息的数据。",
    no_picture: "无法生成图片。",
};

/// The words of a language.
pub const fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::English => &ENGLISH,
        Lang::Chinese => &CHINESE,
    }
}
