// Runs once, as the conversation component's js_on_load: element, trigger, props and watch are Gradio's.
// Every button of the page carries data-action; one listener turns clicks into Gradio events:
// 'turn' (answered in the conversation), 'cart', 'pick' (header choices) and 'rate'.
const page = document.getElementById("dg");
const log = element.querySelector(".dg-log");
const MOST_COMPARED = 4, SLOW_MS = 60000;
const picked = new Set();
let busy = null, counter = 0, timer = 0, opener = null;

const find = (selector, root = page) => root.querySelector(selector);
const all = (selector, root = page) => [...root.querySelectorAll(selector)];
const box = () => find("#dg-message");

// ---- the conversation -------------------------------------------------------------------------------

function draw(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;                       // escaped by the server; a template runs nothing
  for (const node of [...fresh.content.children]) {
    if (node.matches("[data-reset]")) { log.replaceChildren(); setBusy(null); picked.clear(); continue; }
    const old = all("[data-key]", log).find((one) => one.dataset.key === node.dataset.key);
    if (old) merge(old, node); else log.append(node);
    if (node.dataset.done === "yes" && node.dataset.key === busy) setBusy(null);
  }
  if (busy === null && all(".dg-turn", log).length === 0) log.scrollTop = 0;
}

function merge(old, node) {                     // parts are matched by name, unchanged ones are left alone
  for (const { name, value } of [...node.attributes]) old.setAttribute(name, value);
  if (!node.matches(".dg-turn")) { old.replaceChildren(...node.childNodes); return; }
  const parts = new Map(all(":scope > [data-part]", old).map((part) => [part.dataset.part, part]));
  const kept = [...node.children].map((part) => {
    const before = parts.get(part.dataset.part);
    if (!before) return part;
    if (before.dataset.part === "answer") { sameText(before, part); return before; }
    if (before.dataset.source === part.outerHTML) return before;
    return part;
  });
  [...node.children].forEach((part) => { part.dataset.source = part.outerHTML; });
  for (const part of [...old.children]) if (!kept.includes(part)) part.remove();
  kept.forEach((part, index) => {
    if (old.children[index] !== part) old.insertBefore(part, old.children[index] || null);
  });
}

function sameText(old, node) {                  // growing prose keeps its nodes, so it is read out once
  const fresh = [...node.childNodes];
  fresh.forEach((line, index) => {
    const before = old.childNodes[index];
    if (!before) old.append(line.cloneNode(true));
    else if (before.textContent !== line.textContent) before.textContent = line.textContent;
  });
  while (old.childNodes.length > fresh.length) old.lastChild.remove();
}

function setBusy(key) {
  busy = key;
  clearTimeout(timer);
  log.setAttribute("aria-busy", key ? "true" : "false");
  page.classList.toggle("is-busy", Boolean(key));
  if (key) timer = setTimeout(tooSlow, SLOW_MS);
}

function send(payload, said) {
  if (busy) return false;
  const key = `k${Date.now().toString(36)}-${counter++}`;
  const turn = document.createElement("article");
  turn.className = "dg-turn";
  turn.dataset.key = key;
  if (said) turn.append(part("p", "dg-said", "said", said));
  const thinking = part("p", "dg-thinking", "thinking", "");
  thinking.append(...[0, 1, 2].map(() => document.createElement("i")), part("span", "", "", box().dataset.thinking));
  turn.append(thinking);
  log.append(turn);
  setBusy(key);
  requestAnimationFrame(() => scrollTo(turn));
  trigger("turn", { ...payload, said, key });
  return true;
}

function part(tag, name, role, text) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (role) node.dataset.part = role;
  node.textContent = text;
  return node;
}

function scrollTo(turn) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  log.scrollTo({ top: turn.offsetTop - log.offsetTop - 12, behavior: calm ? "auto" : "smooth" });
}

function tooSlow() {
  const turn = all(".dg-turn", log).find((one) => one.dataset.key === busy);
  const said = turn && turn.querySelector(".dg-said");
  setBusy(null);
  if (!turn) return;
  all(".dg-thinking", turn).forEach((one) => one.remove());
  turn.append(part("p", "dg-failure", "failure", box().dataset.slow));
  if (said) box().value ||= said.textContent;
}

// ---- what the page mirrors ---------------------------------------------------------------------------

function mirror() {
  const header = find(".dg-header"), cart = find(".dg-cart"), bar = find(".dg-compare-bar");
  if (header) {
    document.documentElement.lang = header.dataset.language;
    document.title = header.dataset.title;
    set(log, "aria-label", header.dataset.logLabel);
    for (const select of all("select", header)) if (select.value !== select.dataset.value && !select.matches(":focus")) select.value = select.dataset.value;
  }
  if (cart) {
    const quantities = new Map(cart.dataset.lines.split("\n").filter(Boolean).map((line) => line.split("\t")));
    for (const button of all("[data-action=cart_add]", log)) {
      const quantity = quantities.get(button.dataset.sku);
      const label = quantity ? button.dataset.labelIn.replace("#", quantity) : button.dataset.label;
      if (button.textContent !== label) button.textContent = label;
      button.classList.toggle("is-in", Boolean(quantity));
    }
    const badge = find(".dg-badge");
    if (badge && badge.textContent !== cart.dataset.count) badge.textContent = cart.dataset.count;
    if (badge) set(badge, "data-count", cart.dataset.count);
    const button = find(".dg-cart-button");
    if (button) set(button, "aria-label", cart.dataset.openLabel);
  }
  for (const button of all(".dg-pick", log)) set(button, "aria-pressed", String(picked.has(button.dataset.sku)));
  if (bar) {
    if (bar.hidden !== (picked.size === 0)) bar.hidden = picked.size === 0;
    const go = bar.querySelector("[data-action=compare_go]");
    const label = picked.size > 1 ? bar.dataset.go.replace("#", picked.size) : bar.dataset.more;
    if (go.textContent !== label) go.textContent = label;
    go.disabled = picked.size < 2;
  }
  grow();
}

function set(node, name, value) { if (node.getAttribute(name) !== value) node.setAttribute(name, value); }

function grow() {
  const text = box();
  if (!text) return;
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 144)}px`;
}

let toastTimer = 0, toastShown = "";
function toast() {
  const note = find(".dg-toast");
  if (!note || note.dataset.nonce === toastShown) return;
  toastShown = note.dataset.nonce;
  const region = find("#dg-toast");
  region.classList.add("is-shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => region.classList.remove("is-shown"), 2400 + note.textContent.length * 40);
}

function cartOpen(open) {
  page.classList.toggle("is-cart-open", open);
  const cart = find("#dg-cart");
  if (open) {
    opener = document.activeElement;
    cart.setAttribute("role", "dialog");
    cart.setAttribute("aria-modal", "true");
    find(".dg-cart .dg-close").focus();
  } else {
    cart.removeAttribute("role");
    cart.removeAttribute("aria-modal");
    if (opener) opener.focus();
    opener = null;
  }
}

// ---- clicks, choices, keys ---------------------------------------------------------------------------

const ACTIONS = {
  say: (data) => send({ text: data.text }, data.text),
  details: (data) => send({ type: "details", sku: data.sku }, data.say),
  more: (data) => send({ type: "more" }, data.say),
  constraint_remove: (data) => send({ type: "constraint_remove", facet: data.facet, value: data.value }, data.say),
  compare_go: (data, button) => { if (send({ type: "compare", skus: [...picked] }, button.textContent)) picked.clear(); },
  compare_clear: () => picked.clear(),
  pick: (data) => {
    if (picked.has(data.sku)) picked.delete(data.sku);
    else if (picked.size < MOST_COMPARED) picked.add(data.sku);
  },
  cart_add: (data) => trigger("cart", { type: "cart_add", sku: data.sku, quantity: 1 }),
  cart_remove: (data) => trigger("cart", { type: "cart_remove", sku: data.sku }),
  cart_set: (data) => trigger("cart", { type: "cart_set", sku: data.sku, quantity: Number(data.quantity) }),
  cart_open: () => cartOpen(true),
  cart_close: () => cartOpen(false),
  language: (data) => trigger("pick", { type: "language", value: data.value }),
  focus_message: () => box().focus(),
  rate: (data, button) => {
    for (const other of all("[data-action=rate]", button.parentElement)) set(other, "aria-pressed", String(other === button));
    button.parentElement.title = data.thanks;
    trigger("rate", { turn: data.turn, rating: data.rating });
  },
};

page.addEventListener("click", (event) => {
  if (event.target === find("#dg-cart")) { cartOpen(false); return; }
  const button = event.target.closest("[data-action]");
  if (!button || button.disabled) return;
  event.preventDefault();
  ACTIONS[button.dataset.action]?.(button.dataset, button);
  mirror();
});

page.addEventListener("change", (event) => {
  const select = event.target.closest("select[data-change]");
  if (!select) return;
  select.blur();
  trigger("pick", { type: select.dataset.change, value: select.value });
});

function submit() {
  const text = box().value;
  if (!text.trim()) { box().focus(); return; }
  if (send({ text }, text.trim())) { box().value = ""; grow(); }
}

page.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
page.addEventListener("input", (event) => { if (event.target === box()) grow(); });
page.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && page.classList.contains("is-cart-open")) cartOpen(false);
  if (event.key === "Tab" && page.classList.contains("is-cart-open")) keepInside(event);
  // While a Korean syllable is being composed, Enter belongs to the input method (229 in older browsers).
  if (event.target !== box() || event.key !== "Enter" || event.shiftKey) return;
  if (event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  submit();
});

function keepInside(event) {
  const stops = all("button:not([disabled])", find("#dg-cart")).filter((one) => one.offsetParent);
  const last = stops[stops.length - 1];
  if (event.shiftKey && document.activeElement === stops[0]) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); stops[0].focus(); }
}

// A picture that cannot be loaded leaves the category's icon, which lies behind it.
page.addEventListener("error", (event) => { if (event.target.tagName === "IMG") event.target.remove(); }, true);

watch("value", () => draw(props.value || ""));
new MutationObserver(() => { mirror(); toast(); }).observe(page, {
  subtree: true, childList: true, attributes: true,
  attributeFilter: ["data-lines", "data-language", "data-value", "data-nonce", "placeholder"],
});
if (props.value) draw(props.value);
mirror();
