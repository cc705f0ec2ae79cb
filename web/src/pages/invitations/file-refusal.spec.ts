import { fileRefusal } from './file-refusal';

it.each([
  [0, 50, 'Ingen rad går att skicka.'],
  [1, 0, 'Organisationen har redan skickat 50 inbjudningar i dag. Fortsätt i morgon.'],
  [2, 1, 'Bara en inbjudan till går att skicka i dag. Dela upp filen.'],
  [60, 50, 'Bara 50 inbjudningar till går att skicka i dag. Dela upp filen.'],
  [50, 50, null],
])('says of %d right rows when %d can be sent today: %s', (good, left, said) => {
  expect(fileRefusal(good, left)).toBe(said);
});
