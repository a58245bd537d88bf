// @ts-check
// Unfolds rows: the one a link leads to, all of them at once, and all of them on paper.
const rows = [...document.querySelectorAll('details')];
const unfold = document.getElementById('unfold');

if (unfold) {
  const isToOpen = () => rows.some((row) => !row.hidden && !row.open);
  unfold.addEventListener('click', () => {
    const open = isToOpen();
    for (const row of rows) if (!row.hidden) row.open = open;
  });
  // A row that is opened by hand changes what is left to do; its event does not bubble.
  document.addEventListener('toggle', () => (unfold.textContent = isToOpen() ? 'Open all' : 'Close all'), true);
}

function showTarget() {
  const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(row instanceof HTMLElement)) return;
  if (row instanceof HTMLDetailsElement) row.open = true;
  if (row.closest('[hidden]')) {
    const form = document.getElementById('filter');
    if (form instanceof HTMLFormElement) form.reset();
  }

  setTimeout(() => row.scrollIntoView());
}

addEventListener('hashchange', showTarget);
showTarget();

/** @type {HTMLDetailsElement[]} */
const unfolded = [];
const beforePrint = () => {
  for (const row of rows) {
    if (row.open) continue;
    unfolded.push(row);
    row.open = true;
  }
};
const afterPrint = () => {
  for (const row of unfolded.splice(0)) row.open = false;
};
addEventListener('beforeprint', beforePrint);
addEventListener('afterprint', afterPrint);
