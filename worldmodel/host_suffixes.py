"""The names under which others register names: what part of a host somebody owns."""

from worldmodel.wordset import words

_SECOND_LEVEL = frozenset(
    "ac co com edu firm gen go gob gouv gov gv id ltd me mil ne net nhs nom or org plc police sch web".split()
)
"""Labels that registries of countries use as a second level: `co.uk`, `com.au`, `or.jp`, `gob.mx`."""

_SHARED = words("""
    appspot.com azurewebsites.net blogspot.com cloudfront.net codeberg.page deno.dev firebaseapp.com
    fly.dev github.io githubusercontent.com gitlab.io glitch.me herokuapp.com hf.space myshopify.com
    netlify.app ngrok-free.app ngrok.io notion.site onrender.com pages.dev r2.dev repl.co
    s3.amazonaws.com surge.sh trycloudflare.com vercel.app web.app webflow.io weebly.com wixsite.com
    wordpress.com workers.dev blob.core.windows.net us.com uk.com eu.com de.com
    """)
"""Names under which anybody can have a site of their own."""

COMMON_LABELS = words("""
    account accounts admin alpha api app apps assets auth beta blog cdn chat cloud community console
    dashboard demo dev developer developers docs download downloads edge email files forum gateway help
    images img intranet live login mail media mobile news oauth online ops partner partners portal
    preview prod production public search secure server service services shop site sso stage staging
    static stats status store stream support team test testing upload video wiki work www
    """)
"""Labels of subdomains that name a purpose, not an owner."""

BAIT_WORDS = words("""
    account accounts alert app auth bank billing bonus care cdn center checkout claim cloud confirm
    customer deals delivery docs download free gift help helpdesk hr id info invoice it login mail member
    mfa my net notice office official offer online order outlet pay payment payments portal promo recover
    refund renew reset safe sale secure security service services shop signin signup sso store supply
    support team track update validate verify vip wallet web webmail
    """)
"""Words that imitations add to a known name."""

CYRILLIC_SUFFIXES = words("ru su ua by kz kg bg rs mk mn uz tj me ba")
"""Suffixes under which names in Cyrillic letters are ordinary."""


def registrable_domain(ascii_name: str) -> str:
    """Return the part of a host name that somebody registered: `example.co.uk` of `www.example.co.uk`.

    A name without a dot, and a bare suffix, come back as they are.
    """
    labels = ascii_name.split(".")
    size = _suffix_size(labels)
    return ".".join(labels[-(size + 1) :])


def _suffix_size(labels: list[str]) -> int:
    for size in (4, 3, 2):
        if len(labels) > size and ".".join(labels[-size:]) in _SHARED:
            return size
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return 2
    return 1
