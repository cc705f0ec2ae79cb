import { problems } from '../kernel/problem.js';

export const allotmentProblem = problems('allotments', {
  'no-allotment': [409, 'Organisationen har inga tilldelade medel i avtalsperioden.'],
  insufficient: [409, 'De tilldelade medlen räcker inte.'],
  frozen: [409, 'Organisationens medel är spärrade tills en avstämning är gjord.'],
  'period-not-found': [404, 'Avtalsperioden finns inte.'],
  'period-closed': [409, 'Avtalsperioden är inte öppen för nya insatser.'],
  'over-limit': [403, 'Beloppet är över din beslutsgräns. En beslutsfattare behöver besluta.'],
  'conflict-of-interest': [403, 'Du är medlem i organisationen och kan därför inte besluta (jäv).'],
});
