"""Ways out by the parts of a page, by workers and by sockets; and all ways out together."""

# ruff: noqa: E501 - a script stays on one line

from sandboxes.browser.egress.vector import ICE, RULES, Vector, html, link, worker
from sandboxes.browser.egress.vectors_http import FORMS, NAVIGATIONS, REQUESTS

PARTS = (
    Vector("image", "new Image().src = OUT"),
    Vector("image-srcset", html("<img srcset='${OUT} 1x'>")),
    Vector("image-input", html("<input type=image src='${OUT}'>")),
    Vector("svg-image", html("<svg><image href='${OUT}'/></svg>")),
    Vector("script", "const s = document.createElement('script'); s.src = OUT; document.head.append(s)"),
    Vector("module-import", "import(OUT)"),
    Vector("stylesheet", link("{rel: 'stylesheet', href: OUT}")),
    Vector("css-import", link("{rel: 'stylesheet', href: asset('text/css', `@import '${OUT}';`)}")),
    Vector("css-background", html("<p style='background: url(${OUT})'>x</p>")),
    Vector(
        "css-font",
        html("<style>@font-face {font-family: q; src: url(${OUT})}</style><p style='font-family: q'>x</p>"),
    ),
    Vector("prefetch", link("{rel: 'prefetch', href: OUT}")),
    Vector("preload", link("{rel: 'preload', as: 'image', href: OUT}")),
    Vector("module-preload", link("{rel: 'modulepreload', href: OUT}")),
    Vector(
        "preconnect",
        link("{rel: 'preconnect', href: `http://127.0.0.1:${PORT}`}"),
        taps=True,
        channel="preconnects to hosts not reached",
    ),
    Vector("link-header-preload", "", headers=("link: <{out}>; rel=preload; as=image",)),
    Vector("favicon", link("{rel: 'icon', href: OUT}")),
    Vector("manifest", link("{rel: 'manifest', href: OUT}")),
    Vector("video", html("<video src='${OUT}' preload=auto></video>")),
    Vector("video-poster", html("<video poster='${OUT}'></video>")),
    Vector("audio", "new Audio(OUT).load()"),
    Vector(
        "track",
        "const v = document.createElement('video'); v.innerHTML = `<track default kind=captions src='${OUT}'>`; document.body.append(v); v.textTracks[0].mode = 'showing'",
    ),
    Vector(
        "xslt-import",
        html(
            '<iframe src=\'${asset(\'text/xml\', `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${OUT}"?><r/>`)}\'></iframe>'
        ),
    ),
    Vector(
        "speculation-prefetch", RULES.format("prefetch"), channel="speculative fetches over http", fresh=True
    ),
    Vector(
        "speculation-prerender",
        RULES.format("prerender"),
        channel="speculative fetches over http",
        fresh=True,
    ),
    Vector(
        "csp-report-uri",
        "new Image().src = B + '/x.png'",
        headers=("content-security-policy: img-src 'none'; report-uri {out}",),
        channel="reports of violations",
    ),
    Vector(
        "reporting-api",
        "new Image().src = B + '/x.png'",
        headers=("content-security-policy: img-src 'none'; report-to r", 'reporting-endpoints: r="{out}"'),
        channel="reports of violations",
    ),
)

WORKERS = (
    Vector("worker-fetch", worker("fetch('${OUT}', {method: 'POST'})"), channel="requests of workers"),
    Vector(
        "worker-xhr",
        worker("const x = new XMLHttpRequest(); x.open('POST', '${OUT}'); x.send()"),
        channel="requests of workers",
    ),
    Vector("worker-import", worker("importScripts('${OUT}')"), channel="requests of workers"),
    Vector(
        "worker-blob",
        "window.w = new Worker(URL.createObjectURL(new Blob([`fetch('${OUT}', {method: 'POST'})`])))",
        channel="requests of workers",
    ),
    Vector(
        "worker-nested",
        worker("new Worker(URL.createObjectURL(new Blob([\\`fetch('${OUT}', {method: 'POST'})\\`])))"),
        channel="requests of workers",
    ),
    Vector("worker-script", "new Worker(OUT)", channel="requests of workers"),
    Vector(
        "shared-worker-fetch",
        worker("fetch('${OUT}', {method: 'POST'})", "SharedWorker"),
        channel="requests of workers",
    ),
    Vector(
        "shared-worker-after-close",
        worker("setTimeout(() => fetch('${OUT}', {method: 'POST'}), 50)", "SharedWorker"),
        "close",
        channel="requests of workers",
    ),
    Vector(
        "service-worker",
        "navigator.serviceWorker.register(asset('text/javascript', `fetch('${OUT}', {method: 'POST'})`))",
        channel="service workers",
    ),
    Vector(
        "worklet",
        "new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(OUT)",
        channel="requests of workers",
    ),
)

SOCKETS = (
    Vector("socket", "window.s = new WebSocket(WS)", channel="sockets of pages and frames"),
    Vector(
        "socket-blank-iframe",
        "const i = document.createElement('iframe'); document.body.append(i); window.s = new i.contentWindow.WebSocket(WS)",
        channel="sockets of pages and frames",
    ),
    Vector(
        "socket-srcdoc",
        html("<iframe sandbox='allow-scripts' srcdoc=\"<script>new WebSocket('${WS}')</script>\"></iframe>"),
        channel="sockets of sandboxed frames",
    ),
    Vector("socket-worker", worker("self.s = new WebSocket('${WS}')"), channel="sockets of workers"),
    Vector(
        "socket-worker-blob",
        "window.w = new Worker(URL.createObjectURL(new Blob([`self.s = new WebSocket('${WS}')`])))",
        channel="sockets of workers",
    ),
    Vector(
        "socket-shared-worker",
        worker("self.s = new WebSocket('${WS}')", "SharedWorker"),
        channel="sockets of workers",
    ),
    Vector(
        "webrtc-stun",
        ICE.format("{urls: `stun:127.0.0.1:${PORT}`}", "all"),
        taps=True,
        channel="WebRTC over UDP",
    ),
    Vector(
        "webrtc-turn-udp",
        ICE.format("{urls: `turn:127.0.0.1:${PORT}?transport=udp`, username: 'u', credential: 'c'}", "relay"),
        taps=True,
        channel="WebRTC over UDP",
    ),
    Vector(
        "webrtc-turn-tcp",
        ICE.format("{urls: `turn:127.0.0.1:${PORT}?transport=tcp`, username: 'u', credential: 'c'}", "relay"),
        taps=True,
        channel="WebRTC over TCP",
    ),
    Vector(
        "webrtc-peer",
        ICE.format("", "all")
        + ".then(() => pc.setRemoteDescription({type: 'answer', sdp: pc.localDescription.sdp.replace('a=setup:actpass', 'a=setup:active').replace(/a=candidate.*\\r\\n/g, '') + `a=candidate:1 1 udp 2122260223 127.0.0.1 ${PORT} typ host\\r\\n`}))",
        taps=True,
        channel="WebRTC over UDP",
    ),
    Vector(
        "webtransport",
        "window.t = new WebTransport(`https://127.0.0.1:${PORT}/`)",
        taps=True,
        channel="WebTransport",
    ),
    Vector(
        "webtransport-worker",
        worker("self.t = new WebTransport('https://127.0.0.1:${PORT}/')"),
        taps=True,
        channel="WebTransport",
    ),
)

VECTORS = (*REQUESTS, *FORMS, *NAVIGATIONS, *PARTS, *WORKERS, *SOCKETS)
"""Every way out that is tried."""
