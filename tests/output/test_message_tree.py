"""A message is read by name: in any order, and elements that nobody knows yet are kept."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.certificates_of_benefit import (
    ElderlyRecipientCertificate,
    LimitApplicationCertificate,
    MedicalTicket,
    SpecificDiseasesCertificate,
)
from kiosk.domain.check_in import CheckIn
from kiosk.domain.message_tree import Node
from kiosk.domain.qualification import Validity
from kiosk.domain.qualification_tree import (
    CONSENT_ELEMENTS,
    MessageMalformed,
    confirmation_from,
    tree_of,
)
from tests.output.receptions import reception
from tests.output.strategies import XML_TEXT, receptions

NEW = Node("NewThisYear", "秘密")


def texts(node: Node, path: tuple[str, ...] = ()) -> Counter[tuple[str, ...]]:
    """Count every text by the names of the elements around it."""
    path = (*path, node.name)
    if not node.children:
        return Counter({(*path, node.text): 1})
    return sum((texts(child, path) for child in node.children), Counter[tuple[str, ...]]())


def written(check_in: CheckIn) -> Node:
    return tree_of(check_in.confirmation, check_in.consents.answers, "0")


def written_again(message: Node, check_in: CheckIn) -> Node:
    return tree_of(confirmation_from(message), check_in.consents.answers, "0")


def shuffled(node: Node, chance: Random) -> Node:
    """Change the order of all but the elements of one name, which is theirs."""
    names = [child.name for child in node.children]
    chance.shuffle(names)
    queues = {name: node.all(name) for name in names}
    return Node(node.name, node.text, tuple(shuffled(next(queues[name]), chance) for name in names))


def with_new_ones(node: Node, chance: Random) -> Node:
    """Put an unknown element somewhere into everything that holds elements."""
    if not node.children:
        return node
    children = [with_new_ones(child, chance) for child in node.children]
    children.insert(chance.randint(0, len(children)), NEW)
    return Node(node.name, children=tuple(children))


def changed(node: Node, name: str, *instead: Node) -> Node:
    """Put other nodes in the place of those of a name, wherever they are."""
    children: list[Node] = []
    for child in node.children:
        children += instead if child.name == name else (changed(child, name, *instead),)
    return Node(node.name, node.text, tuple(children))


@given(receptions(XML_TEXT), st.randoms(use_true_random=False))
def test_the_order_of_elements_means_nothing(check_in: CheckIn, chance: Random) -> None:
    message = written(check_in)
    assert texts(written_again(shuffled(message, chance), check_in)) == texts(message)


@given(receptions(XML_TEXT), st.randoms(use_true_random=False))
def test_unknown_elements_are_kept_at_every_level(check_in: CheckIn, chance: Random) -> None:
    message = with_new_ones(written(check_in), chance)
    assert texts(written_again(message, check_in)) == texts(message)


def test_an_element_that_stands_twice_keeps_its_second_text_too() -> None:
    check_in = reception()
    first, empty, second = Node("Name", "一"), Node("Name"), Node("Name", "二")
    message = changed(written(check_in), "Name", empty, first, second)
    [result] = confirmation_from(message).results
    assert (result.name, result.others) == ("一", (second,))
    again = written_again(message, check_in)
    assert texts(again) == texts(changed(written(check_in), "Name", first, second))


@pytest.mark.parametrize(
    "node",
    [
        Node("Name", children=(Node("Family", "秘密"), Node("Given", "花子"))),
        Node("ElderlyRecipientCertificateInfo", "a text where a block should be"),
        Node("SpecificDiseasesCertificateList", "a text where a list should be"),
        Node("SpecificDiseasesCertificateList", children=(Node("Other", "1"),)),
        Node(
            "PublicExpenseResultList",
            children=(Node("MedicalTicketInfo", "a text"), Node("MedicalTicketInfo")),
        ),
    ],
)
def test_what_has_another_form_than_the_layout_says_is_kept_as_it_is(node: Node) -> None:
    check_in = reception()
    message = changed(written(check_in), "Sex1", node)
    message = changed(message, "Name", *(() if node.name == "Name" else message.all("Name")))
    again = written_again(message, check_in)
    assert texts(again) == texts(message)


def test_the_same_block_twice_is_kept_twice() -> None:
    block = "LimitApplicationCertificateRelatedInfo"
    first, second = (
        Node(block, children=(Node("LimitApplicationCertificateDate", date),))
        for date in ("20260801", "20250801")
    )
    check_in = reception()
    message = changed(written(check_in), "Sex1", first, second)
    [result] = confirmation_from(message).results
    assert result.limit_application_certificate == LimitApplicationCertificate(date="20260801")
    assert result.others == (second,)
    assert texts(written_again(message, check_in)) == texts(message)


def test_every_block_is_read_into_its_own_fields() -> None:
    message = changed(
        written(reception()),
        "Sex1",
        _block("ElderlyRecipientCertificateInfo", "ElderlyRecipientContributionRatio"),
        _block("LimitApplicationCertificateRelatedInfo", "LimitApplicationCertificateLongTermDate"),
        _list(
            "SpecificDiseasesCertificateList",
            "SpecificDiseasesCertificateInfo",
            "SpecificDiseasesSelfPay",
        ),
        _list("PublicExpenseResultList", "MedicalTicketInfo", "StatusOfInfecton"),
    )
    [result] = confirmation_from(message).results
    assert result.elderly_recipient_certificate == ElderlyRecipientCertificate(
        contribution_ratio="x"
    )
    assert result.limit_application_certificate == LimitApplicationCertificate(long_term_date="x")
    assert result.specific_diseases_certificates == (SpecificDiseasesCertificate(self_pay="x"),) * 2
    assert result.medical_tickets == (MedicalTicket(status_of_infection="x"),) * 2
    assert result.others == ()


def _block(name: str, element: str) -> Node:
    return Node(name, children=(Node(element, "x"),))


def _list(name: str, each: str, element: str) -> Node:
    return Node(name, children=(_block(each, element),) * 2)


@pytest.mark.parametrize("in_body", [False, True])
@pytest.mark.parametrize("in_result", [False, True])
def test_the_form_of_prescription_is_taken_from_either_place(
    in_body: bool, in_result: bool
) -> None:
    choice = Node("PrescriptionIssueSelect", "1")
    message = written(reception())
    if in_body:
        message = changed(message, "ProcessingResultStatus", choice)
    if in_result:
        message = changed(message, "Sex1", choice)
    expected = "1" if in_body or in_result else None
    assert confirmation_from(message).prescription_issue_select == expected
    assert confirmation_from(message).results[0].others == ((choice,) if in_result else ())


def test_an_answer_without_a_validity_is_read_and_written_without() -> None:
    message = changed(written(reception()), "QualificationValidity")
    confirmation = confirmation_from(message)
    assert confirmation.validity is None
    assert not confirmation.received
    assert texts(written_again(message, reception())) == texts(message)


@pytest.mark.parametrize("status", [(), (Node("ProcessingResultStatus", "2"),)])
def test_the_status_is_written_as_the_service_said_it(status: tuple[Node, ...]) -> None:
    message = changed(written(reception()), "ProcessingResultStatus", *status)
    assert texts(written_again(message, reception())) == texts(message)
    assert confirmation_from(message).validity is Validity.VALID


@pytest.mark.parametrize("segment", ["2", "3", "9", "", "01"])
def test_only_a_finished_query_is_a_confirmation(segment: str) -> None:
    message = changed(written(reception()), "SegmentOfResult", Node("SegmentOfResult", segment))
    with pytest.raises(MessageMalformed, match="SegmentOfResult"):
        confirmation_from(message)


@pytest.mark.parametrize("name", ["MessageHeader", "MessageBody"])
def test_of_two_headers_or_bodies_neither_is_believed(name: str) -> None:
    message = written(reception())
    [one] = message.all(name)
    with pytest.raises(MessageMalformed, match=f"bad {name}"):
        confirmation_from(changed(message, name, one, one))


def test_the_consents_of_others_kinds_of_information_are_no_consents_of_the_kiosk() -> None:
    others = tuple(Node(f"AllergyInfo{end}", "1") for end in ("ConsFlg", "ConsTime"))
    assert not {node.name for node in others} & CONSENT_ELEMENTS
    [result] = confirmation_from(changed(written(reception()), "Sex1", *others)).results
    assert result.others == others
