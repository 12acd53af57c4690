"""What a request grants and forbids, in the user's own words."""

from decimal import Decimal

import pytest

from agentguard.task.reading import read

LOOKING = """
Find the cheapest flight to Oslo
Which of these laptops has the longest battery life?
What did Kim write yesterday?
Show me my last three invoices
Read the terms of the plan to me
Summarise the thread about deleting accounts
Compare the two insurance offers
Why was my order cancelled?
Is the museum open on Sunday?
Am I subscribed to anything?
How do I delete my profile?
Explain how to install and remove packages
Tell me whether the payment went through
Check whether somebody changed the price
Suggest what to buy or return
List the delete events
What would a purge remove?
Look at this inbox and suggest what to archive
Can I cancel this booking for free?
Should I pay this invoice?
Does the shop ship to Norway?
Find out who sends us spam
Give me the total of my cart
Describe the settings page
Recommend a hotel in Rome
Look through the pull requests
Search for "delete all"
Was kostet die Lampe?
Zeig mir die Rechnungen vom März
Fasse die Nachrichten zusammen
Welche Karten nehmen sie?
Résume cette page
Quel est le prix du billet ?
Montre-moi les paramètres
Resume este artículo
¿Cuánto cuesta el envío?
Busca el vuelo más barato
Riassumi questa discussione
Quanto costa la spedizione?
Resuma este artigo
Qual é o preço total?
Vat deze pagina samen
Wat kost de lamp?
一番安い卵を探して
このページを要約して
总结这篇文章
查看我的订单
이 글을 요약해 줘
Найди самый дешёвый билет
Znajdź najtańszy bilet
Bu sayfayı özetle
""".strip().splitlines()

NOTHING = """
Thanks, that is all
Thank you, great work on the report today
Never mind, leave the form
never mind
ok
Good morning
Danke, das war's
Merci, c'est tout
Gracias
ありがとう
谢谢
""".strip().splitlines()

ACTING = [
    ("Buy the grey scarf", {"pay"}),
    ("Order two pizzas from luigi.example.com", {"pay"}),
    ("I'd like you to order me a taxi", {"pay"}),
    ("Please purchase the standing desk", {"pay"}),
    ("Complete the checkout", {"pay"}),
    ("Pay the electricity bill", {"pay"}),
    ("Could you settle invoice 4711?", {"pay"}),
    ("Transfer 50 euros to Kim Lee", {"transfer"}),
    ("Send 20 € to my brother", {"transfer"}),
    ("Book a table for four at eight", {"reserve"}),
    ("Reserve the meeting room", {"reserve"}),
    ("Book the flight to Oslo", {"reserve", "pay"}),
    ("Schedule a call with Dana", {"reserve"}),
    ("Reply to Dana", {"send"}),
    ("Answer this mail", {"send"}),
    ("Let Kim know that I am late", {"send"}),
    ("Tell Alex to delete the file", {"send"}),
    ("Forward the offer to legal@example.com", {"send"}),
    ("Submit my expense claim", {"send"}),
    ("Email the report to Dana", {"send"}),
    ("Post the summary on the forum", {"publish"}),
    ("The review is finished, go on with publishing the package", {"publish"}),
    ("Make the album public", {"publish"}),
    ("Open a pull request with the fix", {"publish"}),
    ("Share the folder Plans with Kim", {"share"}),
    ("Invite dana@example.com as an admin", {"send", "grant"}),
    ("Give Kim access to the drive", {"grant"}),
    ("Sign up for the course", {"register"}),
    ("Create an account on forum.example.com", {"register"}),
    ("Sign in to the forum", {"sign_in"}),
    ("Log in to bank.example.com", {"sign_in"}),
    ("Log out", {"sign_out"}),
    ("Subscribe to the weekly letter", {"subscribe"}),
    ("Start the free trial", {"subscribe"}),
    ("Cancel my gym membership", {"stop", "delete"}),
    ("Unsubscribe me from Garden Weekly", {"stop"}),
    ("Delete the draft called Offer 7", {"delete"}),
    ("Get rid of the old backups", {"delete"}),
    ("Can you remove the duplicate entry?", {"delete"}),
    ("Drop the table tmp_import", {"delete"}),
    ("Delete my account", {"delete", "close_account"}),
    ("Change my password", {"change_credentials"}),
    ("Reset my password", {"change_credentials"}),
    ("Put a lamp in the cart", {"create"}),
    ("Add a note to the ticket", {"create"}),
    ("Fill in the form", {"create"}),
    ("Document the interface", {"create"}),
    ("Save the page", {"create"}),
    ("Download the invoice", {"create"}),
    ("Rename the helper", {"update"}),
    ("Archive the newsletter from May", {"update"}),
    ("Move the files to the archive", {"update"}),
    ("Edit my profile text", {"update"}),
    ("Put customer 42 on the free plan", {"create"}),
    ("Mark all messages as read", {"create"}),
    ("Revert my last change", {"update"}),
    ("Restart the web server", {"stop"}),
    ("Stop the stuck job", {"stop"}),
    ("Run the tests", {"execute"}),
    ("Install the parser", {"install"}),
    ("Add a JSON parser to the project", {"install"}),
    ("Set up the workspace", {"configure"}),
    ("Configure the mail filter", {"configure"}),
    ("Accept the new terms", {"agree"}),
    ("Like the first post", {"react"}),
    ("Turn off two-factor authentication", {"weaken"}),
    ("Remove the password that slipped into the issues", {"delete"}),
    ("Bitte kaufe die schwarze Lampe", {"pay"}),
    ("Kannst du bitte den Entwurf löschen?", {"delete"}),
    ("Antworte Dana, dass ich komme", {"send"}),
    ("Buche das Hotel", {"reserve", "pay"}),
    ("Überweise 20 Euro an Kim", {"transfer"}),
    ("Melde dich bei forum.example.com an", {"sign_in"}),
    ("Achète le livre bleu", {"pay"}),
    ("Supprime le brouillon", {"delete"}),
    ("Peux-tu répondre à Dana ?", {"send"}),
    ("Réserve une table pour deux", {"reserve"}),
    ("Compra la camiseta negra", {"pay"}),
    ("Borra el borrador", {"delete"}),
    ("Responde a Dana", {"send"}),
    ("Compra il biglietto per Roma", {"pay"}),
    ("Cancella la bozza", {"delete"}),
    ("Compre o livro", {"pay"}),
    ("Apague o rascunho", {"delete"}),
    ("Koop de zwarte lamp", {"pay"}),
    ("Verwijder het concept", {"delete"}),
    ("下書きを削除してください", {"delete"}),
    ("黒いランプを買って", {"pay"}),
    ("帮我买一盏灯", {"pay"}),
    ("请删除草稿", {"delete"}),
    ("告诉Kim我会迟到", {"send"}),
    ("초안을 삭제해 주세요", {"delete"}),
    ("Удали черновик", {"delete"}),
    ("Kup czarną lampę", {"pay"}),
    ("Taslağı sil", {"delete"}),
    ("Find out which lamp is cheapest and buy it", {"pay"}),
    ("Open the app to delete my account", {"close_account"}),
    ("Search for old drafts and delete them", {"delete"}),
    ("Check whether the seat is free, and if so, book it", {"reserve"}),
]

NOT_ASKED = [
    ("Draft a reply to Dana", "send"),
    ("Write a reply to Alex", "send"),
    ("Prepare an answer to the complaint", "send"),
    ("Just draft a post about the release", "publish"),
    ("Tidy up my newsletters", "delete"),
    ("Clean up after the merge", "delete"),
    ("Organise my photos", "delete"),
    ("Handle the mail from my bank", "disclose"),
    ("Rename the helper", "delete"),
    ("Put the lamp in the cart and tell me the total", "pay"),
    ("Add a comment at the top of main.py", "execute"),
    ("Tell Alex to pay the rent", "pay"),
    ("Remind me to cancel the trial", "stop"),
    ("Summarise the page and list what it sells", "pay"),
    ("Show me how to delete an account and close it", "delete"),
    ("Explain when to sell and buy shares", "pay"),
    ("Translate the sentence 'delete everything'", "delete"),
    ('Send Kim the text "buy milk"', "pay"),
    ("Tell Kim: please delete the file", "delete"),
    ("Note that the lead wants to pay", "pay"),
]


@pytest.mark.parametrize("request_text", LOOKING)
def test_a_question_or_a_look_grants_no_act(request_text: str) -> None:
    """Finding is not buying: a request to look grants reading only."""
    reading = read(request_text)
    assert reading.looks
    assert reading.grants == ()


@pytest.mark.parametrize("request_text", NOTHING)
def test_thanks_grant_nothing(request_text: str) -> None:
    """Words that close or put off a task ask for nothing, not even help."""
    reading = read(request_text)
    assert (reading.grants, reading.problem) == ((), False)


@pytest.mark.parametrize(("request_text", "verbs"), ACTING)
def test_an_ask_grants_its_verbs(request_text: str, verbs: set[str]) -> None:
    """The head of a clause grants the verbs that it names, in any language of the book."""
    granted = {verb for grant in read(request_text).grants for verb in grant.verbs}
    assert verbs <= granted


@pytest.mark.parametrize(("request_text", "verb"), NOT_ASKED)
def test_what_is_only_mentioned_is_not_granted(request_text: str, verb: str) -> None:
    """Verbs inside an object, a quotation, a dictated text or a vague wish are not asked for."""
    granted = {v for grant in read(request_text).grants for v in (*grant.verbs, *grant.also)}
    assert verb not in granted


@pytest.mark.parametrize(
    ("request_text", "amount"),
    [
        ("Buy the black tee, up to 28.00 in total", "28.00"),
        ("Buy a desk for at most 300 euros", "300"),
        ("Order the phone, max 450", "450"),
        ("Charge the customer 40.00 once", "40.00"),
        ("Transfer $1,200.50 to Kim", "1200.50"),
        ("Kaufe die Lampe bis zu 30 Euro", "30"),
        ("Achète le livre, 15 euros maximum", "15"),
        ("Compra la camiseta por menos de 20 euros", "20"),
        ("帮我买一盏灯,最多200元", "200"),
        ("Don't pay more than 20 euros. Buy the lamp", "20"),
        ("Order the usual groceries but keep the total below 60", "60"),
        ("Book the room, but the price must stay under 120 euros", "120"),
        ("Invest 500 in the index fund", "500"),
    ],
)
def test_the_most_that_may_be_paid_is_read(request_text: str, amount: str) -> None:
    """A price limit in the request is the limit of the grant."""
    amounts = [grant.amount.amount for grant in read(request_text).grants if grant.amount]
    assert amounts == [Decimal(amount)]


@pytest.mark.parametrize(
    ("request_text", "count"),
    [
        ("Buy 10 shares once", 10),
        ("Order two notebooks", 2),
        ("Yes, archive that one message from Garden Weekly", 1),
        ("Book 30 minutes with Dana", None),
        ("Put customer 42 on the free plan", None),
        ("Delete the drafts from 3 pm", None),
        ("Update my address to 5 Elm Street", None),
        ("Charge the customer 40.00 once", 1),
        ("Turn off two-factor authentication", None),
    ],
)
def test_counts_are_not_confused_with_times_prices_and_ids(request_text: str, count: int | None) -> None:
    """Only numbers of things count."""
    assert read(request_text).grants[0].count == count


@pytest.mark.parametrize(
    ("request_text", "recipients"),
    [
        ("Reply only to Dana", ("Dana",)),
        ("Tell my contact Kim: running ten minutes late", ("Kim",)),
        (
            "Send the report to dana@example.com and cc kim@example.com",
            ("dana@example.com", "kim@example.com"),
        ),
        ("Share the folder Plans with Kim and Lee", ("Kim", "Lee")),
        ("Send Dana the invoice", ("Dana",)),
        ("Send a connection request to Alex Placeholder", ("Alex Placeholder",)),
        ("Message the landlord that the heating is broken", ()),
        ("Email the summary to the team", ()),
        ("Book 30 minutes with Dana on Tuesday at ten", ("Dana",)),
        ("Send the agenda to Kim on Monday", ("Kim",)),
        ("Schick die Rechnung an Dana", ("Dana",)),
        ("Réponds à Dana", ("Dana",)),
        ("告诉Kim我会迟到", ("Kim",)),
        ("Kimに遅れると伝えて", ("Kim",)),
        ("Submit my support request", ()),
        ("Answer this mail", ()),
    ],
)
def test_recipients_are_read(request_text: str, recipients: tuple[str, ...]) -> None:
    """Who gets it is who the user named, and nobody else."""
    assert read(request_text).grants[0].recipients == recipients


@pytest.mark.parametrize(
    ("request_text", "content"),
    [
        ("Tell Kim: running ten minutes late", "running ten minutes late"),
        ("Tell Alex that the meeting moved to 3 pm", "the meeting moved to 3 pm"),
        ('Post "Hello world" on the forum', "Hello world"),
        ("Reply to that mail", None),
        ("Antworte Dana, dass ich komme", "ich komme"),
    ],
)
def test_dictated_text_is_kept(request_text: str, content: str | None) -> None:
    """A text given by the user is the text to be sent."""
    assert read(request_text).grants[0].content == content


@pytest.mark.parametrize(
    ("request_text", "verb"),
    [
        ("Draft the sign-up details but do not create the account", "register"),
        ("Write a reply to Alex but let me send it myself", "send"),
        ("Prepare an answer, I'll send it", "send"),
        ("Fill the cart without paying", "pay"),
        ("Do not post or publish anything", "publish"),
        ("Never delete files", "delete"),
        ("Update the notes. Never run git commands here", "execute"),
        ("Fill in the form but don't submit it", "send"),
        ("Nur lesen, bitte nichts löschen", "delete"),
        ("Fasse die Mails zusammen, aber lösche nichts", "delete"),
        ("Résume la page sans rien acheter", "pay"),
        ("No compres nada", "pay"),
        ("送信しないでください", "send"),
        ("不要购买", "pay"),
        ("Buy two tickets, but ask me before paying", "pay"),
        ("Fill in my details, but stop before the payment", "pay"),
        ("Delete the photos from 2019 but keep the ones with Kim", "delete"),
        ("Delete everything except invoices", "delete"),
        ("It's fine to add items, just don't place the order", "pay"),
        ("Non inviare nulla, prepara solo la bozza", "send"),
        ("Responde a Dana pero no lo envíes", "send"),
    ],
)
def test_what_is_ruled_out_is_a_prohibition(request_text: str, verb: str) -> None:
    """Example: "Do not", "without", "let me do it myself" forbid, with the words cited."""
    bans = read(request_text).prohibitions
    assert any(verb in ban.verbs or not ban.verbs for ban in bans)
    assert all(ban.text for ban in bans)


@pytest.mark.parametrize(
    "request_text",
    [
        "Look at this inbox and suggest what to archive or delete; do nothing until I say so",
        "Only look, I will decide later",
        "Suggest only",
        "Read only please: what is in the cart?",
        "Don't touch anything, just tell me the total",
    ],
)
def test_hands_off_rules_out_every_change(request_text: str) -> None:
    """An order to look only forbids all acts until the user agrees to a named one."""
    assert any(
        not ban.verbs and not ban.object and ban.until_consent for ban in read(request_text).prohibitions
    )


@pytest.mark.parametrize(
    "request_text",
    [
        "Don't forget to send the report to Dana",
        "Do not hesitate to book the room",
        "Buy it for no more than 20 euros",
        "Let the script run without asking for my password",
        "Don't pay more than 20 euros. Buy the lamp",
        "Book the room, but the price must stay under 120 euros",
    ],
)
def test_a_not_that_forbids_nothing(request_text: str) -> None:
    """Some negations ask, limit or concede; they forbid nothing."""
    assert read(request_text).prohibitions == ()


@pytest.mark.parametrize(
    ("request_text", "hosts"),
    [
        ("Fill in the form on example.com; stay on that site", ("example.com",)),
        ("Do not leave shop.example.com", ("shop.example.com",)),
        ("Compare the prices and stay on this site", ("",)),
    ],
)
def test_staying_on_a_site_is_a_limit(request_text: str, hosts: tuple[str, ...]) -> None:
    """A place that must not be left is known by its host, or is wherever the agent is."""
    assert [ban.within for ban in read(request_text).prohibitions] == [hosts]


PARAPHRASES = [
    [
        "Buy the black lamp",
        "Please buy the black lamp",
        "Could you buy the black lamp?",
        "I'd like you to buy the black lamp",
        "Go ahead and buy the black lamp",
        "Now buy the black lamp.",
        "BUY THE BLACK LAMP",
        "Hi, can you please buy the black lamp",
    ],
    [
        "Delete the draft",
        "Please delete the draft!",
        "Would you delete the draft?",
        "Let's delete the draft",
        "yes, delete the draft",
        "I want you to delete the draft",
        "Then delete the draft",
    ],
    [
        "Reply to Dana",
        "please reply to Dana",
        "Can you reply to Dana?",
        "I need you to reply to Dana",
        "Now, reply to Dana.",
    ],
    [
        "Summarise the page",
        "Please summarise the page",
        "Could you summarise the page?",
        "I'd like you to summarise the page",
    ],
]


@pytest.mark.parametrize("wordings", PARAPHRASES)
def test_courtesy_changes_no_grant(wordings: list[str]) -> None:
    """Metamorphic: politeness, case and punctuation keep the grants."""
    answers = {
        tuple((g.verbs, g.also, g.recipients, g.amount) for g in read(text).grants) for text in wordings
    }
    assert len(answers) == 1


def test_spans_cite_the_users_words() -> None:
    """Each grant and each prohibition can be shown in the request."""
    text = "Find the lamp, buy it for up to 20 euros, but do not subscribe to anything."
    reading = read(text)
    cited = [(item.span, item.text) for item in reading.grants]
    cited += [(item.span, item.text) for item in reading.prohibitions]
    for span, words in cited:
        assert span is not None
        assert text[span[0] : span[1]].strip(" ,").startswith(words[:10].strip(" ,"))


def test_a_dictated_text_is_not_an_order() -> None:
    """After "Tell Kim: ..." a new sentence is still Kim's, unless "then" speaks to the agent."""
    assert {v for g in read("Tell Kim: I'm late. Delete the old file.").grants for v in g.verbs} == {"send"}
    granted = {v for g in read("Tell Kim: I'm late. Then delete the old file.").grants for v in g.verbs}
    assert granted >= {"send", "delete"}


def test_a_vague_wish_is_tied() -> None:
    """Tidying covers small things only; a single thing pointed at may be dealt with."""
    assert read("Tidy the workspace").grants[0].tied
    stuck = read("Let's clear up that stuck session").grants[0]
    assert not stuck.tied
    assert "stop" in stuck.steps
    assert not stuck.agreed


@pytest.mark.parametrize(
    ("request_text", "kinds"),
    [
        ("Pay the bill in that file", "file"),
        ("Reply to that mail", "mail"),
        ("Do what the ticket says", "ticket"),
        ("Book the hotel from the e-mail", "mail"),
        ("Follow the instructions in README.md", "file"),
        ("Pay this invoice", "invoice"),
    ],
)
def test_a_task_can_point_at_a_text(request_text: str, kinds: str) -> None:
    """A text that the user points at is known by its kind."""
    assert kinds in read(request_text).grants[0].points


@pytest.mark.parametrize(
    ("request_", "verb", "never"),
    [
        ("Turn off the night light for my account.", "configure", "close_account"),
        ("Link the app Almanac to my profile.", "grant", "pay"),
        ("Set up a standing order: 40.00 every month to Ada Berg.", "transfer", "delete"),
        ("Take away Ben's access to the folder.", "delete", "pay"),
    ],
)
def test_everyday_words_for_settings_and_money_are_read(request_: str, verb: str, never: str) -> None:
    """As what they ask for, and as nothing weightier."""
    asked = {one for grant in read(request_).grants for one in (*grant.verbs, *grant.also)}
    assert verb in asked
    assert never not in asked


@pytest.mark.parametrize(
    ("request_text", "verbs"),
    [
        ("Get a coffee voucher for 30 dollars and have it sent to kai@example.org", {"pay"}),
        ("Get two tickets for €18.00", {"pay"}),
        ("get the “Oak bench”, 30 €, no polish or anything", {"pay"}),
        ("I'd like the small box (9 dollars each) every month from now on.", {"pay"}),
        ("Get the invoice for 30 dollars", set()),
        ("Hol die Rechnung über 40 Euro", set()),
        ("Get a list of the plans", set()),
    ],
)
def test_what_is_got_for_a_price_is_bought(request_text: str, verbs: set[str]) -> None:
    """A new thing with a price is paid for; what is there already is only fetched."""
    granted = {verb for grant in read(request_text).grants for verb in grant.verbs}
    assert granted & {"pay", "send"} == verbs


def test_or_anything_ends_a_list_and_rules_out_no_more() -> None:
    """It stands for more of the same kind."""
    assert not any(not ban.object for ban in read("Buy the oak bench, no polish or anything.").prohibitions)
    assert "pay" in read("Look at the oak bench. Don't buy anything.").prohibitions[0].verbs


def test_what_a_statement_names_in_quotes_is_meant_by_the_it_after_it() -> None:
    """Who says that draft X is done, and then to put it online, asks for X."""
    (grant, *_) = read('The draft "Jam jars" is done. Put it online.').grants
    assert "publish" in grant.verbs
    assert "Jam jars" in grant.object


@pytest.mark.parametrize(
    ("request_text", "acts"),
    [
        ("Tell me when the oak bench is there again: set the shop's alert for it.", True),
        ("Sag mir, wenn die Bank wieder da ist: stell den Hinweis dafür ein.", True),
        ("Tell me how it works: delete or archive the bench.", False),
    ],
)
def test_who_wants_to_be_told_when_may_say_how_behind_a_colon(request_text: str, *, acts: bool) -> None:
    """The way is asked for; what explains a question is not."""
    assert bool(read(request_text).grants) is acts


_ALL = "ann bo cy"


@pytest.mark.parametrize(
    ("request_text", "named"),
    [
        ('Mail the crew, subject "Pier", text "Closed." To: ann@a.test. Bcc: bo@b.test, cy@c.test', _ALL),
        ("Escribe a Lea que cerramos. Para: ann@a.test. En copia oculta: bo@b.test y cy@c.test", _ALL),
        ("Mail it to me (ann@a.test), and put these in blind copy: bo@b.test, cy@c.test", _ALL),
        ('Mail ann@a.test the text "In need of help? Write to: bo@b.test"', "ann"),
        ("Mail ann@a.test the plan. Her old address was: bo@b.test", "ann"),
        ("Mail ann@a.test the plan, but not to: bo@b.test", "ann"),
    ],
)
def test_addresses_behind_a_colon_are_whom_it_goes_to(request_text: str, named: str) -> None:
    """A list behind "To:" or "Bcc:" belongs to the mail before it; what is quoted names nobody."""
    found = {
        one.split("@")[0] for grant in read(request_text).grants for one in grant.recipients if "@" in one
    }
    assert found == set(named.split())


def test_an_address_behind_a_colon_is_no_text_to_send() -> None:
    """Subject and text are what the user put in quotes beside their names."""
    (grant, *_) = read('Escribe a Lea con asunto "Muelle" y texto "Cerrado hoy." Para: lea@a.test.').grants
    assert grant.content == "Muelle\nCerrado hoy."


@pytest.mark.parametrize(
    "request_text",
    [
        "Ich schulde Mara Lund noch 12,50 €, bitte überweisen.",
        "Wir schulden Mara Lund 40 Euro für das Fest, bitte überweisen.",
    ],
)
def test_who_speaks_is_nobody_to_pay(request_text: str) -> None:
    """The name behind "I owe" is the payee, not the word for oneself."""
    assert "Mara Lund" in {name for grant in read(request_text).grants for name in grant.recipients}


def test_what_follows_the_closing_quote_is_no_part_of_the_text() -> None:
    """The user goes on to speak to the agent."""
    (grant, *_) = read('Send Ada a message: "The key is here." Take the right Ada.').grants
    assert grant.content == "The key is here."


def test_an_account_number_is_no_phone_and_no_count() -> None:
    """Its digits stand for nobody and for no quantity."""
    (grant, *_) = read("Add Ada Berg with the IBAN GB29 NWBK 6016 1331 9268 19 to my list.").grants
    assert grant.count is None
    assert not any(character.isdigit() for name in grant.recipients for character in name)


@pytest.mark.parametrize(
    ("request_text", "verb"),
    [
        ("Have my mail deleted by itself after a year.", "delete"),
        ("I want my gym subscription cancelled today.", "stop"),
        ("Please have the old invoices removed by tonight", "delete"),
        ("I would like the bill of May paid", "pay"),
        ("I'd like this note to be published.", "publish"),
    ],
)
def test_who_wants_something_done_asks_for_it(request_text: str, verb: str) -> None:
    """A wish with a participle is an ask for its verb."""
    assert any(verb in grant.verbs for grant in read(request_text).grants)


@pytest.mark.parametrize(
    "request_text",
    [
        "Have a look at the deleted files",
        "Have you deleted the file?",
        "I need to know which orders were cancelled",
        "I want to see all invoices paid in May",
        "Get a list of members removed last week",
    ],
)
def test_a_participle_of_what_is_there_asks_for_nothing(request_text: str) -> None:
    """What was done to things that are only looked at is not asked for."""
    wanted = {verb for grant in read(request_text).grants for verb in grant.verbs}
    assert not wanted & {"delete", "stop", "pay"}


def test_the_named_parts_of_a_message_are_its_content() -> None:
    """Words to the agent beside subject and text are not part of what is sent."""
    (grant,) = read(
        'Write to the hauliers: subject "Yard closed", text "No deliveries on Friday." Use blind copy.'
    ).grants
    assert grant.content == "Yard closed\nNo deliveries on Friday."


@pytest.mark.parametrize("request_text", ["Make an app password named Scanner", "Generate a personal token"])
def test_a_password_for_a_program_is_a_key(request_text: str) -> None:
    """It lets something else in, which is what is asked for."""
    assert "grant" in read(request_text).grants[0].verbs


@pytest.mark.parametrize(
    "request_text",
    ["Cancel my tea box. I do not want it any more.", "Delete the old copy. We don't need it any longer."],
)
def test_no_more_use_for_a_thing_is_a_reason_and_no_ban(request_text: str) -> None:
    """Who has no more use for a thing wants it gone."""
    assert read(request_text).prohibitions == ()


@pytest.mark.parametrize(
    "request_text", ["Read it. I don't want any changes any more.", "I don't want you to delete it"]
)
def test_what_is_not_wanted_of_the_agent_is_a_ban(request_text: str) -> None:
    """A change that is not wanted is ruled out, in the same words."""
    assert read(request_text).prohibitions


@pytest.mark.parametrize(
    ("request_text", "deletes"),
    [
        ("Take the key to the garden shed away from Kim.", True),
        ("Take the file and send it to Kim right away.", False),
        ("Take the file to Kim and put the chairs away.", False),
    ],
)
def test_what_is_taken_away_is_said_in_one_breath(request_text: str, *, deletes: bool) -> None:
    """Another clause between the two halves makes them none."""
    assert any("delete" in grant.verbs for grant in read(request_text).grants) is deletes
