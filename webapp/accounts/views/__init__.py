"""The pages of accounts, below a tenant and (links) before any."""
