//! How much faster the fast engine is than the reference, layer by layer.
//!
//! ```text
//! cargo run --profile bench --example bench_engine [-- --fast-only]
//! ```
//!
//! Both engines compute the same layer in the same run, and what is printed is their ratio, because a time by itself
//! says little on a machine that others use too: multiply-adds, the best time of the fast engine, its best time with
//! weights laid out beforehand, multiply-adds per nanosecond of that, and how many times as long as the fast engine the
//! reference takes. `--fast-only` leaves the reference out.

use convoscope::conv::cost::cost;
use convoscope::conv::{
    Axes, Geometry, Layer, Operation, Padding, PaddingMode, Pool, Shape, Sharing, Tensor, fast, reference,
};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let reference_too = std::env::args().all(|argument| argument != "--fast-only");
    println!(
        "{:<44} {:>9} {:>10} {:>10} {:>8} {:>10}",
        "layer", "10^6 MACs", "fast", "prepared", "MACs/ns", "reference"
    );
    for (name, layer) in layers() {
        let geometry = Geometry::new(&layer).expect("a layer that can be");
        println!("{name:<44} {}", line(&geometry, reference_too));
    }
}

fn line(geometry: &Geometry, reference_too: bool) -> String {
    let input =
        Tensor::from_fn(geometry.input(), |place| ((place.row * 7 + place.col * 3 + place.channel) % 13) as f32 - 6.0);
    let weights: Vec<f32> = (0..geometry.weights()).map(|weight| (weight % 11) as f32 * 0.25 - 1.25).collect();
    let quick = best(Duration::from_millis(300), || {
        black_box(fast::forward(geometry, black_box(&input), &weights, None).expect("operands of this geometry"));
    });
    let prepared = fast::Prepared::new(geometry, &weights, None).expect("operands of this geometry");
    let ready = best(Duration::from_millis(300), || {
        black_box(prepared.forward(black_box(&input)).expect("an input of this geometry"));
    });
    let work = cost(geometry, false).multiply_adds as f64;
    let rate = work / ready.as_nanos() as f64;
    let [quick_ms, ready_ms] = [quick, ready].map(|time| time.as_secs_f64() * 1e3);
    let start = format!("{:>9.1} {quick_ms:>7.3} ms {ready_ms:>7.3} ms {rate:>8.2}", work / 1e6);
    if !reference_too {
        return start;
    }
    let slow = best(Duration::from_millis(300), || {
        black_box(reference::forward(geometry, black_box(&input), &weights, None).expect("operands of this geometry"));
    });
    format!("{start} {:>8.1} x", slow.as_secs_f64() / quick.as_secs_f64())
}

/// The shortest of several runs that together last at least `total`.
fn best(total: Duration, mut run: impl FnMut()) -> Duration {
    let begin = Instant::now();
    let mut best = Duration::MAX;
    while begin.elapsed() < total || best == Duration::MAX {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
    }
    best
}

/// Layers of well-known networks, or of their sizes.
fn layers() -> Vec<(&'static str, Layer)> {
    let grouped = |groups, layer: Layer| Layer { groups, ..layer };
    let plain = shared(Shape::new(64, 56, 56), 64, 3, 1, 1);
    let wide = |layer: Layer| Layer { dilation: Axes::both(6), padding: Padding::zeros(6), ..layer };
    let local = Operation::Convolution { sharing: Sharing::Local, flip: false };
    let transposed = Operation::Transposed { output_padding: Axes::both(0) };
    let reflected = Padding { mode: PaddingMode::Reflect, ..Padding::zeros(1) };
    vec![
        ("a figure: 3x3 on 1 channel of 12x12", shared(Shape::new(1, 12, 12), 1, 3, 1, 1)),
        ("3x3, 3 to 32 of 112x112, stride 2", shared(Shape::new(3, 112, 112), 32, 3, 2, 1)),
        ("7x7, 3 to 64 of 224x224, stride 2 (ResNet)", shared(Shape::new(3, 224, 224), 64, 7, 2, 3)),
        ("3x3, 64 to 64 of 56x56", plain),
        ("3x3, 64 to 64 of 56x56, reflected border", Layer { padding: reflected, ..plain }),
        ("3x3, 128 to 128 of 28x28, dilation 6", wide(shared(Shape::new(128, 28, 28), 128, 3, 1, 6))),
        ("3x3, 512 to 512 of 7x7", shared(Shape::new(512, 7, 7), 512, 3, 1, 1)),
        ("1x1, 64 to 256 of 56x56", shared(Shape::new(64, 56, 56), 256, 1, 1, 0)),
        ("1x1, 256 to 256 of 14x14", shared(Shape::new(256, 14, 14), 256, 1, 1, 0)),
        ("1x1, 256 to 512 of 28x28, stride 2", shared(Shape::new(256, 28, 28), 512, 1, 2, 0)),
        ("3x3, 128 to 128 of 56x56 in 32 groups", grouped(32, shared(Shape::new(128, 56, 56), 128, 3, 1, 1))),
        ("3x3 depthwise, 64 of 112x112", grouped(64, shared(Shape::new(64, 112, 112), 64, 3, 1, 1))),
        ("3x3 depthwise, 64 of 112x112, stride 2", grouped(64, shared(Shape::new(64, 112, 112), 64, 3, 2, 1))),
        ("5x5 depthwise, 512 of 14x14", grouped(512, shared(Shape::new(512, 14, 14), 512, 5, 1, 2))),
        ("9x9 local, 16 to 16 of 32x32", Layer { operation: local, ..shared(Shape::new(16, 32, 32), 16, 9, 1, 0) }),
        ("3x3 local, 1 to 1 of 56x56", Layer { operation: local, ..shared(Shape::new(1, 56, 56), 1, 3, 1, 1) }),
        ("dense, 4096 to 1024", dense(4096, 1024)),
        ("dense, 512 to 128", dense(512, 128)),
        (
            "4x4 transposed, 128 to 64 of 16x16, stride 2",
            Layer { operation: transposed, ..shared(Shape::new(128, 16, 16), 64, 4, 2, 1) },
        ),
        ("3x3 maximum, 64 of 112x112, stride 2", pool(Pool::Max, 64, 112, 3, 2, 1)),
        ("7x7 mean, 512 of 7x7", pool(Pool::Mean, 512, 7, 7, 1, 0)),
    ]
}

fn shared(input: Shape, out_channels: usize, kernel: usize, stride: usize, padding: usize) -> Layer {
    Layer {
        input,
        out_channels,
        kernel: Axes::both(kernel),
        stride: Axes::both(stride),
        dilation: Axes::both(1),
        padding: Padding::zeros(padding),
        groups: 1,
        operation: Operation::Convolution { sharing: Sharing::Shared, flip: false },
    }
}

fn dense(inputs: usize, outputs: usize) -> Layer {
    Layer {
        operation: Operation::Dense { output: Axes::both(1) },
        ..shared(Shape::new(inputs, 1, 1), outputs, 1, 1, 0)
    }
}

fn pool(pool: Pool, channels: usize, side: usize, kernel: usize, stride: usize, padding: usize) -> Layer {
    let layer = shared(Shape::new(channels, side, side), channels, kernel, stride, padding);
    Layer { operation: Operation::Pooling(pool), ..layer }
}
