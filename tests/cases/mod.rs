//! Reads golden cases and judges the engine by them; `README.md` beside this file describes a case.
//!
//! Takes the text of a case file, gives one [`Judged`] per case. A case is passed only if the reference and the fast
//! engine give the same bits and both are as near to the expected numbers as the case asks. A file or case that cannot
//! be read is a failure with a sentence. Used by the tests, with the files built in, and by `examples/check_cases.rs`,
//! with the files of any folder.

mod compare;
mod counts;
mod field;
mod layers;
mod read;
mod refusal;

use serde_json::Value;

/// One case and what became of it.
pub struct Judged {
    /// The family, which is the file's name without its ending.
    pub family: String,
    /// The case's own name, or the file's if the file cannot be read.
    pub id: String,
    /// What became of it.
    pub verdict: Verdict,
}

/// What became of a case.
pub enum Verdict {
    /// As expected, with the worst `|got - want| / magnitude` of its outputs (0 for cases without numbers).
    Passed(f64),
    /// Not as expected, or not to be read: why.
    Failed(String),
    /// Not for this engine: why.
    Skipped(String),
}

/// Judges every case of a file. `family` names the file in the verdicts.
pub fn judge_file(family: &str, text: &str) -> Vec<Judged> {
    let judged = |id: &str, verdict: Verdict| Judged { family: family.to_owned(), id: id.to_owned(), verdict };
    let file: Value = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => return vec![judged(family, Verdict::Failed(format!("the file is not JSON: {error}")))],
    };
    match file.get("cases").and_then(Value::as_array) {
        None => vec![judged(family, Verdict::Failed("the file has no list `cases`".to_owned()))],
        Some(cases) if cases.is_empty() => {
            vec![judged(family, Verdict::Failed("the file's list `cases` is empty".to_owned()))]
        }
        Some(cases) => cases
            .iter()
            .map(|case| judged(case.get("id").and_then(Value::as_str).unwrap_or("(no id)"), judge(case)))
            .collect(),
    }
}

/// Judges one case.
pub fn judge(case: &Value) -> Verdict {
    match verdict(case) {
        Ok(verdict) => verdict,
        Err(sentence) => Verdict::Failed(sentence),
    }
}

fn verdict(case: &Value) -> Result<Verdict, String> {
    let op = read::text(case, "op")?;
    if read::tags(case).any(|tag| tag == "needs_f64") {
        return Ok(Verdict::Skipped("it is tagged needs_f64 and the engine computes in single precision".to_owned()));
    }
    if op == "receptive_field" {
        return field::judge(case).map(|()| Verdict::Passed(0.0));
    }
    let Some(op) = layers::Op::named(op) else {
        return Ok(Verdict::Skipped(format!("the operation `{op}` is not one of the engine's")));
    };
    if case.get("error").is_some_and(|error| !error.is_null()) {
        return refusal::judge(op, case).map(|()| Verdict::Passed(0.0));
    }
    if case.get("counts").is_some_and(|counts| !counts.is_null()) {
        return counts::judge(op, case).map(|()| Verdict::Passed(0.0));
    }
    let outputs = layers::run(op, case).map_err(|problem| problem.sentence())?;
    compare::outputs(case, &outputs).map(Verdict::Passed)
}
