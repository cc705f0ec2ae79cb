import { useLocation } from '@tanstack/react-router';
import { type Area, areas } from '../../shell/areas';
import { PageHead } from '../../shell/PageHead';
import { Notice } from '../../ui/Notice';
import { RegionContact } from './RegionContact';

interface Words {
  lead: string;
  coming: readonly string[];
  until: string;
}

/** What will come, and what to do until then, in the words of the board's own routines. */
const words: Readonly<Record<Area['to'], Words>> = {
  '/larlingsanmalningar': {
    lead: 'Här anmäler ni lärlingar, både företagslärlingar och lärlingar under kvalificeringstid.',
    coming: [
      'Skicka in en lärlingsanmälan och följa hur det går.',
      'Lärlingen bekräftar anställningen med BankID eller Freja eID+.',
      'Se provanställning, yrke och arbetsplats för varje lärling.',
    ],
    until: 'Anmäl lärlingar till er BYN-region, som i dag.',
  },
  '/handledare': {
    lead: 'Här utser ni handledare och kopplar lärlingar till dem.',
    coming: [
      'Koppla en lärling till en handledare som har yrkesbevis eller handledardispens i samma yrke.',
      'Ansöka om handledardispens.',
      'Se hur många lärlingar varje handledare har.',
    ],
    until: 'Vilka som är handledare bestäms under Administrera användare. Kopplingen till lärlingar gör er BYN-region, som i dag.',
  },
  '/bestallningar': {
    lead: 'Här beställer ni distansutbildningar, och beställningsgodkännaren godkänner dem.',
    coming: [
      'Beställa en yrkesteoretisk distansutbildning till en lärling.',
      'Godkänna beställningen med en underskrift, som binder företaget att betala.',
      'Följa lärlingens resultat.',
    ],
    until: 'Beställ distansutbildningar hos er BYN-region, som i dag.',
  },
};

/** One of the three areas of a company that is connected (B17). Its work is the next step of the portal: the page says so. */
export function AreaPage() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const { to, label } = areas.find((area) => area.to === path) ?? areas[0];
  const { lead, coming, until } = words[to];
  return (
    <>
      <PageHead title={label} crumbs={[{ label }]} lead={lead} />
      <div className="content prose">
        <Notice tone="info" title="Det här är inte klart än.">
          <p>Sidan finns för att ni ska veta var det kommer. Inget går att skicka in här ännu.</p>
        </Notice>
        <h2>Det här kommer ni att kunna göra</h2>
        <ul>
          {coming.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <h2>Gör så här så länge</h2>
        <p>{until}</p>
        <RegionContact />
      </div>
    </>
  );
}
