"""What a simulated certificate's key may be used for (card.md §6)."""

from cryptography import x509


def key_usage(*, ca: bool = False, commitment: bool = False) -> x509.KeyUsage:
    """Return signatures for an end entity, certificates and lists for an authority."""
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
