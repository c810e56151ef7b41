//! Dense layers on one matrix product whose result is the same on every machine.
//!
//! In: rows of numbers, weights, bias. Out: rows of numbers.
//!
//! Every output is one chain of fused multiply-adds over the inputs in their order, begun with the bias. Vector units of any width
//! compute several outputs side by side but never split a chain, and a fused multiply-add rounds once everywhere; so processors
//! with AVX-512, AVX2, NEON or none of them give equal bits, and a row's result does not depend on the rows beside it. General
//! libraries choose the order of their sums by the size of the matrices and the processor, which is why none is used.

use pulp::{Arch, Simd, WithSimd};

use super::weights::{ModelError, Weights};

/// Outputs whose weights lie side by side; two vectors of the widest unit.
const PANEL: usize = 32;

/// A dense layer: `output = weight · input + bias`.
pub(crate) struct Dense {
    /// For each [`PANEL`] outputs, for each input, one weight an output; zeros where there is no output.
    panels: Vec<f32>,
    /// One an output, filled up with zeros to whole panels.
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl Dense {
    /// The layer `name` of a file; as many outputs as the file has rows.
    pub fn read(weights: &Weights, name: &str, inputs: usize, bias: Bias, units: Units) -> Result<Self, ModelError> {
        let weight = weights.matrix(&format!("{name}.weight"), inputs)?;
        let outputs = weight.len() / inputs;
        let bias = match bias {
            Bias::Yes => weights.vector(&format!("{name}.bias"), outputs)?,
            Bias::No => vec![0.0; outputs],
        };
        if !outputs.is_multiple_of(units.count * units.pieces) {
            return Err(ModelError::Tensor {
                name: name.to_owned(),
                problem: "another number of outputs was expected",
            });
        }
        Ok(Self::new(&weight, &bias, inputs, |output| units.row(output)))
    }

    /// The layer with these weights, one row of `inputs` numbers an output; output `i` is row `order(i)`.
    fn new(weight: &[f32], bias: &[f32], inputs: usize, order: impl Fn(usize) -> usize) -> Self {
        let outputs = bias.len();
        let filled = outputs.next_multiple_of(PANEL);
        let mut layer = Self { panels: vec![0.0; filled * inputs], bias: vec![0.0; filled], inputs, outputs };
        for output in 0..outputs {
            let row = order(output);
            layer.bias[output] = bias[row];
            let panel = &mut layer.panels[output / PANEL * PANEL * inputs..];
            for (input, w) in weight[row * inputs..(row + 1) * inputs].iter().enumerate() {
                panel[input * PANEL + output % PANEL] = *w;
            }
        }
        layer
    }

    /// Numbers a row that come out.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The layer on `rows` rows. Each begins `stride` numbers after the one before, so that rows may overlap: a window over
    /// three neighbours is a row of triple width at single stride. `output` is replaced.
    pub fn apply(&self, input: &[f32], rows: usize, stride: usize, output: &mut Vec<f32>) {
        output.resize(rows * self.outputs, 0.0);
        Arch::new().dispatch(Product { layer: self, input, rows, stride, output });
    }
}

/// Whether a layer adds a bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bias {
    Yes,
    No,
}

/// How the outputs of a file make maxout units. There the pieces of one unit stand together; here all first pieces come first, then
/// all second ones, so that a maxout compares whole vectors. A layer may hold several such groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Units {
    pub count: usize,
    pub pieces: usize,
}

impl Units {
    /// Outputs that are no maxout.
    pub const PLAIN: Self = Self { count: 1, pieces: 1 };

    /// The row in the file of an output here.
    pub fn row(self, output: usize) -> usize {
        let group = self.count * self.pieces;
        let place = output % group;
        output - place + place % self.count * self.pieces + place / self.count
    }
}

struct Product<'p> {
    layer: &'p Dense,
    input: &'p [f32],
    rows: usize,
    stride: usize,
    output: &'p mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // As many rows as the registers hold sums for, two vectors each.
        match S::F32_LANES {
            16 => self.tiles::<S, 12>(simd),
            8 => self.tiles::<S, 6>(simd),
            _ => self.tiles::<S, 4>(simd),
        }
    }
}

impl Product<'_> {
    #[inline(always)]
    fn tiles<S: Simd, const ROWS: usize>(self, simd: S) {
        let Dense { panels, bias, inputs, outputs } = self.layer;
        let (inputs, outputs) = (*inputs, *outputs);
        let pair = 2 * S::F32_LANES;
        let mut tile = vec![0.0; inputs * ROWS];
        for first in (0..self.rows).step_by(ROWS) {
            let count = ROWS.min(self.rows - first);
            for r in 0..count {
                let row = &self.input[(first + r) * self.stride..][..inputs];
                for (to, x) in tile.iter_mut().skip(r).step_by(ROWS).zip(row) {
                    *to = *x;
                }
            }
            let panels = panels.chunks_exact(inputs * PANEL).zip(bias.as_chunks::<PANEL>().0).enumerate();
            for (index, (panel, bias)) in panels {
                for part in 0..PANEL / pair {
                    let column = index * PANEL + part * pair;
                    if column >= outputs {
                        break;
                    }
                    let sums = chains::<S, ROWS>(simd, tile.as_chunks().0, panel.as_chunks().0, bias, 2 * part);
                    let width = pair.min(outputs - column);
                    for (r, sums) in sums.iter().enumerate().take(count) {
                        let out = &mut self.output[(first + r) * outputs + column..][..width];
                        let (low, high) = out.split_at_mut(width.min(S::F32_LANES));
                        simd.partial_store_f32s(low, sums[0]);
                        if !high.is_empty() {
                            simd.partial_store_f32s(high, sums[1]);
                        }
                    }
                }
            }
        }
    }
}

/// The sums of `ROWS` rows with two vectors of outputs, beginning with vector `at` of the panel.
#[inline(always)]
fn chains<S: Simd, const ROWS: usize>(
    simd: S,
    tile: &[[f32; ROWS]],
    panel: &[[f32; PANEL]],
    bias: &[f32; PANEL],
    at: usize,
) -> [[S::f32s; 2]; ROWS] {
    let bias = S::as_simd_f32s(bias).0;
    let mut sums = [[bias[at], bias[at + 1]]; ROWS];
    for (inputs, weights) in tile.iter().zip(panel) {
        let weights = S::as_simd_f32s(weights).0;
        let (low, high) = (weights[at], weights[at + 1]);
        for (sum, input) in sums.iter_mut().zip(inputs) {
            let input = simd.splat_f32s(*input);
            sum[0] = simd.mul_add_f32s(input, low, sum[0]);
            sum[1] = simd.mul_add_f32s(input, high, sum[1]);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without pattern between -1 and 1.
    fn numbers(count: usize, mut seed: u32) -> Vec<f32> {
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    /// One output in the order that the module promises.
    fn chain(weight: &[f32], bias: f32, input: &[f32]) -> f32 {
        weight.iter().zip(input).fold(bias, |sum, (w, x)| x.mul_add(*w, sum))
    }

    #[test]
    fn equals_a_chain_of_fused_multiply_adds_bit_for_bit() {
        for (inputs, outputs, rows, stride) in [(96, 50, 1, 96), (288, 288, 29, 96), (64, 384, 13, 64), (3, 7, 5, 1)] {
            let (weight, bias) = (numbers(inputs * outputs, 1), numbers(outputs, 2));
            let input = numbers((rows - 1) * stride + inputs, 3);
            let layer = Dense::new(&weight, &bias, inputs, |i| i);
            let mut output = vec![f32::NAN; 3];
            layer.apply(&input, rows, stride, &mut output);
            assert_eq!(output.len(), rows * outputs);
            for (i, found) in output.iter().enumerate() {
                let (row, column) = (i / outputs, i % outputs);
                let weight = &weight[column * inputs..][..inputs];
                let expected = chain(weight, bias[column], &input[row * stride..][..inputs]);
                assert_eq!(found.to_bits(), expected.to_bits(), "row {row} column {column} of {inputs} x {outputs}");
            }
        }
    }

    #[test]
    fn every_vector_width_gives_the_same_bits() {
        let (weight, bias, input) = (numbers(96 * 50, 4), numbers(50, 5), numbers(96 * 17, 6));
        let layer = Dense::new(&weight, &bias, 96, |i| i);
        let mut best = Vec::new();
        layer.apply(&input, 17, 96, &mut best);
        let mut plain = vec![0.0; best.len()];
        Product { layer: &layer, input: &input, rows: 17, stride: 96, output: &mut plain }.with_simd(pulp::Scalar);
        assert_eq!(best, plain);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            let mut avx2 = vec![0.0; best.len()];
            pulp::Simd::vectorize(
                simd,
                Product { layer: &layer, input: &input, rows: 17, stride: 96, output: &mut avx2 },
            );
            assert_eq!(best, avx2);
        }
    }

    #[test]
    fn pieces_of_units_become_units_of_pieces() {
        // Two groups of two units of three pieces; in the file u0p0 u0p1 u0p2 u1p0 u1p1 u1p2, here u0p0 u1p0 u0p1 …
        let units = Units { count: 2, pieces: 3 };
        assert_eq!((0..12).map(|i| units.row(i)).collect::<Vec<_>>(), [0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11]);
        assert_eq!((0..3).map(|i| Units::PLAIN.row(i)).collect::<Vec<_>>(), [0, 1, 2]);
    }
}
