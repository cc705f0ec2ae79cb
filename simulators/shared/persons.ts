import { isObject, isString } from './fields.ts';
import { Refusal } from './http.ts';

export interface Person {
  personalNumber: string;
  givenName: string;
  surname: string;
}
export interface TestPerson extends Person {
  key: string;
  /** Why one would choose this person. */
  note: string;
}

/** All numbers come from Skatteverket's published test numbers: they belong to nobody. */
export const persons: readonly TestPerson[] = [
  person('anni', '199908072391', 'Anni', 'Widdersjö', 'Arbetsgivarens administratör'),
  person('skovde', '199307202383', 'Anni', 'Skövdesjö', 'Medarbetare hos arbetsgivaren'),
  person('namn', '199108112393', 'Namn', 'Namnsson', 'Medarbetare hos arbetsgivaren'),
  person('ekonom', '199409102390', 'Eva', 'Ekonomi', 'Medarbetare utan ”Ser samtliga”'),
  person('flera', '200006092381', 'Fatima', 'Flera', 'Medlem i flera organisationer'),
  person('ingen', '199006172390', 'Ingrid', 'Ingen', 'Utan medlemskap'),
  person('handlaggare', '199009242398', 'Hanna', 'Handläggare', 'Fondens handläggare'),
  person('beslut', '199711082389', 'Bo', 'Beslutsfattare', 'Fondens beslutsfattare'),
  person('ekonomifond', '199012222395', 'Eskil', 'Fondekonom', 'Fondens ekonom'),
  person('region', '199204292388', 'Rut', 'Region', 'Yrkesnämndens region Stockholm'),
  person('vast', '199005042396', 'Vera', 'Väst', 'Yrkesnämndens region Väst'),
  person('partag', '197512752382', 'Agneta', 'Arbetsgivarpart', 'Arbetsgivarpart i region Stockholm'),
  person('partat', '200203722392', 'Arvid', 'Arbetstagarpart', 'Arbetstagarpart i region Stockholm'),
  person('kansli', '199011192383', 'Kim', 'Kansli', 'Yrkesnämndens kansli'),
  person('bygg', '199507252394', 'Berit', 'Byggadmin', 'Byggföretagets administratör'),
  person('avdelning', '199001012385', 'Alva', 'Avdelning', 'Administratör för en av byggföretagets avdelningar'),
  person('yrkesutbildning', '199503202385', 'Yngve', 'Yrkesutbildning', 'Yrkesutbildningsansvarig på byggföretaget'),
  person('handledare', '199208132390', 'Hasse', 'Handledare', 'Handledare på byggföretaget'),
  person('mur', '199803132399', 'Mona', 'Mur', 'Det andra byggföretagets administratör'),
  person('sokande', '199505112384', 'Sanna', 'Sökande', 'Har ansökt om att kopplas till byggföretag'),
  person('asa', '199401142386', 'Åsa', 'Öström', 'Utan roll'),
  person('bjorn', '199811282392', 'Björn', 'Ärlig', 'Utan roll'),
  person('versal', '199007272397', 'KIM', 'VERSALSSON', 'Utan roll, namnet i versaler'),
  person('lang', '199703202391', 'Maria-Alexandra Elisabeth', 'von Essen-Wennerströmsdotter', 'Utan roll, långt namn'),
  person('sam', '196903732383', 'Sam', 'Ordning', 'Utan roll, samordningsnummer'),
  person('sekel', '190102029816', 'Gun-Britt', 'Sekel', 'Utan roll, över hundra år'),
];

function person(key: string, personalNumber: string, givenName: string, surname: string, note: string): TestPerson {
  return { key, personalNumber, givenName, surname, note };
}

/** Anyone with a valid number can hold a simulated e-identity: a key, twelve digits, or a number with names. */
export function findPerson(wanted: unknown): Person {
  const known = persons.find((p) => p.key === wanted || p.personalNumber === wanted);
  if (known) return known;
  const personalNumber = isObject(wanted) ? wanted.personalNumber : wanted;
  if (!isString(personalNumber) || !isPersonalNumber(personalNumber)) {
    throw new Refusal(400, 'unknownPerson', 'Ange en testpersons nyckel eller ett giltigt personnummer med tolv siffror.');
  }
  const given = isObject(wanted) && isString(wanted.givenName) && wanted.givenName.trim();
  const family = isObject(wanted) && isString(wanted.surname) && wanted.surname.trim();
  return { personalNumber, givenName: given || 'Test', surname: family || `Person ${personalNumber.slice(-4)}` };
}

export const fullName = (p: Person) => `${p.givenName} ${p.surname}`;

/** Personnummer and samordningsnummer in twelve digits: a possible date and the right check digit. */
export function isPersonalNumber(value: string): boolean {
  if (!/^\d{12}$/.test(value)) return false;
  const [year, month, day] = [value.slice(0, 4), value.slice(4, 6), value.slice(6, 8)].map(Number) as [number, number, number];
  const coordination = day >= 60;
  // A coordination number whose date is not known carries month 00 or day 60.
  const unknownDate = coordination && (month === 0 || day === 60) && month <= 12;
  const date = new Date(Date.UTC(year, month - 1, coordination ? day - 60 : day));
  return (unknownDate || date.getUTCMonth() === month - 1) && luhn(value.slice(2));
}

function luhn(digits: string): boolean {
  let sum = 0;
  Array.from(digits, Number)
    .toReversed()
    .forEach((digit, i) => {
      const value = digit * (i % 2 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    });
  return sum % 10 === 0;
}
