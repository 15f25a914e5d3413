"""The simulated national qualification service, over HTTPS with client certificates.

The addresses and the envelope are this project's own (the real interface is not public); inside
``XmlMsg`` the names are the standard's (qualification.md §2). Bodies are JSON objects, described in
``openapi.json``; README.md is the page for other software.

``POST /challenge`` → ``{challenge, expires_in}``; base64, serves once, sixty seconds
``POST /qualification`` ``{challenge, certificate, signature, method}`` → ``{receipt, offer,
XmlMsg}``
``POST /qualification/result`` ``{receipt}`` → the same, after SegmentOfResult 2 (処理中)
``POST /registration`` ``{registration}`` → the same, for who was not registered
``POST /consents`` ``{receipt, flags, prescription, public_expense}`` → ``{public_expenses,
XmlMsg}``
``POST /exchange/{interface}`` ``{XmlMsg}`` → ``{XmlMsg, document, media}``, see ``exchange``

With a proof a kiosk may tell what reader it is: ``reader`` (``face``, or ``general``, which
compares no face), ``MedicalTreatmentFlag`` (1 通常, 2 訪問: consents are found later without the
card) and ``information`` (false: nothing is offered, no consent is recorded). What is not told is
that of a reader that compares faces.

A refusal is ``{XmlMsg}`` with SegmentOfResult 9 and one of these in ErrorCode:

======== ======== ==========================================================================
SIM-0001 HTTP 200 the challenge is unknown, used or older than sixty seconds
SIM-0002 HTTP 200 the signature does not fit challenge and certificate
SIM-0003 HTTP 200 the certificate is not of the authority trusted, or not for authentication
SIM-0004 HTTP 200 the certificate expired, and the three months after its month are over
SIM-0005 HTTP 200 the certificate is revoked
SIM-0006 HTTP 200 nobody has registered this certificate for use as an insurance card; where
                  there is ``registration`` beside, it may be applied for with that token
SIM-0007 HTTP 200 the receipt is unknown
SIM-0008 HTTP 200 the receipt was answered otherwise before, or a newer one of the same person
SIM-0009 HTTP 200 an expired certificate gives no consent to medical information
SIM-0010 HTTP 200 the certificate is suspended
SIM-0011 HTTP 200 the result is still being processed: ask for it before answering
SIM-0012 HTTP 200 the application is unknown, used or older than five minutes
SIM-0013 HTTP 200 the reader is one for the qualification alone: it records no consent
SIM-0400 HTTP 400 the request is malformed (413 when larger than 64 KiB)
SIM-0503 HTTP 503 the service is switched to busy
======== ======== ==========================================================================

Notices with a success, in ProcessingResultCode: SIM-0101 expires within three months, SIM-0102
expired, qualification only.
"""
