import { problems } from '../kernel/problem.js';

/** What can be wrong with a company's departments. */
export const departmentProblem = problems('departments', {
  'conflict-of-interest': [403, 'Du är medlem i företaget och kan därför inte ändra det (jäv).'],
  'not-activated': [409, 'Avdelningar är inte aktiverade för företaget.'],
  'name-taken': [409, 'Företaget har redan en öppen avdelning med det namnet.'],
  closed: [409, 'Avdelningen är stängd.'],
  open: [409, 'Avdelningen är redan öppen.'],
  last: [409, 'Företagets enda öppna avdelning kan inte stängas så länge avdelningar är aktiverade.'],
  'impact-changed': [409, 'Det som påverkas har ändrats sedan du öppnade sidan.'],
  'in-use': [409, 'Avdelningar kan inte stängas av medan en öppen avdelning har personer eller arbetsplatser.'],
});

/** What can be wrong with a company's workplaces. */
export const workplaceProblem = problems('workplaces', {
  'name-taken': [409, 'Företaget har redan en öppen arbetsplats med det namnet.'],
  closed: [409, 'Arbetsplatsen är stängd.'],
  open: [409, 'Arbetsplatsen är redan öppen.'],
  default: [409, 'Företagets huvudkontor kan inte stängas.'],
  shared: [409, 'Arbetsplatsen hör också till en avdelning som du inte administrerar.'],
  'preview-changed': [409, 'Något har ändrats sedan du förhandsgranskade flytten.'],
  'nothing-to-move': [409, 'Ingen av arbetsplatserna går att flytta så.'],
  'address-needed': [422, 'Adressen behöver vara ifylld.'],
  'own-department-needed': [422, 'Arbetsplatsen behöver höra till minst en av dina avdelningar.'],
});
