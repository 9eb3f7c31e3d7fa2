"""Why a keyfile or key store cannot be used, as a code and a sentence for the operator."""

REFUSALS = {
    "keyfile_missing": "the keyfile is missing; put back the one this ledger was started with",
    "keyfile_readable_by_others": "others may read or write the keyfile; set its mode to 0600",
    "keyfile_owned_by_another": "the keyfile belongs to another user of this computer",
    "keyfile_damaged": "the keyfile is damaged; put back a copy of it",
    "keyfile_passphrase_needed": "the keyfile needs its passphrase",
    "keyfile_passphrase_wrong": "the passphrase of the keyfile is wrong",
    "keyfile_not_protected": "a passphrase was given, but the keyfile is not protected by one",
    "keyfile_of_another_keystore": "the keyfile is not the one this key store was started with",
    "keystore_of_another_ledger": "the key store belongs to another ledger",
    "keystore_damaged": "the key store holds data keys but not its own row; put back a copy of it",
}


class KeysRefused(Exception):
    """Keyfile and key store cannot serve this ledger; `code` is one of REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code])
        self.code = code
