//! Fields of a case, each read with a sentence for when it is not as the schema says.

use serde_json::Value;

/// An array of the schema: `{"shape": [...], "data": [...]}`. Cases about shapes alone have no data.
pub struct Array {
    /// Sides, outermost first. Error cases have negative ones.
    pub shape: Vec<i64>,
    /// Row-major numbers, if there are any.
    pub data: Option<Vec<f64>>,
}

impl Array {
    /// The data, as many numbers as the shape says.
    pub fn numbers(&self, field: &str) -> Result<&[f64], String> {
        let data = self.data.as_deref().ok_or_else(|| format!("`{field}` has no data"))?;
        let multiply = |all: usize, &side: &i64| all.checked_mul(usize::try_from(side).ok()?);
        let length = self.shape.iter().try_fold(1, multiply);
        if length == Some(data.len()) {
            Ok(data)
        } else {
            Err(format!("`{field}` has {} numbers, which is not what its shape {:?} says", data.len(), self.shape))
        }
    }

    /// The data in single precision, which must hold every number exactly.
    pub fn singles(&self, field: &str) -> Result<Vec<f32>, String> {
        let single = |&number: &f64| {
            let single = number as f32;
            let exact = f64::from(single) == number;
            exact
                .then_some(single)
                .ok_or_else(|| format!("`{field}` holds {number}, which is no single precision number"))
        };
        self.numbers(field)?.iter().map(single).collect()
    }
}

/// A field that must be there.
pub fn field<'a>(of: &'a Value, name: &str) -> Result<&'a Value, String> {
    of.get(name).ok_or_else(|| format!("the field `{name}` is missing"))
}

/// A field that may be missing or null.
pub fn optional<'a>(of: &'a Value, name: &str) -> Option<&'a Value> {
    of.get(name).filter(|value| !value.is_null())
}

/// A text.
pub fn text<'a>(of: &'a Value, name: &str) -> Result<&'a str, String> {
    field(of, name)?.as_str().ok_or_else(|| format!("`{name}` is not a text"))
}

/// A number.
pub fn number(of: &Value, name: &str) -> Result<f64, String> {
    field(of, name)?.as_f64().ok_or_else(|| format!("`{name}` is not a number"))
}

/// A whole number.
pub fn whole(of: &Value, name: &str) -> Result<i64, String> {
    field(of, name)?.as_i64().ok_or_else(|| format!("`{name}` is not a whole number"))
}

/// A whole number from 0.
pub fn count(of: &Value, name: &str) -> Result<u64, String> {
    field(of, name)?.as_u64().ok_or_else(|| format!("`{name}` is not a whole number from 0"))
}

/// True or false; false if missing.
pub fn flag(of: &Value, name: &str) -> Result<bool, String> {
    let Some(value) = optional(of, name) else { return Ok(false) };
    value.as_bool().ok_or_else(|| format!("`{name}` is neither true nor false"))
}

/// A list.
pub fn list<'a>(of: &'a Value, name: &str) -> Result<&'a [Value], String> {
    Ok(field(of, name)?.as_array().ok_or_else(|| format!("`{name}` is not a list"))?)
}

/// A list of whole numbers.
pub fn wholes(of: &Value, name: &str) -> Result<Vec<i64>, String> {
    let whole =
        |value: &Value| value.as_i64().ok_or_else(|| format!("`{name}` holds {value}, which is no whole number"));
    list(of, name)?.iter().map(whole).collect()
}

/// A list of `N` whole numbers.
pub fn exactly<const N: usize>(of: &Value, name: &str) -> Result<[i64; N], String> {
    let wholes = wholes(of, name)?;
    let found = wholes.len();
    wholes.try_into().map_err(|_| format!("`{name}` has {found} entries instead of {N}"))
}

/// A list of `N` whole numbers from 0.
pub fn counts<const N: usize>(of: &Value, name: &str) -> Result<[usize; N], String> {
    let mut counts = [0; N];
    for (count, whole) in counts.iter_mut().zip(exactly::<N>(of, name)?) {
        *count = usize::try_from(whole).map_err(|_| format!("`{name}` holds {whole}, which is not from 0"))?;
    }
    Ok(counts)
}

/// An array, with or without data.
pub fn array(of: &Value, name: &str) -> Result<Array, String> {
    let array = field(of, name)?;
    let shape = wholes(array, "shape").map_err(|sentence| format!("in `{name}`: {sentence}"))?;
    let number = |value: &Value| value.as_f64().ok_or_else(|| format!("`{name}` holds {value}, which is no number"));
    let data = match optional(array, "data") {
        None => None,
        Some(data) => {
            let data = data.as_array().ok_or_else(|| format!("the data of `{name}` is not a list"))?;
            Some(data.iter().map(number).collect::<Result<_, _>>()?)
        }
    };
    Ok(Array { shape, data })
}

/// An array that may be missing or null.
pub fn optional_array(of: &Value, name: &str) -> Result<Option<Array>, String> {
    optional(of, name).map(|_| array(of, name)).transpose()
}

/// The tags; none if the field is missing.
pub fn tags(case: &Value) -> impl Iterator<Item = &str> {
    case.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
