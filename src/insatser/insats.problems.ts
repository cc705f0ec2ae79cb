import { problems } from '../kernel/problem.js';

export const insatsProblem = problems('insatser', {
  incomplete: [422, 'Ansökan är inte komplett.'],
  'not-draft': [409, 'Insatsen är inskickad och går inte längre att ändra.'],
  'responsible-not-member': [422, 'Den ansvariga personen finns inte bland organisationens användare.'],
  'receiver-self': [422, 'Du kan inte lämna över ärenden till dig själv utan behörigheten Ser samtliga ansökningar.'],
  'receiver-not-member': [422, 'Den som tar över ska vara en annan, aktiv användare i organisationen.'],
  'vat-not-compensated': [422, 'Moms ersätts bara när ni bekostar den själva.'],
  'grant-missing': [422, 'Ange det beviljade beloppet.'],
  'grant-not-for-fund-supplier': [422, 'När fonden anlitar leverantören beviljas inget belopp; offerten gäller.'],
  'offer-missing': [409, 'När fonden anlitar leverantören behövs en godkänd offert innan insatsen godkänns.'],
  'offer-active': [409, 'Insatsen har en godkänd offert. Avsluta affären innan insatsen avslås.'],
  'not-approved': [409, 'Det går att rekvirera först när insatsen är godkänd.'],
  'fund-is-supplier': [409, 'Fonden anlitar leverantören, så det finns inget att rekvirera.'],
  'nothing-left': [409, 'Det finns inget kvar att rekvirera.'],
  'final-exists': [409, 'Insatsen har redan en slutrekvirering.'],
  'requisitions-closed': [409, 'Sista dagen att rekvirera medel för avtalsperioden har passerat.'],
  'over-requisitionable': [409, 'Beloppet är större än det som är möjligt att rekvirera.'],
  'other-requisitions-pending': [409, 'En slutrekvirering kan godkännas först när insatsens övriga rekvisitioner är avgjorda.'],
  'one-requisition-only': [409, 'Avtalsperioden tillåter en rekvisition per insats.'],
});
