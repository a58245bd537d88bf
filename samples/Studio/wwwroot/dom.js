// @ts-check
// Elements, made without markup: no text of a user, a reply or a provider can become one.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [properties] Properties of the element; `aria-…` and `role` are attributes.
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('aria-') || name === 'role') made.setAttribute(name, String(value));
    else Reflect.set(made, name, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no #${id} of that kind.`);
  return found;
}

/** Puts these in the place of what an element has. @param {Element} place @param {...(Node | null)} children */
export function fill(place, ...children) {
  place.replaceChildren(...children.filter(child => child !== null));
}

/** Says something to whoever cannot see it. @param {string} text */
export function say(text) {
  byId('said', HTMLParagraphElement).textContent = text;
}

/** @param {number | null | undefined} usd */
export function usd(usd) {
  if (usd === null || usd === undefined) return 'price not known';
  return 'USD ' + usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}

/** @param {number} seconds */
export function secondsText(seconds) {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

/** @param {number} bytes */
export function bytesText(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Says on a button what became of the click, for a moment. @param {HTMLButtonElement} button @param {string} text */
export function tell(button, text) {
  const label = button.dataset.label ??= button.textContent ?? '';
  button.textContent = text;
  setTimeout(() => { button.textContent = label; }, 1600);
}

/**
 * Copies a text and says so on the button.
 * @param {HTMLButtonElement} button
 * @param {string | Promise<Blob>} text One that is still to come may not wait for itself first: the click would be forgotten.
 */
export async function copy(button, text) {
  try {
    if (typeof text === 'string') await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
    tell(button, 'Copied');
    say('Copied.');
  } catch {
    tell(button, 'Could not copy');
    say('It could not be copied: the browser does not allow it, or it is no longer there.');
  }
}
