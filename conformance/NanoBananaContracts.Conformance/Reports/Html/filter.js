// @ts-check
// Narrows the page to the words, outcomes and group that are chosen, as one types.
const form = /** @type {HTMLFormElement | null} */ (document.getElementById('filter'));

/** @param {HTMLFormElement} form */
function start(form) {
  const words = /** @type {HTMLInputElement} */ (document.getElementById('words'));
  const shown = /** @type {HTMLElement} */ (document.getElementById('shown'));
  const none = /** @type {HTMLElement} */ (document.getElementById('none'));
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-text]')]);
  const lists = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-rows]')]);
  const broken = /** @type {HTMLElement | null} */ (document.getElementById('broken'));
  const brokenCount = document.getElementById('broken-count');
  // The list of what did not hold has what the rows have: an entry is shown with its row.
  const entries = [...document.querySelectorAll('#broken a')].map((link) => ({
    entry: /** @type {HTMLElement} */ (link.closest('li')),
    row: document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1))),
  }));
  const hasOutcomes = form.querySelector('[name=outcome]') !== null;

  const apply = () => {
    const chosen = new FormData(form);
    const outcomes = new Set(chosen.getAll('outcome'));
    const group = chosen.get('group');
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits =
        (!hasOutcomes || outcomes.has(row.dataset.status ?? '')) &&
        (!group || row.dataset.group === group) &&
        wanted.every((word) => row.dataset.text?.includes(word));
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }

    for (const { entry, row } of entries) entry.hidden = row?.hidden ?? false;
    const left = entries.filter(({ entry }) => !entry.hidden).length;
    if (broken) broken.hidden = left === 0;
    if (brokenCount) brokenCount.textContent = left === entries.length ? `${left}` : `${left} of ${entries.length}`;
    for (const list of lists) list.hidden = !list.querySelector('[data-text]:not([hidden])');
    none.hidden = count > 0;
    shown.textContent =
      count === rows.length ? `${count} ${count === 1 ? 'case' : 'cases'}` : `${count} of ${rows.length} cases`;
  };

  form.addEventListener('input', apply);
  // The controls have their first values again only after the event.
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  // A browser may have kept what was typed before a reload.
  apply();
}

if (form) start(form);
