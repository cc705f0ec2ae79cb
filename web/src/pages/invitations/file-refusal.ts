/** Why the rows of a file can't be sent: none is right, or they are more than the organisation may still send today; null when they can. */
export function fileRefusal(good: number, leftToday: number): string | null {
  if (good === 0) return 'Ingen rad går att skicka.';
  if (good <= leftToday) return null;
  if (leftToday === 0) return 'Organisationen har redan skickat 50 inbjudningar i dag. Fortsätt i morgon.';
  return leftToday === 1
    ? 'Bara en inbjudan till går att skicka i dag. Dela upp filen.'
    : `Bara ${leftToday} inbjudningar till går att skicka i dag. Dela upp filen.`;
}
