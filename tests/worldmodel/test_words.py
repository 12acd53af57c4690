"""Verbs in labels, requests and identifiers, and negations."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel import words
from worldmodel.catalogue import SHIPPED_VERBS
from worldmodel.errors import CatalogueError
from worldmodel.phrases import LEXICON_FOLDER, Language, Use, identifiers, languages


def acts(text: str, use: Use = "label") -> list[str]:
    """Verbs that the text names as acts."""
    return [match.verb for match in words.find_verbs(text, use) if not match.inert]


def harmful(text: str, use: Use = "label") -> list[str]:
    """Acts besides looking and plain changes."""
    return [verb for verb in acts(text, use) if verb not in ("read", "navigate", "update")]


@pytest.mark.parametrize(
    "label",
    [
        "Undelete", "Preview", "Repayment info", "Unsend help", "Delete filter", "Prev", "Payment methods",
        "Deleted items", "How to cancel", "Share price", "Order by", "Sort order", "Post code", "Postcode",
        "Booking.com review?", "My orders", "Order history", "Cancel", "Don't delete", "Bookmarks",
        "Buyer protection",
        "Learn how to delete your account", "Subscription details", "Blog post", "Guest book",
        "Market share",
        "Shared with me", "Cancel anytime", "Compare plans", "Terms of service", "Email address",
        "Start date",
        "Zahlungsarten", "Filter löschen", "Wie kann ich mein Konto löschen", "Jederzeit kündbar",
        "Abbrechen",
        "Moyens de paiement", "Effacer les filtres", "Annuler", "Métodos de pago", "Eliminar filtro",
        "Cancelar",
        "Metodi di pagamento", "Betaalmethoden", "Metody płatności",
        "Способы оплаты", "お支払い方法", "削除済み",
        "支付方式", "清除筛选", "결제 수단", "필터 삭제", "طرق الدفع", "Ödeme yöntemleri",
    ],
)  # fmt: skip
def test_fault_26_look_alikes_are_not_acts(label: str) -> None:
    """Fault 26: words about viewing, helping and naming are kept apart from the act."""
    assert harmful(label) == []


def test_fault_26_a_look_alike_is_marked_not_dropped() -> None:
    """An inert match stays visible, so that a reader can tell why nothing was predicted."""
    (match,) = words.find_verbs("Delete filter")
    assert (match.verb, match.inert) == ("delete", True)


@pytest.mark.parametrize(
    ("label", "verb"),
    [
        ("Place order", "pay"), ("Place your secure order", "pay"), ("Buy now", "pay"), ("Order", "pay"),
        ("Start free trial", "subscribe"), ("Agree and continue", "agree"), ("Make public", "publish"),
        ("Log out", "sign_out"), ("Delete account", "close_account"), ("Cancel subscription", "stop"),
        ("Cancel my Spotify subscription", "stop"), ("Make admin", "grant"), ("Forward all mail",
        "persist"),
        ("Clear history", "conceal"), ("Turn off two-factor", "weaken"), ("Connect", "send"),
        ("Follow", "react"),
        ("Post", "publish"), ("Book your room", "reserve"), ("Share this", "share"),
        ("Delete 240 items", "delete"),
        ("Send help request", "send"), ("Delete column", "delete"), ("Cancel policy", "stop"),
        ("Zahlungspflichtig bestellen", "pay"), ("LÖSCHEN", "delete"), ("Konto löschen", "close_account"),
        ("Passer la commande", "pay"), ("S'abonner", "subscribe"), ("Supprimer mon compte",
        "close_account"),
        ("Cancelar suscripción", "stop"), ("Realizar pedido", "pay"), ("Finalizar compra", "pay"),
        ("Excluir conta", "close_account"), ("Paga ora", "pay"), ("Bestelling plaatsen", "pay"),
        ("Kupuję i płacę", "pay"), ("Оформить заказ", "pay"), ("Удалить аккаунт", "close_account"),
        ("送信", "send"), ("注文を確定する", "pay"), ("退会する", "close_account"), ("提交订单", "pay"),
        ("删除账号", "close_account"), ("刪除", "delete"), ("결제하기", "pay"), ("삭제하기", "delete"),
        ("HESABIMI SİL", "close_account"), ("Siparişi onayla", "pay"), ("ادفع الآن", "pay"),
        ("حذف الحساب", "close_account"),
        ("ＤＥＬＥＴＥ", "delete"), ("Zahlen", "pay"),
    ],
)  # fmt: skip
def test_the_phrase_on_a_control_names_its_verb(label: str, verb: str) -> None:
    """The longest phrase wins: a deleted account is more than a deletion."""
    assert acts(label)[:1] == [verb]


@pytest.mark.parametrize(
    ("request_text", "verbs"),
    [
        ("Show me my last order", ["read"]),
        ("order two pizzas", ["pay"]),
        ("Please share the doc with Bob", ["share"]),
        ("transfer 500 to Bob", ["transfer"]),
        ("How do I delete my account?", []),
        ("List the delete events", ["read"]),
        ("Clean up after the merge", ["update"]),
        ("delete the file in my account", ["delete"]),
        ("Buche im Mai einen Flug nach Rom", ["reserve"]),
        ("Rellena el formulario", ["create"]),
        ("go on with publishing the repository", ["publish"]),
    ],
)
def test_a_request_tells_verbs_from_nouns(request_text: str, verbs: list[str]) -> None:
    """What the user asks for is read from verbs, not from the things they mention."""
    assert acts(request_text, "request") == verbs


@pytest.mark.parametrize(
    ("name", "verbs"),
    [
        ("createAccessKey", ["grant"]), ("delete_bucket", ["delete"]), ("mail.batch_trash", ["delete"]),
        ("get_payment_methods", ["read"]), ("findOneAndDelete", ["read", "delete"]), ("is_deleted", []),
        ("/user.php?op=del&userid=4", ["delete"]), ("/user.php?op=view&userid=4", ["read"]),
        ("/help/payment-methods", []), ("/docs/how-to-delete-account", []), ("/docs/123/delete",
        ["delete"]),
        ("/search?q=delete+all", ["read"]), ("/account/logout", ["sign_out"]), ("/order/7", []),
        ("https://pay.test/", []),
        ("checkout/complete?order=7", ["pay", "update"]), ("/payments/confirm", ["pay"]),
        ("order_pizza", ["pay"]),
        ("deleteuser", ["delete"]), ("drop_column", ["delete"]), ("canDelete", []), ("simulate_policy",
        ["read"]),
        ("/users/42/deactivate", ["close_account"]), ("preview", ["read"]), ("sort_order", []),
    ],
)  # fmt: skip
def test_an_identifier_names_its_verbs(name: str, verbs: list[str]) -> None:
    """Names of tools, paths and queries are read word by word; reading names keep the rest inert."""
    assert acts(name, "identifier") == verbs


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("createAccessKey", ["create", "access", "key"]),
        ("delete_bucket", ["delete", "bucket"]),
        ("mail.batch_trash", ["mail", "batch", "trash"]),
        ("HTTPServer2", ["http", "server", "2"]),
        ("getURLs", ["get", "urls"]),
        ("", []),
    ],
)
def test_identifiers_are_split_at_case_digits_and_marks(name: str, parts: list[str]) -> None:
    """Camel case, snake case and dots all give the same words."""
    assert words.split_identifier(name) == parts


@pytest.mark.parametrize(
    ("request_text", "governed"),
    [
        ("Draft the details but do not create the account", "do not create the account"),
        ("Write a reply but let me send it myself", "let me send it myself"),
        ("only look, don't buy", "don't buy"),
        ("don't send, delete or publish anything, but list files", "don't send, delete or publish anything"),
        ("Do not delete anything except the temp file", "Do not delete anything"),
        ("Schau dir das an, ohne zu bezahlen", "ohne zu bezahlen"),
        ("Rellena el formulario sin pagar", "sin pagar"),
        ("Remplis le formulaire mais ne paie pas", "ne paie pas"),
        ("Prepara l'ordine senza pagare", "senza pagare"),
        ("Prepare o pedido, mas não envie", "não envie"),
        ("Vul het formulier in zonder te betalen", "zonder te betalen"),
        ("Wypełnij formularz, ale nie wysyłaj", "nie wysyłaj"),
        ("Заполни форму, но не отправляй", "не отправляй"),
        ("下書きを書いて、でも送信しないで", "送信しないで"),
        ("只看，不要购买", "不要购买"),
        ("초안을 작성하고, 보내지 마세요", "보내지 마세요"),
        ("Şunu hazırla ama gönderme", "gönderme"),
        ("جهز الرسالة دون إرسال", "دون إرسال"),
    ],
)
def test_a_negation_governs_its_clause(request_text: str, governed: str) -> None:
    """The forbidden clause is found in the user's own language, with its span."""
    found = [span.text.strip() for span in words.find_negations(request_text)]
    assert governed in found


@pytest.mark.parametrize(
    "request_text",
    [
        "nothing until I say so",
        "suggest only, please",
        "just look around",
        "nur anschauen",
        "solo mirar",
        "見るだけ",
    ],
)
def test_some_words_forbid_everything(request_text: str) -> None:
    """The words "suggest only" leave no act allowed."""
    assert any(span.everything for span in words.find_negations(request_text))


@pytest.mark.parametrize(
    "request_text",
    [
        "Don't forget to send the mail",
        "Buy not more than two",
        "Buche im Mai einen Flug",
        "Coloque no carrinho",
    ],
)
def test_what_only_sounds_like_a_negation_is_none(request_text: str) -> None:
    """Set phrases and other languages' words do not forbid."""
    assert words.find_negations(request_text) == ()


def test_every_verb_and_language_has_words() -> None:
    """At least thirteen languages are spoken, and English names every verb."""
    tongues = {tongue.language: tongue for tongue in languages()}
    assert {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "ja", "zh", "ko", "tr", "ar"} <= set(
        tongues
    )
    assert set(tongues["en"].words) == set(SHIPPED_VERBS)
    assert set(identifiers().words) == set(SHIPPED_VERBS)
    for tongue in tongues.values():
        assert set(tongue.words) == set(SHIPPED_VERBS), tongue.language


@pytest.mark.parametrize(
    "text",
    ["language: en\nwords: {delte: [x]}\n", "language: de\nwords: {}\n", "language: en\nwrds: {}\n",
     "language: en\nwords: {delete: [drop, Drop]}\n"],
)  # fmt: skip
def test_fault_5_a_faulty_language_file_does_not_load(tmp_path: Path, text: str) -> None:
    """Fault 5: unknown verbs, keys, names and repeated phrases stop the load with file and line."""
    (tmp_path / "en.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"en\.yaml:\d+"):
        languages(tmp_path)


def test_the_shipped_folder_is_the_default() -> None:
    """The lexicon lies beside the code, so that a wheel carries it."""
    assert (LEXICON_FOLDER / "en.yaml").is_file()


PHRASES = sorted({phrase for tongue in languages() for group in tongue.words.values() for phrase in group})


@pytest.mark.parametrize("tongue", languages(), ids=lambda tongue: tongue.language)
def test_each_phrase_of_a_language_file_names_its_verb(tongue: Language) -> None:
    """No phrase is swallowed by another part, word or language."""
    for verb, phrases in tongue.words.items():
        for phrase in phrases:
            found = [
                match.verb for match in words.find_verbs(phrase) if not match.inert and match.text == phrase
            ]
            assert verb in found, phrase


@given(st.sampled_from(PHRASES), st.sampled_from(["label", "request"]))
def test_matching_does_not_depend_on_case(phrase: str, use: Use) -> None:
    """Upper, lower and folded forms of a phrase name the same verbs."""
    lower = [(match.verb, match.inert) for match in words.find_verbs(phrase.lower(), use)]
    upper = [(match.verb, match.inert) for match in words.find_verbs(phrase.upper(), use)]
    assert lower == upper


@given(st.text(max_size=120), st.sampled_from(["label", "request", "identifier"]))
def test_spans_index_the_original_text(text: str, use: Use) -> None:
    """Each match can be cut from the text it was found in, whatever was folded."""
    for match in words.find_verbs(text, use):
        assert text[match.start : match.end] == match.text
        assert match.start < match.end


@given(
    st.lists(
        st.sampled_from([*PHRASES, "İ", "ß", "ﬁ", "é", "e\u0301", "ｶﾞ", "｡", "...", "and", "filter"]),
        max_size=6,
    )
)
def test_spans_index_texts_made_of_phrases(parts: list[str]) -> None:
    """Matches come in order, do not overlap unless they share a span, and are cut from the original."""
    text = " ".join(parts)
    last = (0, 0)
    for match in words.find_verbs(text):
        assert text[match.start : match.end] == match.text
        assert match.start >= last[1] or (match.start, match.end) == last
        last = (match.start, match.end)


@given(st.sampled_from(["delete", "pay", "order", "post", "send"]), st.text("abcxyz", min_size=1, max_size=3))
def test_a_word_inside_a_word_is_no_match(word: str, glue: str) -> None:
    """Letters before a word make it another word."""
    text = f"qz{glue}{word}qz"
    assert words.find_verbs(text) == ()


@given(st.text(max_size=200))
def test_negation_spans_index_the_original_text(text: str) -> None:
    """A governed clause can be cut from the request."""
    for span in words.find_negations(text):
        assert text[span.start : span.end] == span.text
