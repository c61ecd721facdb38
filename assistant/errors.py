"""Everything Dangol raises on purpose.

DangolError
├── SettingsError        a setting is missing or cannot be used
├── FeedError            a feed as a whole cannot be read
├── StoreBusy            another process owns this data folder
├── NotFound             no such session, product, store, shopper
├── NotAllowed           the caller may not do this (token, consent, an unseen SKU)
├── BadRequest           the caller's value cannot be used
└── ModelUnavailable     the model endpoint did not answer in time or answered nonsense

Each message names the value and the remedy. `code` is stable and goes into problem+json.
"""


class DangolError(Exception):
    code = "error"


class SettingsError(DangolError):
    code = "bad_settings"


class FeedError(DangolError):
    code = "bad_feed"


class StoreBusy(DangolError):
    code = "store_busy"


class NotFound(DangolError):
    code = "not_found"


class NotAllowed(DangolError):
    code = "not_allowed"


class BadRequest(DangolError):
    code = "bad_request"


class ModelUnavailable(DangolError):
    code = "model_unavailable"
