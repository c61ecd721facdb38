"""The HTTP door: bytes in, bytes out, around the assistant's events. `ui.api` wires these parts together."""
