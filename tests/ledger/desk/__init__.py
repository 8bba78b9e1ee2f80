"""What the ledger's tests work with: plain SQL, commands, a clerk's acts, and a model."""
