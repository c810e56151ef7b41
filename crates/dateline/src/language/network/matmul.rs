//! Dense layers on one matrix product.
//!
//! In: rows of numbers, weights, bias. Out: rows of numbers.

use super::weights::{ModelError, Weights};

/// A dense layer: `output = weight · input + bias`.
pub(crate) struct Dense {
    /// `outputs` rows of `inputs` numbers.
    weight: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
}

impl Dense {
    /// The layer `name` of a file; as many outputs as the file has rows.
    pub fn read(weights: &Weights, name: &str, inputs: usize, bias: bool) -> Result<Self, ModelError> {
        let weight = weights.matrix(&format!("{name}.weight"), inputs)?;
        let outputs = weight.len() / inputs;
        let bias = match bias {
            true => weights.vector(&format!("{name}.bias"), outputs)?,
            false => vec![0.0; outputs],
        };
        Ok(Self { weight, bias, inputs, outputs })
    }

    /// Numbers a row that come out.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The layer on `rows` rows. Each begins `stride` numbers after the one before, so that rows may overlap: a window over
    /// three neighbours is a row of triple width at single stride. `output` is replaced.
    pub fn apply(&self, input: &[f32], rows: usize, stride: usize, output: &mut Vec<f32>) {
        output.clear();
        for _ in 0..rows {
            output.extend_from_slice(&self.bias);
        }
        matmul(input, rows, stride, &self.weight, self.inputs, output);
    }
}

/// Adds to `output` the products of all input rows with all weight rows.
fn matmul(input: &[f32], rows: usize, stride: usize, weight: &[f32], width: usize, output: &mut [f32]) {
    if rows == 0 || width == 0 {
        return;
    }
    let outputs = weight.len() / width;
    assert!(weight.len() == outputs * width && output.len() == rows * outputs);
    assert!(input.len() >= (rows - 1) * stride + width);
    // SAFETY: the assertions above are the bounds that the strides reach; `output` is borrowed exclusively.
    #[allow(unsafe_code)]
    unsafe {
        gemm::gemm(
            rows,
            outputs,
            width,
            output.as_mut_ptr(),
            1,
            outputs.cast_signed(),
            true,
            input.as_ptr(),
            1,
            stride.cast_signed(),
            weight.as_ptr(),
            width.cast_signed(),
            1,
            1.0,
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}
