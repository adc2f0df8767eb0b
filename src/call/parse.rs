//! Tokens as a tree: the part of Python in which layers are written.
//!
//! Statements: assignments, expressions; imports, `class`, `def` and the like are passed over. Expressions: whole numbers with
//! `+ - * / // **`, strings, names, tuples, lists, calls with positional and named arguments, calls of calls, and what PyTorch prints of a model
//! (`(0): Conv2d(...)`, without commas).

use super::refusal::{Refusal, Why};
use super::tokens::{Kind, Token};
use std::ops::Range;

/// Brackets inside brackets that are read. Nothing else makes the tree deeper: see [`Value::Several`].
const DEEPEST: usize = 12;

/// An expression and its bytes.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: Value<'a>,
    pub(super) at: Range<usize>,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    /// A whole number.
    Whole(i64),
    /// Between quotes.
    Text(&'a str),
    /// A word with what stands before its dots: `nn.Conv2d`.
    Name(&'a str),
    /// A tuple, a list, a dictionary.
    List(Vec<Node<'a>>),
    /// What signs and calls of calls join: layers may stand in it, but it is neither a number nor a pair. Never holds another one by
    /// itself, so a long sum is no deep tree.
    Several(Vec<Node<'a>>),
    /// A call.
    Call(Call<'a>),
    /// Anything that no layer is made of.
    Other,
}

/// A call: what is called, with what.
#[derive(Clone, Debug)]
pub(super) struct Call<'a> {
    /// The whole path.
    pub(super) path: &'a str,
    /// The bytes of the path.
    pub(super) at: Range<usize>,
    /// The arguments, in order.
    pub(super) arguments: Vec<Argument<'a>>,
}

/// An argument: its name, if it has one, and its value.
#[derive(Clone, Debug)]
pub(super) struct Argument<'a> {
    pub(super) name: Option<(&'a str, Range<usize>)>,
    pub(super) value: Node<'a>,
}

impl<'a> Call<'a> {
    /// The last word of the path.
    pub(super) fn name(&self) -> &'a str {
        self.path.rsplit('.').next().unwrap_or_default().trim()
    }
}

/// Every expression of a text, statement by statement.
pub(super) fn parse<'a>(text: &'a str, tokens: &[Token<'a>]) -> Result<Vec<Node<'a>>, Box<Refusal>> {
    let mut parser = Parser { text, tokens, next: 0, depth: 0 };
    let mut nodes = Vec::new();
    while parser.kind() != Kind::End {
        parser.statement(&mut nodes)?;
    }
    Ok(nodes)
}

struct Parser<'a, 't> {
    text: &'a str,
    tokens: &'t [Token<'a>],
    next: usize,
    depth: usize,
}

impl<'a> Parser<'a, '_> {
    fn kind_at(&self, ahead: usize) -> Kind<'a> {
        self.tokens.get(self.next + ahead).map_or(Kind::End, |token| token.kind)
    }

    fn kind(&self) -> Kind<'a> {
        self.kind_at(0)
    }

    fn at(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.text.len()..self.text.len(), |token| token.at.clone())
    }

    /// The end of what has been read.
    fn end(&self) -> usize {
        self.next.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.at.end)
    }

    fn step(&mut self) {
        self.next += 1;
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.kind() == Kind::Sign(sign);
        self.next += usize::from(found);
        found
    }

    fn unexpected<T>(&self) -> Result<T, Box<Refusal>> {
        let at = self.at();
        let found = self.text.get(at.clone()).unwrap_or_default();
        Err(Refusal::new(at, if found.is_empty() { Why::Ends } else { Why::Unexpected(super::refusal::quote(found)) }))
    }

    /// One statement: its last assigned value, or each of its values separated by commas.
    fn statement(&mut self, nodes: &mut Vec<Node<'a>>) -> Result<(), Box<Refusal>> {
        if self.kind() == Kind::Line {
            self.step();
            return Ok(());
        }
        let passed = ["import", "from", "class", "def", "pass", "if", "for", "with", "else", "elif", "while", "async"];
        let passed = |kind| matches!(kind, Kind::Name(word) if passed.contains(&word)) || kind == Kind::Sign('@');
        if passed(self.kind()) {
            while !matches!(self.kind(), Kind::Line | Kind::End) {
                self.step();
            }
            return Ok(());
        }
        if self.kind() == Kind::Name("return") {
            self.step();
        }
        let first = nodes.len();
        while !matches!(self.kind(), Kind::Line | Kind::End) {
            if self.label() {
                self.next += 4;
            }
            nodes.push(self.expression()?);
            // `layers += [...]`: assigned as well.
            if matches!(self.kind(), Kind::Sign(_)) && self.kind_at(1) == Kind::Sign('=') {
                self.step();
            }
            if self.take('=') || self.take(':') {
                nodes.truncate(first);
            } else if !self.take(',') && !matches!(self.kind(), Kind::Line | Kind::End) && !self.label() {
                return self.unexpected();
            }
        }
        Ok(())
    }

    /// True at what PyTorch prints before a layer: `(0):`.
    fn label(&self) -> bool {
        self.kind() == Kind::Sign('(')
            && matches!(self.kind_at(1), Kind::Number(_) | Kind::Name(_))
            && self.kind_at(2) == Kind::Sign(')')
            && self.kind_at(3) == Kind::Sign(':')
    }

    /// Sums of products.
    fn expression(&mut self) -> Result<Node<'a>, Box<Refusal>> {
        let mut left = self.product()?;
        while let Kind::Sign(sign @ ('+' | '-' | '|' | '@')) = self.kind()
            && self.kind_at(1) != Kind::Sign('=')
        {
            self.step();
            let right = self.product()?;
            left = joined(left, (sign, false), right);
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Node<'a>, Box<Refusal>> {
        let mut left = self.power()?;
        while let Kind::Sign(sign @ ('*' | '/' | '%')) = self.kind()
            && self.kind_at(1) != Kind::Sign('=')
        {
            self.step();
            let twice = sign == '/' && self.take(sign);
            let right = self.power()?;
            left = joined(left, (sign, twice), right);
        }
        Ok(left)
    }

    /// Powers, the last one first; the sign before one is applied after it: `-2**2` is -4.
    fn power(&mut self) -> Result<Node<'a>, Box<Refusal>> {
        let mut parts = vec![(self.signs(), self.part()?)];
        while self.kind() == Kind::Sign('*') && self.kind_at(1) == Kind::Sign('*') {
            self.next += 2;
            parts.push((self.signs(), self.part()?));
        }
        let mut raised: Option<Node<'a>> = None;
        while let Some((sign, base)) = parts.pop() {
            let value = match raised {
                Some(exponent) => joined(base, ('*', true), exponent),
                None => base,
            };
            raised = Some(signed(sign, value));
        }
        raised.map_or_else(|| self.unexpected(), Ok)
    }

    /// The signs before a part: where they begin, and whether they turn it negative; `None` without any.
    fn signs(&mut self) -> Option<(usize, bool)> {
        let start = self.at().start;
        let mut found = None;
        while let Kind::Sign(sign @ ('-' | '+')) = self.kind() {
            let negative = found.is_some_and(|(_, negative)| negative);
            found = Some((start, negative ^ (sign == '-')));
            self.step();
        }
        found
    }

    /// A number, a word, a list, with all that is called on it.
    fn part(&mut self) -> Result<Node<'a>, Box<Refusal>> {
        let start = self.at().start;
        let mut node = match self.kind() {
            Kind::Number(digits) => {
                self.step();
                let whole = digits.replace('_', "").parse::<i64>();
                let value = whole.map_or(Value::Other, Value::Whole);
                Node { value, at: start..self.end() }
            }
            Kind::Text(text) => {
                self.step();
                Node { value: Value::Text(text), at: start..self.end() }
            }
            Kind::Name("lambda") => self.lambda(start),
            Kind::Name(_) => self.name(),
            Kind::Sign(open @ ('(' | '[' | '{')) => self.list(open)?,
            _ => return self.unexpected(),
        };
        self.called(&mut node)?;
        Ok(node)
    }

    /// A word with its dots.
    fn name(&mut self) -> Node<'a> {
        let start = self.at().start;
        self.step();
        while self.kind() == Kind::Sign('.') && matches!(self.kind_at(1), Kind::Name(_)) {
            self.next += 2;
        }
        let at = start..self.end();
        Node { value: Value::Name(self.text.get(at.clone()).unwrap_or_default()), at }
    }

    /// Passes over a function without a name, up to the bracket or comma behind it.
    fn lambda(&mut self, start: usize) -> Node<'a> {
        let (mut depth, mut body) = (0_usize, false);
        loop {
            match self.kind() {
                Kind::Sign(')' | ']' | '}' | ',') if depth == 0 && body => break,
                Kind::Line | Kind::End => break,
                Kind::Sign('(' | '[' | '{') => depth += 1,
                Kind::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
                Kind::Sign(':') => body = true,
                _ => {}
            }
            self.step();
        }
        Node { value: Value::Other, at: start..self.end() }
    }

    /// A tuple, a list; in single brackets without a comma, what is inside.
    fn list(&mut self, open: char) -> Result<Node<'a>, Box<Refusal>> {
        let start = self.at().start;
        let mut commas = open != '(';
        let nodes = self.inside(|parser, nodes: &mut Vec<Node<'a>>| {
            nodes.push(parser.expression()?);
            // A dictionary's value follows its key.
            if open == '{' && parser.take(':') {
                nodes.push(parser.expression()?);
            }
            commas |= parser.kind() == Kind::Sign(',');
            Ok(())
        })?;
        let at = start..self.end();
        match <[Node<'a>; 1]>::try_from(nodes) {
            Ok([only]) if !commas => Ok(Node { value: only.value, at }),
            Ok(only) => Ok(Node { value: Value::List(only.into()), at }),
            Err(nodes) => Ok(Node { value: Value::List(nodes), at }),
        }
    }

    /// What stands between brackets, separated by commas.
    fn inside<T>(
        &mut self,
        mut item: impl FnMut(&mut Self, &mut Vec<T>) -> Result<(), Box<Refusal>>,
    ) -> Result<Vec<T>, Box<Refusal>> {
        let open = self.at();
        let close = match self.kind() {
            Kind::Sign('[') => ']',
            Kind::Sign('{') => '}',
            _ => ')',
        };
        self.step();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Refusal::new(open, Why::TooDeep));
        }
        let mut items = Vec::new();
        while !self.take(close) {
            if self.kind() == Kind::End {
                return Err(Refusal::new(open, Why::OpenBracket));
            }
            item(self, &mut items)?;
            let more = self.take(',') || self.label();
            if !more && self.kind() != Kind::Sign(close) && self.kind() != Kind::End {
                return self.unexpected();
            }
        }
        self.depth -= 1;
        Ok(items)
    }

    /// What follows an expression: calls, attributes, places.
    fn called(&mut self, node: &mut Node<'a>) -> Result<(), Box<Refusal>> {
        loop {
            match self.kind() {
                Kind::Sign('(') if !self.label() => self.call(node)?,
                Kind::Sign('[') => {
                    // A place in something: only what stands before it matters.
                    self.list('[')?;
                }
                Kind::Sign('.') if matches!(self.kind_at(1), Kind::Name(_)) => self.next += 2,
                _ => return Ok(()),
            }
            node.at.end = self.end();
        }
    }

    /// The arguments of a call; a layer that is called on something comes after what it is called on.
    fn call(&mut self, node: &mut Node<'a>) -> Result<(), Box<Refusal>> {
        let arguments = self.inside(|parser, arguments: &mut Vec<Argument<'a>>| {
            if parser.label() {
                parser.next += 4;
            }
            let name = match parser.kind() {
                Kind::Name(word) if parser.kind_at(1) == Kind::Sign('=') => {
                    let at = parser.at();
                    parser.next += 2;
                    Some((word, at))
                }
                _ => None,
            };
            arguments.push(Argument { name, value: parser.expression()? });
            Ok(())
        })?;
        let before = std::mem::replace(&mut node.value, Value::Other);
        node.value = match before {
            Value::Name(path) => Value::Call(Call { path, at: node.at.clone(), arguments }),
            before => {
                let mut nodes: Vec<Node<'a>> = arguments.into_iter().map(|argument| argument.value).collect();
                nodes.extend(several(Node { value: before, at: node.at.clone() }));
                Value::Several(nodes)
            }
        };
        Ok(())
    }
}

/// Two numbers by their sign, and whether it is doubled. Anything else is kept side by side, for layers may stand in it.
fn joined<'a>(left: Node<'a>, sign: (char, bool), right: Node<'a>) -> Node<'a> {
    let at = left.at.start..right.at.end;
    let value = match (&left.value, &right.value) {
        (&Value::Whole(a), &Value::Whole(b)) => computed(a, sign, b).map_or(Value::Other, Value::Whole),
        _ => {
            let mut nodes = several(left);
            nodes.extend(several(right));
            Value::Several(nodes)
        }
    };
    Node { value, at }
}

/// What Python computes of two whole numbers, where that is a whole number and the sign is understood.
fn computed(a: i64, sign: (char, bool), b: i64) -> Option<i64> {
    match sign {
        ('+', _) => a.checked_add(b),
        ('-', _) => a.checked_sub(b),
        ('*', false) => a.checked_mul(b),
        ('*', true) => a.checked_pow(u32::try_from(b).ok()?),
        ('/', false) => (a.checked_rem(b)? == 0).then_some(a / b),
        // Down, also below 0.
        ('/', true) => Some(a.checked_div(b)? - i64::from(a % b != 0 && (a < 0) != (b < 0))),
        _ => None,
    }
}

/// A node with the signs before it. Only numbers have one; whatever else is then neither a word nor a pair.
fn signed<'a>(sign: Option<(usize, bool)>, node: Node<'a>) -> Node<'a> {
    let Some((start, negative)) = sign else { return node };
    let at = start..node.at.end;
    let value = match node.value {
        Value::Whole(whole) if negative => whole.checked_neg().map_or(Value::Other, Value::Whole),
        Value::Whole(whole) => Value::Whole(whole),
        _ => Value::Several(several(node)),
    };
    Node { value, at }
}

/// What has been joined, or the one that has not.
fn several(node: Node<'_>) -> Vec<Node<'_>> {
    match node.value {
        Value::Several(nodes) => nodes,
        _ => vec![node],
    }
}
