/** A status by colour and text (A43); the colour never says anything that the text does not. */
const tones: Record<string, string> = {
  utkast: 'neutral',
  registreras: 'info',
  inskickad: 'info',
  skickad: 'info',
  vantar_pa_svar: 'warning',
  vantar_pa_bekraftelse: 'warning',
  delvis_godkand: 'warning',
  godkand: 'success',
  accepterad: 'success',
  pagaende_affar: 'success',
  avslutad_affar: 'success',
  ej_godkand: 'danger',
  avbojd: 'danger',
  active: 'success',
  invited: 'info',
  awaiting: 'warning',
  expired: 'warning',
  suspended: 'warning',
  avvisad: 'danger',
  utgangen: 'warning',
  ansokt: 'info',
  under_handlaggning: 'info',
  mer_information: 'warning',
  kopplad: 'success',
  avslagen: 'danger',
};

export function StatusBadge({ status, label }: { status: string; label: string }) {
  return (
    <span className="badge" data-tone={tones[status] ?? 'neutral'}>
      {label}
    </span>
  );
}
