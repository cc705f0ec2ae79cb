/** Gives the focus to the page's heading when what had it is gone, without moving what is in view. */
export function focusHeading(): void {
  const { activeElement } = document;
  if (!activeElement || activeElement === document.body) document.querySelector('h1')?.focus({ preventScroll: true });
}
