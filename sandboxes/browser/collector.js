/* The snapshot collector: a Playwright selector engine that runs as a content script.
 *
 * It lives in an isolated world: it shares the page's DOM but none of its JavaScript, so a page that
 * patches prototypes, JSON or its own globals can't change what is read here. The selector's body is an
 * order, `OP:BASE64(JSON)`. `read` answers with a detached element that carries the result as JSON text;
 * `at`, `focused` and `default` answer with a real element of the page.
 */
(() => {
  const LIMITS = { text: 8000, fields: 60, options: 40, label: 300, nodes: 20000, attributes: 24, rows: 8 };
  const BLOCKS = new Set(('ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DETAILS DIALOG DIV DL DT FIELDSET FIGURE FOOTER ' +
    'FORM H1 H2 H3 H4 H5 H6 HEADER HR LEGEND LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TR UL').split(' '));
  const SILENT = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE META LINK HEAD OBJECT EMBED CANVAS OPTION'.split(' '));
  const SECRET_TOKENS = /^(cc-(number|csc|exp|exp-month|exp-year)|one-time-code|(current|new)-password)$/;
  const SECRET_NAMES = /passw|passphrase|passcode|secret|token|csrf|xsrf|nonce|captcha|api.?key|auth.?key|private.?key|otp\b|totp|mfa|\bcvv|\bcvc|\bcsc\b|card.?(number|no\b|num)|cardnumber|\biban\b|\bssn\b|\bpin\b|session.?id/i;
  /* A field that only tells of a secret: what a token is called, when a key ends. */
  const ABOUT_SECRET = /\b(name|label|title|description|note|expir\w*|valid|lifetime|scopes?|bezeichnung|ablauf|nom|nombre|nome|naam|nazwa|имя|название)\b|名前|名称|이름/i;
  const TOKEN_VALUE = /^(?=.*\d)(?=.*[A-Za-z])[\w.~+\/=:-]{20,}$/;
  const CARD_VALUE = /^\D*(?:\d[ -]?){13,19}\D*$/;
  const MONEY = /[$€£¥₹₽₩]\s?\d|\d[\d.,]*\s?(?:[$€£¥₹₽₩]|(?:EUR|USD|GBP|CHF|JPY|INR|CAD|AUD|SEK|NOK|DKK|PLN|BRL|CNY)\b)/;
  const SELECTED = /(?:\ball\s+)?\d[\d.,]*\s+(?:\p{L}+\s+){0,2}(?:selected|ausgewählt|markiert|sélectionné\p{L}*|seleccionad\p{L}*|selezionat\p{L}*|selecionad\p{L}*|geselecteerd|valgt|valda|wybran\p{L}*|выбран\p{L}*)|(?:已选择?|已選擇?)\s*\d+|\d+\s*(?:件|個|项|項)?\s*(?:選択|已选|개\s*선택)|\ball\s+\d[\d.,]*\s+\p{L}+\s+(?:on this page\s+)?(?:are\s+)?selected/iu;
  const TO = /(^|[^a-z])(to|recipients?|addressee|cc|bcc|an|empfänger|destinataires?|à|para|destinatarios?|destinatari[oa]?|aan|кому)([^a-z]|$)|收件人|宛先|받는/i;
  const SUBJECT = /subject|betreff|objet|asunto|oggetto|assunto|onderwerp|тема|件名|主题|主題|제목/i;
  const WRITING = /message|reply|comment|compose|chat|mail|nachricht|antwort|kommentar|réponse|commentaire|mensaje|respuesta|comentario|messaggio|risposta|mensagem|resposta|bericht|сообщени|ответ|メッセージ|返信|消息|回复|메시지/i;

  const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();
  const short = (text, limit = LIMITS.label) => squeeze(text).slice(0, limit);
  const parentOf = (node) => node.assignedSlot || node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const isElement = (node) => !!node && node.nodeType === 1;

  function ancestor(element, test) {
    for (let node = element; node; node = parentOf(node)) if (test(node)) return node;
    return null;
  }
  function closest(element, selector) { return ancestor(element, (node) => node.matches(selector)); }

  /* The document's open shadow roots, found once a reading, up to the node bound. */
  let roots = null;
  function shadowRoots() {
    if (roots) return roots;
    roots = [];
    let budget = LIMITS.nodes;
    const scan = (scope) => {
      for (const node of scope.querySelectorAll('*')) {
        if (budget-- <= 0) return;
        if (node.shadowRoot) { roots.push(node.shadowRoot); scan(node.shadowRoot); }
      }
    };
    scan(document);
    return roots;
  }
  /* Every match below scope, open shadow roots included. */
  function all(scope, selector) {
    const inner = shadowRoots().filter((root) => scope === document || contains(scope, root.host));
    return [...scope.querySelectorAll(selector), ...inner.flatMap((root) => [...root.querySelectorAll(selector)])];
  }

  function visible(element) {
    return element.checkVisibility ? element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) : true;
  }

  /* Visible text in reading order, a new line per block, through open shadow roots, slots and same-origin frames. */
  function textOf(root, limit, skip) {
    const parts = [];
    let length = 0;
    let budget = LIMITS.nodes;
    const add = (text) => { parts.push(text); length += text.length; };
    const walk = (node) => {
      if (length > limit || budget-- <= 0) return;
      if (node.nodeType === 3) { const text = node.data.replace(/\s+/g, ' '); if (text !== '') add(text); return; }
      if (!isElement(node)) { if (node.nodeType === 11) for (const child of node.childNodes) walk(child); return; }
      if (SILENT.has(node.tagName) || (skip && skip(node)) || node.getAttribute('aria-hidden') === 'true' && node.tagName !== 'SVG') return;
      if (!shown(node)) return;
      const apart = gapOf(node);
      if (apart) add(apart);
      if (node.tagName === 'IMG') add(' ' + (node.alt || '') + ' ');
      else if (node.tagName === 'SELECT') add(' ' + squeeze([...node.selectedOptions].map((option) => option.label).join(', ')) + ' ');
      else if (node.tagName === 'INPUT') { if (/^(submit|button|reset)$/.test(node.type)) add(' ' + node.value + ' '); }
      else if (node.tagName === 'TEXTAREA') { /* a value, not text of the page */ }
      else if (node.tagName === 'IFRAME') { const inner = frameDocument(node); if (inner && inner.body) { add('\n'); walk(inner.body); } }
      else if (node.shadowRoot) for (const child of node.shadowRoot.childNodes) walk(child);
      else if (node.tagName === 'SLOT' && node.assignedNodes().length) for (const child of node.assignedNodes()) walk(child);
      else for (const child of node.childNodes) walk(child);
      if (apart) add(apart);
    };
    walk(root);
    return parts.join('').replace(/[ \t\u00a0]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{2,}/g, '\n').trim().slice(0, limit);
  }
  /* What the layout puts between an element and its neighbours: a new line, a gap as between two buttons, or nothing. */
  function gapOf(element) {
    if (BLOCKS.has(element.tagName)) return '\n';
    const display = getComputedStyle(element).display;
    if (display === 'inline' || display === 'contents' || display.startsWith('ruby')) return '';
    return display.startsWith('inline') || display === 'table-cell' ? ' ' : '\n';
  }
  function shown(element) {
    if (element.checkVisibility) {
      if (element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return true;
      /* display:contents has no box but shows its children; a visibility:hidden parent may show a child */
      if (element.tagName === 'SLOT' || element.tagName === 'BODY') return true;
      const style = getComputedStyle(element);
      return style.display === 'contents' || (style.visibility !== 'visible' && style.display !== 'none' && style.opacity !== '0' && element.children.length > 0 && element.querySelector('*') !== null && [...element.children].some(visible));
    }
    return true;
  }
  function frameDocument(frame) { try { return frame.contentDocument; } catch { return null; } }

  /* ---- role and name: the parts of ARIA's name computation that controls need ---- */
  const INPUT_ROLES = { button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio', range: 'slider', number: 'spinbutton', search: 'searchbox', file: 'button', color: 'button' };
  const TAG_ROLES = { BUTTON: 'button', SUMMARY: 'button', TEXTAREA: 'textbox', OPTION: 'option', DIALOG: 'dialog', IMG: 'img', H1: 'heading', H2: 'heading', H3: 'heading', H4: 'heading', H5: 'heading', H6: 'heading', LI: 'listitem', UL: 'list', OL: 'list', TR: 'row', TD: 'cell', TH: 'columnheader', TABLE: 'table', FORM: 'form', NAV: 'navigation', MAIN: 'main', ARTICLE: 'article', FIELDSET: 'group', PROGRESS: 'progressbar', OUTPUT: 'status' };
  const NAMED_BY_CONTENT = new Set('button link checkbox radio menuitem menuitemcheckbox menuitemradio option tab switch heading treeitem row cell columnheader rowheader tooltip gridcell listitem'.split(' '));
  function roleOf(element) {
    const given = squeeze(element.getAttribute('role')).split(' ')[0];
    if (given && given !== 'none' && given !== 'presentation') return given.toLowerCase();
    const tag = element.tagName;
    if (tag === 'A' || tag === 'AREA') return element.hasAttribute('href') ? 'link' : '';
    if (tag === 'SELECT') return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
    if (tag === 'INPUT') return element.list ? 'combobox' : INPUT_ROLES[element.type] || (element.type === 'hidden' ? '' : 'textbox');
    if (element.isContentEditable && !(element.parentElement && element.parentElement.isContentEditable)) return 'textbox';
    return TAG_ROLES[tag] || '';
  }
  function contentName(element, depth) {
    let text = '';
    const children = element.shadowRoot ? element.shadowRoot.childNodes : element.tagName === 'SLOT' && element.assignedNodes().length ? element.assignedNodes() : element.childNodes;
    for (const node of children) {
      if (node.nodeType === 3) text += node.data;
      else if (isElement(node) && !SILENT.has(node.tagName) && node.getAttribute('aria-hidden') !== 'true' && shown(node)) {
        const apart = gapOf(node) && ' ';
        text += apart + nameOf(node, depth + 1, true) + apart;
      }
      if (text.length > 2 * LIMITS.label) break;
    }
    return text;
  }
  function referenced(element, attribute) {
    const root = element.getRootNode();
    return squeeze(element.getAttribute(attribute)).split(' ').filter(Boolean).map((id) => root.getElementById ? root.getElementById(id) : null).filter(Boolean);
  }
  function labelOf(element) {
    return short([...(element.labels || [])].map((label) => contentName(label, 1)).join(' '));
  }
  function nameOf(element, depth = 0, inside = false) {
    if (depth > 8) return '';
    if (depth === 0) {
      const by = referenced(element, 'aria-labelledby').map((node) => nameOf(node, 1, true)).join(' ');
      if (squeeze(by)) return short(by);
    }
    const own = squeeze(element.getAttribute('aria-label'));
    if (own) return short(own);
    const tag = element.tagName;
    if (tag === 'IMG' || tag === 'AREA') { if (squeeze(element.alt)) return short(element.alt); }
    if (tag === 'INPUT' && /^(submit|button|reset)$/.test(element.type)) {
      const label = labelOf(element);
      return label || short(element.value || (element.type === 'submit' ? 'Submit' : element.type === 'reset' ? 'Reset' : ''));
    }
    if (tag === 'INPUT' && element.type === 'image') return short(element.alt || element.title || 'Submit');
    if (depth === 0 && element.labels && element.labels.length) { const label = labelOf(element); if (label) return label; }
    if (tag === 'FIELDSET' && element.querySelector(':scope > legend')) return short(contentName(element.querySelector(':scope > legend'), depth + 1));
    if (tag === 'svg' || tag === 'SVG') { const title = element.querySelector('title'); if (title) return short(title.textContent); }
    if (tag === 'INPUT' || tag === 'TEXTAREA' || tag === 'SELECT') return short(inside ? '' : element.title || element.placeholder || '');
    if (inside || NAMED_BY_CONTENT.has(roleOf(element)) || tag === 'LABEL' || tag === 'LEGEND') {
      const text = short(contentName(element, depth));
      if (text) return text;
    }
    return short(element.title || element.getAttribute('aria-placeholder') || element.getAttribute('placeholder') || '');
  }
  /* What a control without a name shows instead: its tooltip, or the name that its icon goes by. */
  const TIPS = 'data-tooltip data-tip data-title data-original-title data-bs-title data-hint data-label'.split(' ');
  function signOf(element) {
    const told = TIPS.map((name) => element.getAttribute(name)).concat(referenced(element, 'aria-describedby').map((node) => node.textContent)).find((text) => squeeze(text));
    if (told) return short(told, 120);
    const drawn = element.shadowRoot || element;
    const icons = [element, ...drawn.querySelectorAll('svg,use,i,span,img,[data-icon],[data-lucide],[icon]')].slice(0, 12);
    const named = icons.map(iconOf).filter(Boolean);
    return short([...new Set(named.join(' ').split(' '))].join(' '), 80);
  }
  const FRAME_WORDS = /^(svg|inline|icons?|ico|fa[a-z]?|fas|far|bi|mdi|md|ti|ri|bx|la|las|ph|lucide|glyphicon|material|symbols?|outlined?|solid|regular|sharp|rounded?|fill|btn|button|img|ui|js|sprite|small|large|sm|lg|xs|xl|\d+(px|w|x)?)$/i;
  function iconOf(node) {
    const link = node.getAttribute('href') || node.getAttribute('xlink:href') || '';
    const file = node.tagName === 'IMG' ? (node.getAttribute('src') || '').split(/[?#]/)[0].split('/').pop().replace(/\.\w+$/, '') : '';
    const marked = node.getAttribute('data-icon') || node.getAttribute('data-lucide') || node.getAttribute('icon') || '';
    const classes = [...node.classList].filter((name) => /(^|[-_])(icon|ico|fa|bi|mdi|ti|ri|bx|la|ph|lucide|glyphicon)([-_])/i.test(name));
    const words = [link.startsWith('data:') ? '' : link.split('#')[1] || '', file.length < 40 ? file : '', marked, ...classes].join(' ').split(/[^\p{L}\d]+/u);
    return words.filter((word) => word && !FRAME_WORDS.test(word)).join(' ');
  }

  /* ---- fields ---- */
  function secret(field) {
    const tokens = squeeze(field.getAttribute('autocomplete')).toLowerCase().split(' ');
    if (field.type === 'password' || tokens.some((token) => SECRET_TOKENS.test(token))) return true;
    if (getComputedStyle(field).webkitTextSecurity && getComputedStyle(field).webkitTextSecurity !== 'none') return true;
    const names = [field.name, field.id, field.placeholder, field.getAttribute('aria-label'), labelOf(field)].join(' ').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');
    return SECRET_NAMES.test(names) && !ABOUT_SECRET.test(names);
  }
  const tokenLike = (value) => TOKEN_VALUE.test(value) && !/^https?:/.test(value) || CARD_VALUE.test(value);
  function valueOf(field) {
    const type = (field.type || '').toLowerCase();
    if (secret(field)) return null;
    if (type === 'checkbox' || type === 'radio') return short(field.getAttribute('value') || '', 120) || null;
    if (field.tagName === 'SELECT') return short([...field.selectedOptions].map((option) => option.label).join(', '));
    if (type === 'file') return short([...field.files].map((file) => file.name).join(', '));
    const value = field.isContentEditable && field.value === undefined ? textOf(field, LIMITS.label) : String(field.value ?? '');
    return tokenLike(value) ? null : value.slice(0, LIMITS.label);
  }
  /* How a field stood when it was first read. Every act is read first, so this is how the page brought it. */
  const firstSeen = new WeakMap();
  const stand = (field) => (field.tagName === 'SELECT' ? [...field.options].map((option) => Number(option.selected)).join('') :
    field.type === 'checkbox' || field.type === 'radio' ? String(field.checked) :
    field.value === undefined ? field.textContent : String(field.value));
  function remember() {
    for (const field of all(document, FIELDS).slice(0, 500)) if (!firstSeen.has(field)) firstSeen.set(field, { stand: stand(field), value: valueOf(field) });
  }
  /* Whether a field stands elsewhere than its page brought it. What the markup says and what was first seen must
     both agree, so that no script of the page can call a change the saved state; a form that a script filled
     has no markup to ask. */
  function changed(field) {
    const first = firstSeen.get(field);
    if (first && first.stand !== stand(field)) return true;
    if (field.tagName === 'SELECT') return [...field.options].some((option) => option.defaultSelected) && [...field.options].some((option) => option.selected !== option.defaultSelected);
    if (field.type === 'radio') return radiosOf(field).some((one) => one.defaultChecked) && field.checked !== field.defaultChecked;
    if (field.type === 'checkbox') return field.defaultChecked && !field.checked;
    if (field.type === 'hidden' || !field.defaultValue) return false;
    return field.value !== field.defaultValue;
  }
  const radiosOf = (field) => (field.form ? [...field.form.elements] : all(field.getRootNode(), 'input[type=radio]')).filter((one) => one.type === 'radio' && one.name === field.name);
  /* What the page brought, where it says so: the option or value of its markup, else what was first seen. */
  function broughtOf(field) {
    if (secret(field) || field.type === 'hidden' || field.type === 'checkbox') return null;
    if (field.type === 'radio') { const was = radiosOf(field).find((one) => one.defaultChecked); return was ? nameOf(was) || short(was.value) : null; }
    if (field.tagName === 'SELECT') { const was = [...field.options].filter((option) => option.defaultSelected); if (was.length) return short(was.map((option) => option.label).join(', ')); }
    else if (field.defaultValue && !tokenLike(field.defaultValue)) return short(field.defaultValue);
    const first = firstSeen.get(field);
    return first ? first.value : null;
  }
  function groupOf(field) {
    const group = closest(field, 'fieldset,[role=radiogroup],[role=group]');
    return group ? nameOf(group) : '';
  }
  function fieldState(field) {
    const type = field.tagName === 'SELECT' ? 'select' : field.tagName === 'TEXTAREA' ? 'textarea' : (field.type || 'text').toLowerCase();
    const ticks = type === 'checkbox' || type === 'radio';
    const raw = String(field.value ?? '');
    return {
      name: field.name || field.id || '', label: ticks || type !== 'hidden' ? nameOf(field) : '', type,
      autocomplete: squeeze(field.getAttribute('autocomplete')), value: valueOf(field),
      checked: ticks ? field.checked : null, checked_by_default: ticks ? field.defaultChecked : null,
      required: !!field.required || field.getAttribute('aria-required') === 'true',
      hidden: type === 'hidden' || !ticks && !visible(field), filled: ticks ? field.checked : raw !== '',
      group: ticks ? groupOf(field) : '', changed: changed(field), brought: broughtOf(field),
      sent: type === 'select' && !field.multiple ? short(field.value) : null,
    };
  }
  const FIELDS = 'input:not([type=submit]):not([type=button]):not([type=reset]):not([type=image]),textarea,select';
  function ariaField(element) {
    const ticked = element.getAttribute('aria-checked');
    return { name: element.id || '', label: nameOf(element), type: 'checkbox', autocomplete: '', value: null, checked: ticked === 'true', checked_by_default: null, required: false, hidden: false, filled: ticked === 'true', group: groupOf(element), changed: null, brought: null, sent: null };
  }
  function formOf(element) { return element.form || closest(element, 'form') || null; }
  function formState(element) {
    const form = formOf(element);
    /* Outside a form element, the dialog or section around the control is what it works with. */
    const group = form || closest(element, 'dialog,[role=dialog],[role=alertdialog],[role=form],fieldset,section,article,main,[role=main]');
    if (!group) return null;
    const owned = form ? [...form.elements].filter((field) => field.matches(FIELDS)) : all(group, FIELDS).filter((field) => !field.form);
    const ticks = all(group, '[role=checkbox],[role=switch]').filter((node) => node.tagName !== 'INPUT');
    if (!form && !owned.length && !ticks.length) return null;
    /* What decides comes first, so that a long form's bound cuts only plain fields. */
    const weight = (field) => (field.type === 'checkbox' || field.type === 'password' || field.autocomplete ? 0 : 1);
    const sorted = owned.length > LIMITS.fields ? owned.map((field, i) => [weight(field), i, field]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((row) => row[2]) : owned;
    const submitter = element.matches('button,input') && element.form === form ? element : null;
    const over = (attribute) => submitter && submitter.getAttribute(attribute);
    return {
      method: form ? (over('formmethod') || form.getAttribute('method') || 'get').toLowerCase() : '',
      action: form ? absolute(over('formaction') ?? form.getAttribute('action') ?? '') : '',
      fields: [...sorted.slice(0, LIMITS.fields).map(fieldState), ...ticks.slice(0, 20).map(ariaField)],
      dirty: owned.some(changed),
    };
  }
  function absolute(address) { try { return new URL(address, document.baseURI).href; } catch { return address; } }

  /* ---- the element ---- */
  const TELLING = /^(data-|aria-|hx-|on|form|x-on|x-|@|ng-|v-on|v-|wire:|phx-|up-)|^(id|title|ping|rel|name|accept|multiple|placeholder|contenteditable|inputmode|maxlength|class)$/;
  function attributesOf(element) {
    const found = {};
    let count = 0;
    for (const { name, value } of element.attributes) {
      if (!TELLING.test(name) || count >= LIMITS.attributes) continue;
      if (name.startsWith('data-') && (SECRET_NAMES.test(name.replace(/[_-]/g, ' ')) || tokenLike(value))) continue;
      found[name] = value.slice(0, 200);
      count += 1;
    }
    return found;
  }
  function submits(element) {
    if (element.disabled) return false;
    if (element.tagName === 'BUTTON') return element.type === 'submit' && !!element.form;
    if (element.tagName === 'INPUT') return (element.type === 'submit' || element.type === 'image') && !!element.form;
    return false;
  }
  function describe(element) {
    const name = nameOf(element) || short(element.textContent, 60);
    return [element.tagName.toLowerCase(), roleOf(element), name ? '"' + name.slice(0, 80) + '"' : '', element.id ? '#' + element.id : ''].filter(Boolean).join(' ');
  }
  /* The control that a hit on this element activates: a span in a button is the button, a label its field. */
  const CONTROLS = 'a[href],area[href],button,input,select,textarea,summary,option,[contenteditable=""],[contenteditable=true],[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],[role=tab],[role=option],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio],[role=treeitem],[onclick]';
  function controlOf(element) {
    const control = closest(element, CONTROLS);
    if (control) return control;
    const label = closest(element, 'label');
    return (label && label.control) || element;
  }
  function hitAt(x, y) {
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    return hit;
  }
  const contains = (outer, inner) => ancestor(inner, (node) => node === outer) !== null;
  function cover(element, box) {
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    if (!box.width || !box.height || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return null;
    const hit = hitAt(x, y);
    if (!hit || contains(element, hit) || contains(hit, element)) return null;
    if (controlOf(hit) === controlOf(element)) return null;
    if (!closest(element, FLOATS) && scrollsFree(hit)) return null;
    return describe(hit);
  }
  /* A small thing that floats over the page, as a chat's bubble, covers nothing for long: a click scrolls its target
     out from under it, and is not made where it would land on another element. A large one stays in the way. */
  const FLOATS = 'dialog,[role=dialog],[role=alertdialog]';
  function scrollsFree(hit) {
    const floating = ancestor(hit, (node) => getComputedStyle(node).position === 'fixed');
    if (!floating || ancestor(hit, (node) => node.matches(FLOATS))) return false;
    const box = floating.getBoundingClientRect();
    return box.height < innerHeight / 2 && document.documentElement.scrollHeight > innerHeight;
  }
  const CARDS = 'tr,li,article,[role=row],[role=listitem],[role=article],[role=option],dt,dd,figure,fieldset';
  const BUTTONS = 'button,input,[role=button],a[href]';
  function contextOf(element, own) {
    const card = closest(parentOf(element) || element, CARDS);
    if (card) {
      const text = squeeze(textOf(card, 600));
      if (text.length > own.length && text.length < 600) return text.slice(0, 400);
    }
    for (let node = parentOf(element), steps = 0; node && steps < 5 && node !== document.body; node = parentOf(node), steps++) {
      const text = squeeze(textOf(node, 500));
      if (text.length >= 500) return '';
      /* Buttons side by side say nothing of what they are about. */
      if (text.length > own.length + 3 && /\p{L}/u.test(textOf(node, 500, (part) => part.matches(BUTTONS)))) return text.slice(0, 400);
    }
    return '';
  }
  /* What the row or card around a control is about: its own name, its heading, its emphasis, its first link or cell. */
  const SUBJECTS = ['h1,h2,h3,h4,h5,h6,[role=heading],th[scope=row],[role=rowheader],legend,summary', 'strong,b,dt,a[href]', 'td,[role=cell],[role=gridcell]'];
  function subjectOf(element) {
    const card = closest(parentOf(element) || element, CARDS);
    if (!card || card.tagName === 'FIELDSET') return headingOf(element).slice(0, 160);
    const own = squeeze(card.getAttribute('aria-label')) || squeeze(referenced(card, 'aria-labelledby').map((node) => nameOf(node, 1, true)).join(' '));
    if (own) return short(own, 120);
    for (const selector of SUBJECTS) {
      for (const node of all(card, selector)) {
        if (contains(node, element) || contains(element, node) || node.matches('button,[role=button]') || !visible(node)) continue;
        const text = squeeze(textOf(node, 160));
        if (/\p{L}/u.test(text) && text.length <= 120) return text;
      }
    }
    return '';
  }
  function elementState(element) {
    const box = element.getBoundingClientRect();
    const text = squeeze(textOf(element, 400)).slice(0, LIMITS.label);
    const form = element.matches('input,textarea,select') || element.isContentEditable;
    const sends = form || (element.tagName === 'BUTTON' && element.hasAttribute('value'));
    const expanded = element.getAttribute('aria-expanded');
    const ticked = element.getAttribute('aria-checked');
    const popup = element.getAttribute('aria-haspopup');
    const dialog = closest(element, 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]');
    return {
      state: {
        tag: element.tagName.toLowerCase(), type: (element.getAttribute('type') !== null || element.tagName === 'BUTTON' || element.tagName === 'INPUT') ? String(element.type || '').toLowerCase() : '',
        role: roleOf(element), name: nameOf(element), text, value: sends ? valueOf(element) : null,
        href: element.href ? String(element.href.baseVal ?? element.href) : null, target: element.getAttribute('target') || element.getAttribute('formtarget') || (submits(element) && element.form.getAttribute('target')) || null,
        download: element.hasAttribute('download'), autocomplete: squeeze(element.getAttribute('autocomplete')),
        input_name: sends ? element.name || '' : '', checked: element.type === 'checkbox' || element.type === 'radio' ? element.checked : ticked === null ? null : ticked === 'true',
        expanded: expanded === null ? (element.tagName === 'SUMMARY' ? !!(element.parentElement && element.parentElement.open) : null) : expanded === 'true',
        haspopup: popup !== null && popup !== 'false', disabled: element.matches(':disabled') || !!closest(element, '[aria-disabled=true]'),
        editable: element.isContentEditable || (element.matches('input,textarea') && !element.readOnly && !element.disabled && !/^(submit|button|reset|image|checkbox|radio|file|hidden|range|color)$/.test(element.type)),
        is_submit: submits(element), in_dialog: dialog !== null, visible: visible(element) && box.width > 0 && box.height > 0,
        covered_by: cover(element, box), context: contextOf(element, text), subject: subjectOf(element), sign: nameOf(element) ? '' : signOf(element), attributes: attributesOf(element),
      },
      secret: form && element.matches('input,textarea') ? secret(element) : false,
    };
  }

  /* ---- around it ---- */
  const HEADINGS = 'h1,h2,h3,h4,h5,h6,[role=heading],legend,summary';
  /* A legend or summary heads its own group, and nothing after it. */
  const heads = (heading, element) => !/^(LEGEND|SUMMARY)$/.test(heading.tagName) || contains(heading.parentElement, element);
  function headingOf(element) {
    const top = document.querySelector('main h1,[role=main] h1') || document.querySelector('h1,[role=heading][aria-level="1"]');
    const first = top && visible(top) ? short(top.textContent, 200) : '';
    let near = '';
    for (let node = element && parentOf(element); node && !near && node !== document.body; node = parentOf(node)) {
      const headings = [...node.querySelectorAll(HEADINGS)].filter((heading) => !element.contains(heading) && heads(heading, element) && (element.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING) && visible(heading));
      if (headings.length) near = short(headings[headings.length - 1].textContent, 200);
    }
    return !near || near === first ? first : first ? first + ' › ' + near : near;
  }
  function dialogOf(element) {
    const open = all(document, 'dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]').filter(visible);
    const own = element && open.find((dialog) => contains(dialog, element));
    const dialog = own || open[open.length - 1];
    if (!dialog) return null;
    /* What it asks, without the answers: each of them speaks for itself. */
    return textOf(dialog, 480, (node) => node.matches('button,[role=button],input[type=submit],input[type=button]')) || textOf(dialog, 480);
  }
  function selectionOf(text) {
    const rows = all(document, 'tr,[role=row],li,[role=listitem],[role=option],article').filter((row) => !row.closest('thead'));
    const chosen = [];
    if (rows.length > 1) for (const row of rows) {
      const nested = row.querySelector('tr,[role=row],li,[role=listitem]');
      if (nested) continue;
      const box = row.querySelector('input[type=checkbox],[role=checkbox]');
      if (box ? box.checked || box.getAttribute('aria-checked') === 'true' : row.getAttribute('aria-selected') === 'true' && row.getAttribute('role') !== 'tab') chosen.push(row);
    }
    const said = SELECTED.exec(text);
    if (!chosen.length && !said) return { selection: null, count: null };
    const names = chosen.slice(0, LIMITS.rows).map((row) => short(textOf(row, 80), 80)).join('; ');
    const number = said ? Number((/\d[\d.,]*/.exec(said[0]) || ['0'])[0].replace(/[.,]/g, '')) : 0;
    return { selection: [said ? squeeze(said[0]) : chosen.length + ' selected', names].filter(Boolean).join(': ').slice(0, 480), count: Math.max(number, chosen.length) };
  }
  function fieldWords(field) {
    return [field.name, field.id, field.placeholder, field.getAttribute('aria-label'), labelOf(field), field.getAttribute('data-placeholder')].filter(Boolean).join(' ').replace(/[_-]/g, ' ');
  }
  function composerOf(element) {
    const scope = element && (formOf(element) || closest(element, 'dialog,[role=dialog],[role=form],section,article,main')) || document;
    const bodies = all(scope, 'textarea,[contenteditable=""],[contenteditable=true],[role=textbox][aria-multiline=true]').filter((node) => visible(node));
    if (!bodies.length) return null;
    const inputs = all(scope, 'input:not([type=hidden]):not([type=password]):not([type=radio]):not([type=checkbox]),[contenteditable][aria-label]').filter((node) => !bodies.includes(node));
    const to = inputs.filter((field) => (TO.test(fieldWords(field)) || field.type === 'email' && field.multiple) && !SUBJECT.test(fieldWords(field)));
    const chips = all(scope, '[data-email],[data-hovercard-id*="@"],[email]').map((chip) => chip.getAttribute('data-email') || chip.getAttribute('email') || chip.getAttribute('data-hovercard-id'));
    const subject = inputs.find((field) => SUBJECT.test(fieldWords(field)));
    const body = bodies.find((field) => element && contains(field, element)) || bodies[bodies.length - 1];
    if (!to.length && !chips.length && !subject && !WRITING.test(fieldWords(body) + ' ' + (formOf(body) ? formOf(body).getAttribute('action') || '' : ''))) return null;
    const written = (field) => (secret(field) ? '' : field.value !== undefined ? field.value : textOf(field, 4000));
    return {
      to: [...new Set([...to.flatMap((field) => written(field).split(/[,;]/)), ...chips].map((value) => short(value, 200)).filter(Boolean))].slice(0, 50),
      subject: subject ? short(written(subject)) : '', body: written(body).slice(0, 4000),
      attachments: all(scope, 'input[type=file]').flatMap((field) => [...field.files].map((file) => file.name)).slice(0, 20),
    };
  }
  const tidy = (text) => text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n').trim();
  /* The page's visible text, main content first. The browser's own rendering is quickest, but it leaves out
     shadow roots and frames: where there are any, the slower walk reads. */
  function wholeText() {
    if (!document.body) return '';
    const main = document.querySelector('main,[role=main]');
    const limit = 4 * LIMITS.text;
    if (shadowRoots().length || document.querySelector('iframe')) {
      const rest = textOf(document.body, limit, main ? (node) => node === main : null);
      return [main ? textOf(main, limit) : '', rest].filter(Boolean).join('\n');
    }
    const page = document.body.innerText;
    const first = main ? main.innerText : '';
    const at = first ? page.indexOf(first) : -1;
    return tidy((at > 0 ? first + '\n' + page.slice(0, at) + '\n' + page.slice(at + first.length) : page).slice(0, 16 * LIMITS.text));
  }
  function pageText() {
    const whole = wholeText();
    if (whole.length <= LIMITS.text) return whole;
    const kept = whole.slice(0, LIMITS.text - 1500);
    /* What was cut still tells its prices and totals. */
    const prices = whole.slice(kept.length).split('\n').filter((line) => MONEY.test(line)).map((line) => line.slice(0, 200)).join('\n');
    return [kept + '…[cut]', prices.slice(-1300)].filter(Boolean).join('\n');
  }

  function deepFocus() {
    let node = document.activeElement;
    while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
    return node;
  }
  /* What Enter in this field would press: the first submit button of the form, as HTML's implicit submission says. */
  function defaultButton(field) {
    const form = field && formOf(field);
    if (!form || !field.matches('input')) return null;
    return [...form.elements].find(submits) || [...form.querySelectorAll('input[type=image]')].find(submits) || null;
  }
  /* The point that a click on this element lands on: the middle of its first box in view, or its offset. */
  function pointOf(element, position) {
    const rects = [...element.getClientRects()].filter((rect) => rect.width * rect.height > 0.99);
    const rect = position ? element.getBoundingClientRect() : rects[0];
    if (!rect) return null;
    if (position) return { x: rect.left + element.clientLeft + position.x, y: rect.top + element.clientTop + position.y };
    const left = Math.max(rect.left, 0), right = Math.min(rect.right, innerWidth);
    const top = Math.max(rect.top, 0), bottom = Math.min(rect.bottom, innerHeight);
    return left < right && top < bottom ? { x: (left + right) / 2, y: (top + bottom) / 2 } : null;
  }
  /* What a click on the element really reaches: often a control inside it. */
  function reached(element, position) {
    const point = pointOf(element, position);
    const hit = point && hitAt(point.x, point.y);
    return hit && contains(element, hit) ? controlOf(hit) : controlOf(element);
  }
  /* What lies over the very point that a click on the element goes to; null where the click reaches it. */
  function over(element, position) {
    const point = pointOf(element, position);
    const hit = point && hitAt(point.x, point.y);
    if (!hit || contains(element, hit) || contains(hit, element) || controlOf(hit) === controlOf(element)) return null;
    return describe(hit);
  }
  /* What a key pressed in this element activates. */
  function activated(element, key) {
    if (key !== 'Enter') return element;
    return defaultButton(element) || element;
  }
  function targetOf(element, order) {
    if (order.pointer) return reached(element, order.position);
    if (order.key) return activated(element, order.key);
    return controlOf(element);
  }
  function read(element, order) {
    remember();
    const target = element ? targetOf(element, order) : null;
    const probed = target ? elementState(target) : null;
    const dialog = dialogOf(target);
    const text = pageText();
    const { selection, count } = selectionOf(text);
    const focus = deepFocus();
    return {
      url: location.href, title: document.title.slice(0, LIMITS.label), heading: headingOf(target), text,
      lang: document.documentElement.lang || '', element: probed && probed.state, form: target ? formState(target) : null,
      dialog, composer: composerOf(target), selection, selection_count: count,
      focus: focus && focus !== document.body && focus !== document.documentElement ? describe(focus) : null,
      offscreen: !!probed && !pointOf(element, order.position), secret: !!probed && probed.secret, connected: !element || element.isConnected, framed: window !== window.top, hit: target ? target.tagName : '',
      
    };
  }
  function mark() {
    const keys = (open) => { try { const store = open(); return Object.keys(store).map((key) => key + '=' + hash(String(store.getItem(key)))).sort().join('&'); } catch { return ''; } };
    return { url: location.href, title: document.title, text: hash(wholeText()), nodes: document.getElementsByTagName('*').length, storage: hash(keys(() => localStorage) + '|' + keys(() => sessionStorage)) };
  }
  function hash(text) { let h = 2166136261; for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619); return (h >>> 0).toString(16) + ':' + text.length; }
  function secrets() {
    return all(document, 'input,textarea').filter((field) => field.type !== 'hidden' && field.value && secret(field)).map((field) => field.value).slice(0, 50);
  }
  function origin(frame) {
    const box = frame.getBoundingClientRect();
    const style = getComputedStyle(frame);
    return { x: box.left + frame.clientLeft + parseFloat(style.paddingLeft || 0), y: box.top + frame.clientTop + parseFloat(style.paddingTop || 0) };
  }
  function carry(value) {
    const holder = document.createElement('meta');
    holder.textContent = JSON.stringify(value);
    return holder;
  }
  function obey(root, body) {
    roots = null;
    const cut = body.indexOf(':');
    const op = body.slice(0, cut);
    const order = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(body.slice(cut + 1)), (char) => char.charCodeAt(0))));
    const element = root.nodeType === 9 ? root.documentElement : root;
    switch (op) {
      case 'read': return carry(read(element, order));
      case 'page': return carry(read(null, order));
      case 'mark': return carry(mark());
      case 'over': return carry(over(element, order.position));
      case 'origin': return carry(origin(element));
      case 'secrets': return carry(secrets());
      case 'at': return hitAt(order.x, order.y);
      case 'focused': return deepFocus();
      case 'default': return defaultButton(element);
      default: throw new Error('unknown order ' + op);
    }
  }
  return {
    query(root, body) { return obey(root, body); },
    queryAll(root, body) {
      if (body.startsWith('masked:')) { roots = null; return all(root, 'input,textarea').filter((field) => field.value && secret(field)); }
      const found = obey(root, body);
      return found ? [found] : [];
    },
  };
})()
