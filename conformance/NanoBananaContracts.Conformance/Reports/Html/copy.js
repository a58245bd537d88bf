// @ts-check
// Copies a command to the clipboard.
for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!(button instanceof HTMLElement) || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const command = button.parentElement?.querySelector('pre')?.textContent ?? '';
    try {
      await navigator.clipboard.writeText(command);
      button.textContent = 'Copied';
    } catch {
      // A browser may ask, and be refused.
      button.textContent = 'Select it and copy by hand';
    }

    setTimeout(() => (button.textContent = 'Copy'), 3000);
  });
}
