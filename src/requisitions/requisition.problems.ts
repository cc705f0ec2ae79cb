import { problems } from '../kernel/problem.js';

export const requisitionProblem = problems('requisitions', {
  incomplete: [422, 'Rekvisitionen är inte komplett.'],
  'not-draft': [409, 'Rekvisitionen är inskickad och går inte längre att ändra.'],
  'final-exists': [409, 'Insatsen har redan en slutrekvirering.'],
  'lines-mismatch': [422, 'Beslutet ska ha en rad för varje kostnad i rekvisitionen.'],
  'approved-more-than-claimed': [422, 'Det går inte att godkänna mer än vad som är rekvirerat.'],
  'reason-missing': [422, 'Skriv varför beloppet sänks.'],
  'nothing-approved': [422, 'Inget belopp är godkänt. Avslå rekvisitionen i stället.'],
});
