//! Over the linked pile: discrepancies, updates, forecasts and outcomes, as a registry of rules.
