//! Labels, the chronology, and other structures to be shown. No formats here.
