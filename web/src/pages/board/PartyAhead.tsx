import { Notice } from '../../ui/Notice';

/** What one of the two parties of a region will do here (domain §10.2). The approvals are the next step of the portal: the page says so. */
export function PartyAhead() {
  return (
    <>
      <Notice tone="info" title="Det här är inte klart än.">
        <p>Sidan finns för att du ska veta var det kommer. Inget går att godkänna här ännu.</p>
      </Notice>
      <h2>Det här kommer du att kunna göra</h2>
      <ul>
        <li>Godkänna eller avslå ansökningar om handledardispens i din region.</li>
        <li>Godkänna eller avslå beställningar av yrkesbevis i din region.</li>
        <li>Se om den andra parten har svarat. Båda parterna måste godkänna, och ingen kan svara för båda.</li>
      </ul>
      <h2>Gör så här så länge</h2>
      <p>Lämna ditt godkännande direkt till BYN-regionen, som i dag.</p>
    </>
  );
}
