"""Evaluating rules."""

import itertools
from decimal import Decimal

import cedarpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentguard.authority import Authority, Mismatch, Origin, Standing
from agentguard.errors import EvaluationError
from agentguard.policy import Policy, SessionFacts
from agentguard.policy.compiled import PERMIT
from agentguard.policy.loader import Source
from agentguard.policy.policy import result_of
from agentguard.policy.schema import RESOURCES
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import (
    DataClass,
    Effect,
    Hazard,
    Horizon,
    Money,
    Resource,
    Reversibility,
    Scope,
    Tier,
)
from worldmodel.errors import CatalogueError

ACTION = Action.of(Surface.PAGE, "click")
GRANTED = Authority(standing=Standing.GRANTED)
DEFAULT = Policy.default()


def effect(kind: str = "site", resource_id: str = "shop.example.com", **fields: object) -> Effect:
    """Return a small own effect with some fields set."""
    values: dict[str, object] = {
        "verb": "update",
        "object": "the cart",
        "resource": {"kind": kind, "id": resource_id},
        "probability": 0.9,
        "tier": "LOW",
        "reversibility": "reversible",
        **fields,
    }
    return Effect.model_validate(values)


def policy(*rules: tuple[str, str, str], head: str = "principal, action, resource") -> Policy:
    """Return a policy of (id, verdict, condition)."""
    text = "\n".join(
        f'@id("{name}") @verdict("{verdict}") @guidance("Do {name}.") forbid ({head}) when {{ {condition} }};'
        for name, verdict, condition in rules
    )
    return Policy((Source("ours.cedar", text),))


def matches(condition: str, subject: Effect, authority: Authority = GRANTED, **session: float) -> bool:
    """Whether a rule with this condition matches."""
    facts = SessionFacts(**session)  # type: ignore[arg-type]  # a test gives whole steps
    found = policy(("r", "ask", condition)).evaluate(subject, authority, action=ACTION, session=facts)
    return found.verdict is Verdict.ASK


def test_what_no_rule_matches_is_allowed() -> None:
    """Rules say what may not be; all else may."""
    assert DEFAULT.evaluate(effect(), GRANTED, action=ACTION).verdict is Verdict.ALLOW


def test_every_matching_rule_is_told_and_the_strictest_wins() -> None:
    """Fault 23: no order of the rules decides, only their verdicts."""
    for order in itertools.permutations(
        (("a", "ask", "true"), ("b", "block", "true"), ("c", "replan", "true"))
    ):
        found = policy(*order, ("d", "block", "false")).evaluate(effect(), GRANTED, action=ACTION)
        assert found.verdict is Verdict.BLOCK
        assert found.rules == ("b", "c", "a")
        assert found.guidance == ("Do b.", "Do c.", "Do a.")


def test_a_rule_that_fails_counts_as_matched() -> None:
    """Fault 19: an error inside a rule never opens it."""
    broken = policy(("broken", "replan", "context.step * 9223372036854775807 > 1"), ("mild", "ask", "true"))
    found = broken.evaluate(effect(), GRANTED, action=ACTION, session=SessionFacts(step=3))
    assert found.verdict is Verdict.REPLAN
    assert found.rules == ("broken", "mild")
    assert "broken" in found.failures[0]
    assert "overflow" in found.failures[0]


def test_a_rule_that_fails_alone_stops_too() -> None:
    """The engine would say allow, as no other rule matched."""
    broken = policy(("broken", "block", "context.step * 9223372036854775807 > 1"))
    found = broken.evaluate(effect(), GRANTED, action=ACTION, session=SessionFacts(step=3))
    assert (found.verdict, found.rules) == (Verdict.BLOCK, ("broken",))


def test_an_unknown_verb_is_an_error_and_never_allowed() -> None:
    """A verb outside the catalogue has no rules to be judged by."""
    with pytest.raises(CatalogueError):
        DEFAULT.evaluate(effect(verb="obliterate"), GRANTED, action=ACTION)


def test_a_request_that_the_engine_cannot_read_is_an_error() -> None:
    """Fault 19: no answer is no permission."""
    agent = Action.model_construct(**{**dict(ACTION), "agent": "\ud800"})
    with pytest.raises(EvaluationError, match="could not be asked"):
        DEFAULT.evaluate(effect(), GRANTED, action=agent)
    odd = effect().model_copy(update={"recipients": ("\ud800",)})
    with pytest.raises(EvaluationError, match="gave no answer"):
        DEFAULT.evaluate(odd, GRANTED, action=ACTION)


def test_an_engine_fault_that_names_no_rule_is_an_error() -> None:
    """What can't be laid at a rule's door stops the action."""
    answer = cedarpy.AuthzResult({"decision": "Allow", "diagnostics": {"reason": [], "errors": ["odd"]}})
    with pytest.raises(EvaluationError, match="odd"):
        result_of(answer, {}, "pay")


@pytest.mark.parametrize(
    ("kind", "resource_id", "inside", "outside"),
    [
        ("site", "https://Pay.Shop.example.com:8443/x", 'Site::"example.com"', 'Site::"ample.com"'),
        ("site", "pay.shop.example.com", 'Site::"shop.example.com"', 'Site::"cart.shop.example.com"'),
        ("site", "127.0.0.1:5000", 'Site::"127.0.0.1"', 'Site::"0.0.1"'),
        ("file", "/etc/../etc//ssh/config", 'File::"/etc/ssh"', 'File::"/etc/ss"'),
        ("file", "src\\secret\\key.pem", 'File::"src/secret"', 'File::"secret"'),
        ("file", "/srv/x/../../etc/passwd", 'File::"/etc"', 'File::"/srv"'),
        ("file", "/a", 'File::"/"', 'File::"a"'),
        ("table", "shop.orders", 'Table::"shop"', 'Table::"sho"'),
        ("tool", "mail.batch.trash", 'Tool::"mail"', 'Tool::"trash"'),
        ("device", "screen.1", 'Device::"screen.1"', 'Device::"screen"'),
    ],
)
def test_a_resource_is_in_what_holds_it(kind: str, resource_id: str, inside: str, outside: str) -> None:
    """One rule for a site, folder, schema or tool family; no spelling slips past it."""
    subject = effect(kind, resource_id)
    assert matches(f"resource in {inside}", subject)
    assert not matches(f"resource in {outside}", subject)


def test_attributes_of_a_resource_can_be_read() -> None:
    """Host, registrable domain and path, where the kind has them."""
    site = effect("site", "a.shop.example.co.uk")
    condition = 'resource is Site && resource.registrable == "example.co.uk" && resource.host like "*.shop.*"'
    assert matches(condition, site)
    assert not matches(condition, effect("file", "/a"))
    assert matches('resource is File && resource.path like "*.md"', effect("file", "/a/b.md"))
    assert matches('context.host == "a.shop.example.co.uk"', site)
    assert matches('context.host == ""', effect("file", "/a"))


@pytest.mark.parametrize(
    "condition",
    [
        'context.surface == Surface::"page"',
        'context.horizon == Horizon::"long"',
        'context.scope == Scope::"others"',
        'context.severity == Severity::"minor"',
        "context.probability == 250",
        "context.measured",
        "context has count && context.count > 200",
        'context has amount && context.amount.greaterThan(decimal("27.99"))',
        'context has currency && context.currency == "EUR"',
        'context.recipients.contains("dana@example.com")',
        'context.object == "the cart"',
        'context.carries.contains(DataClass::"private")',
        'context.origin == Origin::"user"',
        "context.spent == 1500 && context.step == 7",
        'principal == Agent::"agent"',
        'action in Action::"integrity"',
        'context == context && context.standing == Standing::"granted"',
    ],
)
def test_every_attribute_says_what_the_effect_says(condition: str) -> None:
    """What a team may write is what it gets."""
    subject = effect(
        horizon="long",
        scope="others",
        probability=0.25,
        measured=True,
        count=240,
        amount=Money(amount=Decimal("28.00"), currency="EUR"),
        recipients=("dana@example.com",),
        carries=(DataClass.PRIVATE,),
    )
    authority = Authority(standing=Standing.GRANTED, origin=Origin.USER)
    assert matches(condition, subject, authority, spent=1.5, step=7)
    assert not matches(f"!({condition})", subject, authority, spent=1.5, step=7)


def test_boundless_numbers_stay_numbers() -> None:
    """Fault 19: infinity, NaN and huge counts neither crash nor turn a rule off."""
    for spent in (float("inf"), float("nan"), 1e300):
        assert matches("context.spent > 1000", effect(), spent=spent)
    assert matches("context has count && context.count > 1000", effect(count=10**40))
    big = Money(amount=Decimal("99999999999999.9999"))
    assert matches('context has amount && context.amount.greaterThan(decimal("1.0"))', effect(amount=big))


effects = st.builds(
    Effect,
    verb=st.sampled_from(sorted(default_catalogue().verbs)),
    object=st.text(max_size=20),
    resource=st.builds(Resource, kind=st.sampled_from(sorted(RESOURCES)), id=st.text(max_size=30)),
    probability=st.floats(0, 1),
    horizon=st.sampled_from(Horizon),
    reversibility=st.sampled_from(Reversibility),
    scope=st.sampled_from(Scope),
    tier=st.sampled_from(Tier),
    count=st.none() | st.integers(0, 2**70),
    recipients=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    carries=st.lists(st.sampled_from(DataClass), max_size=2, unique=True).map(tuple),
    hazards=st.lists(st.sampled_from(Hazard), max_size=3, unique=True).map(tuple),
)
authorities = st.builds(
    Authority,
    standing=st.sampled_from(Standing),
    origin=st.sampled_from(Origin),
    mismatches=st.lists(st.sampled_from(Mismatch), max_size=2, unique=True).map(tuple),
    confirmed=st.booleans(),
)


@given(effects, authorities)
@settings(max_examples=150, deadline=None)
def test_compiled_rules_answer_as_the_written_ones_do(subject: Effect, authority: Authority) -> None:
    """Compiling changes the cost of an evaluation, never its answer: the plain engine agrees."""
    found = DEFAULT.evaluate(subject, authority, action=ACTION)
    assert found.failures == ()
    assert set(found.rules) == plainly(subject, authority)


def plainly(subject: Effect, authority: Authority) -> set[str]:
    """Ask the engine with the rules as written and entity references in the context."""

    def one(name: str, value: str) -> dict[str, object]:
        return {"__entity": {"type": name, "id": value}}

    context = {
        "horizon": one("Horizon", subject.horizon),
        "reversibility": one("Reversibility", subject.reversibility),
        "scope": one("Scope", subject.scope),
        "tier": one("Tier", subject.tier),
        "standing": one("Standing", authority.standing),
        "origin": one("Origin", authority.origin),
        "confirmed": authority.confirmed,
        "mismatches": [one("Mismatch", value) for value in authority.mismatches],
        "hazards": [one("Hazard", value) for value in subject.hazards],
        "carries": [one("DataClass", value) for value in subject.carries],
        "recipients": list(subject.recipients),
    }
    answer = cedarpy.is_authorized(
        {
            "principal": {"type": "Agent", "id": "agent"},
            "action": {"type": "Action", "id": subject.verb},
            "resource": {"type": RESOURCES[subject.resource.kind][0], "id": subject.resource.id},
            "context": context,
        },
        "\n".join(rule.text for rule in DEFAULT.rules),
        [],
    )
    assert answer.diagnostics.errors == []
    return set(answer.diagnostics.id_annotations_by_reason.values())


_TIERS = (Tier.SAFE, Tier.LOW, Tier.HIGH)
_WORSE = (Standing.GRANTED, Standing.IMPLIED, Standing.UNGRANTED, Standing.PROHIBITED)


@given(effects, authorities, st.sampled_from(Hazard), st.sampled_from(DataClass))
@settings(max_examples=150, deadline=None)
def test_more_risk_never_softens_the_verdict(
    subject: Effect, authority: Authority, hazard: Hazard, data: DataClass
) -> None:
    """A further hazard, data that leaves, a higher tier: none makes a verdict milder.

    Three hazards name a way round (untick it, remove it, write beside it) and turn a block into a new plan:
    the action doesn't run either way.
    """
    before = DEFAULT.evaluate(subject, authority, action=ACTION).verdict
    worse = [subject.model_copy(update={"carries": (*subject.carries, data)})]
    if hazard not in (Hazard.PRESELECTED, Hazard.HIDDEN_COST, Hazard.NO_COPY):
        worse.append(subject.model_copy(update={"hazards": (*subject.hazards, hazard)}))
    worse.append(subject.model_copy(update={"reversibility": Reversibility.IRREVERSIBLE}))
    for grown in worse:
        assert DEFAULT.evaluate(grown, authority, action=ACTION).verdict >= before


@given(effects, authorities)
@settings(max_examples=100, deadline=None)
def test_consent_never_hardens_the_verdict(subject: Effect, authority: Authority) -> None:
    """Fault 29: who agreed to this very thing is never stopped for having agreed."""
    unsure = authority.model_copy(update={"confirmed": False})
    sure = authority.model_copy(update={"confirmed": True})
    before = DEFAULT.evaluate(subject, unsure, action=ACTION).verdict
    assert DEFAULT.evaluate(subject, sure, action=ACTION).verdict <= before


def test_the_version_changes_with_every_text() -> None:
    """A permit is bound to the version, so no edit may keep it."""
    one, two = policy(("a", "ask", "true")), policy(("a", "ask", "false"))
    assert one.version == policy(("a", "ask", "true")).version
    assert one.version != two.version
    assert len(one.version) == 64


def test_no_rule_can_take_the_name_of_the_engines_permit() -> None:
    """A rule of that name would be taken for the permit."""
    assert ":" in PERMIT


def test_an_agents_own_words_change_nothing() -> None:
    """Fault 24: a rationale or a declared risk never softens a verdict."""
    subject = effect(verb="pay", tier="HIGH")
    authority = Authority(standing=Standing.UNGRANTED)
    plain = DEFAULT.evaluate(subject, authority, action=ACTION)
    loud = Action(surface=Surface.PAGE, name="click", rationale="low risk", arguments_json='{"risk":"low"}')
    assert DEFAULT.evaluate(subject, authority, action=loud) == plain
