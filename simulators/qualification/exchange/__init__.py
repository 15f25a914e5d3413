"""What the simulated service answers to a receipt computer's requests (レセコン → req → here).

``POST /exchange/{interface}`` ``{"XmlMsg": …}`` → ``{"XmlMsg": …}``, with ``document`` (base64) and
``media`` (``pdf`` or ``xml``) where there is a document. Names inside are the standard's.

============ ==========================================================================
OQSsiquc01   one qualification by insurer, 記号, 番号, 枝番 and birth date, on a day
OQSmuquc01   the same for up to 10,000: an upload, answered with a ReceptionNumber …
OQSmuquc02   … and its answer, 処理中 before it is ready; as often as it is asked for
OQSmuhvq01   those who consented to home visits (訪問診療) on certain days; upload …
OQSmuhvq02   … and answer
OQSsiimm01   registers the clinic's own number of a patient (照会番号)
OQSmuimm01   the same for many; upload …
OQSmuimm02   … and answer
YZKsiquc01   薬剤・診療・手術, as far as consented to here within 24 hours
TKKsiquc01   特定健診, likewise
============ ==========================================================================

A request that cannot be answered has SegmentOfResult 9 and one of these in ErrorCode; what concerns
one person of many, or one who cannot be found, has ProcessingResultStatus 2 and it in
ProcessingResultCode. HTTP 400 and SIM-0400: no JSON object, or more than 16 MiB.

======== =============================================================================
SIM-1001 the interface is none of these
SIM-1002 XmlMsg, MessageHeader or MessageBody is missing
SIM-1003 MedicalInstitutionCode is not that of the client's certificate
SIM-1004 an element is missing (its name stands in the message)
SIM-1005 an element's value cannot be: length, digits, date, code, order of dates
SIM-1006 an element stands twice where one may be
SIM-1007 more than 10,000 people
SIM-1101 nobody has such a qualification
SIM-1102 several people have
SIM-1201 the reception number is unknown
SIM-1202 the reception number belongs to another interface
SIM-1301 the patient number is somebody else's
SIM-1401 nothing that may be seen: no consent, run out, withdrawn, or nobody of that number
SIM-1402 medical information cannot be seen with this qualification (自衛官診療証)
======== =============================================================================
"""
