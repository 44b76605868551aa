"""The contract of version 3: its OpenAPI document as a file, and what a change of it means to clients."""
