//! Reading tensors from a safetensors file.
//!
//! In: the bytes of the file. Out: vectors of numbers, half precision widened to single.

use half::slice::HalfFloatSliceExt;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

/// A model file is not what the program expects. Cannot happen with the files that are built in, which a test reads.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file is no safetensors file.
    #[error("not a safetensors file: {0}")]
    Format(#[from] safetensors::SafeTensorError),
    /// A tensor is missing, or has another shape or type of number.
    #[error("tensor {name}: {problem}")]
    Tensor {
        /// Name in the file.
        name: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A list of labels or words cannot be read.
    #[error("{file}: {problem}")]
    Labels {
        /// Name of the file.
        file: &'static str,
        /// What is wrong with it.
        problem: String,
    },
}

/// The tensors of one file.
pub(crate) struct Weights<'b> {
    tensors: SafeTensors<'b>,
}

impl<'b> Weights<'b> {
    /// Reads the header of a file.
    pub fn read(bytes: &'b [u8]) -> Result<Self, ModelError> {
        Ok(Self { tensors: SafeTensors::deserialize(bytes)? })
    }

    fn view(&self, name: &str, dtype: Dtype) -> Result<TensorView<'_>, ModelError> {
        let view = self.tensors.tensor(name)?;
        match view.dtype() == dtype {
            true => Ok(view),
            false => Err(ModelError::Tensor { name: name.to_owned(), problem: "another type of number was expected" }),
        }
    }

    /// A tensor of half-precision numbers, widened.
    pub fn floats(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let view = self.view(name, Dtype::F16)?;
        // The bytes stand at any address, so they are copied into numbers before they are converted.
        let (pairs, _) = view.data().as_chunks::<2>();
        let numbers: Vec<half::f16> = pairs.iter().map(|pair| half::f16::from_le_bytes(*pair)).collect();
        Ok(numbers.to_f32_vec())
    }

    /// A tensor of half-precision numbers with `columns` columns.
    pub fn matrix(&self, name: &str, columns: usize) -> Result<Vec<f32>, ModelError> {
        let numbers = self.floats(name)?;
        match !numbers.is_empty() && numbers.len().is_multiple_of(columns) {
            true => Ok(numbers),
            false => Err(ModelError::Tensor { name: name.to_owned(), problem: "another shape was expected" }),
        }
    }

    /// A vector of half-precision numbers of known length.
    pub fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>, ModelError> {
        let numbers = self.floats(name)?;
        match numbers.len() == length {
            true => Ok(numbers),
            false => Err(ModelError::Tensor { name: name.to_owned(), problem: "another shape was expected" }),
        }
    }

    /// A tensor of single-precision numbers.
    pub fn singles(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let view = self.view(name, Dtype::F32)?;
        Ok(view.data().as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// A tensor of signed bytes.
    pub fn bytes(&self, name: &str) -> Result<Vec<i8>, ModelError> {
        Ok(self.view(name, Dtype::I8)?.data().iter().map(|b| b.cast_signed()).collect())
    }

    /// A tensor of 16-bit whole numbers.
    pub fn shorts(&self, name: &str) -> Result<Vec<u16>, ModelError> {
        let view = self.view(name, Dtype::U16)?;
        Ok(view.data().as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b)).collect())
    }

    /// A tensor of 32-bit whole numbers.
    pub fn integers(&self, name: &str) -> Result<Vec<u32>, ModelError> {
        let view = self.view(name, Dtype::U32)?;
        Ok(view.data().as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }
}
