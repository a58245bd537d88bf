(() => {
  const q = document.getElementById('q');
  const boxes = [...document.querySelectorAll('.counts input')];
  const rows = [...document.querySelectorAll('details.v')];
  const none = document.getElementById('none');
  const apply = () => {
    const words = q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set(boxes.filter(b => b.checked).map(b => b.value));
    let any = false;
    for (const row of rows) {
      const hit = shown.has(row.dataset.status) && words.every(w => row.dataset.text.includes(w));
      row.hidden = !hit;
      any ||= hit;
    }
    for (const section of document.querySelectorAll('section')) {
      section.hidden = !section.querySelector('details.v:not([hidden])');
    }
    none.style.display = any ? 'none' : 'block';
  };
  q.addEventListener('input', apply);
  boxes.forEach(b => b.addEventListener('change', apply));
  document.addEventListener('click', e => {
    const button = e.target.closest('button[data-copy]');
    if (!button) return;
    const text = button.previousElementSibling.textContent;
    const done = () => { button.textContent = 'copied'; };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => { button.textContent = 'select and copy by hand'; });
    else button.textContent = 'select and copy by hand';
  });
  const openTarget = () => {
    const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.matches('details')) { row.open = true; row.scrollIntoView(); }
  };
  addEventListener('hashchange', openTarget);
  openTarget();
})();
